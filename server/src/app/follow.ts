import { handoffs } from '../handoffs/index.ts'
import { incidentFollowers, incidentTimers, takenAlready } from '../practices/incident/index.ts'
import type { Spine } from '../spine/context/index.ts'
import { clockLoop, type Handler, type Loop, timerLoop } from '../spine/jobs/index.ts'
import { everydayNotices } from '../spine/notices/index.ts'
import { reaimClocks } from '../spine/setup/index.ts'
import { practices } from './practices.ts'

/** Changed targets and calendars reach the clocks that are running. */
const reaim: Handler = {
  name: 're-aim clocks',
  wants: [{ kind: 'system', verbs: ['change-targets', 'change-calendar'] }],
  run: async (spine, { verb }) => {
    await spine.settings.reload()
    await spine.calendars.reload()
    await reaimClocks(spine, practices, verb)
  },
}

/** A changed service reaches the directory of every process. */
const reloadServices: Handler = {
  name: 'reload services',
  wants: [{ kind: 'service', verbs: 'all' }],
  run: async (spine) => {
    await spine.db.pool.query(`select pg_notify('throughline_reload', 'services')`)
  },
}

/** Everything that reacts to what was written. */
export const handlers: readonly Handler[] = [
  ...handoffs,
  ...incidentFollowers,
  everydayNotices,
  reaim,
  reloadServices,
]

/** Everything that becomes due by the passing of time. */
export function loopsOf(spine: Spine): readonly Loop[] {
  return [clockLoop(spine, { incident: takenAlready }), timerLoop(spine, incidentTimers)]
}
