import {
  type WebhookTools,
  webhookDeliveries,
  webhookFailures,
  webhookLogLoop,
  webhookLoop,
} from '../connectors/webhooks/index.ts'
import { membershipLoop } from '../foundation/workforce/index.ts'
import { handoffLoops, handoffs } from '../handoffs/index.ts'
import { alertLoop, forgetAlertsLoop } from '../practices/event/index.ts'
import {
  incidentFollowers,
  incidentTimers,
  reviewFollowers,
  reviewTimers,
  takenAlready,
} from '../practices/incident/index.ts'
import { checkpointLoop, removeRedactedContents } from '../spine/audit/index.ts'
import type { Spine } from '../spine/context/index.ts'
import { clockLoop, type Handler, type Loop, timerLoop } from '../spine/jobs/index.ts'
import { tellMerged, tellSurvivor } from '../spine/merging/index.ts'
import { everydayNotices, type MailOptions, mailLoop } from '../spine/notices/index.ts'
import { forgetKeys } from '../spine/practice/index.ts'
import { reaimClocks } from '../spine/setup/index.ts'
import { practices } from './practices.ts'

/** Changed targets and calendars reach the clocks that are running; so does a service's other calendar. */
const reaim: Handler = {
  name: 're-aim clocks',
  wants: [
    { kind: 'system', verbs: ['change-targets', 'change-calendar'] },
    { kind: 'service', verbs: ['amend'] },
  ],
  run: async (spine, { kind, verb, entry }) => {
    const ofService = kind === 'service'
    if (ofService && !Object.hasOwn(entry.data.set?.data ?? {}, 'calendar')) return
    await spine.settings.reload()
    await spine.calendars.reload()
    await spine.directory.reload()
    await reaimClocks(spine, practices, ofService ? 'change-service-calendar' : verb)
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

/** A redaction removes contents itself; this does it where its process was killed in between. */
const redacted: Handler = {
  name: 'remove redacted contents',
  wants: [{ kind: 'any', verbs: ['redact'] }],
  run: (spine, { recordId }) => removeRedactedContents(spine, recordId),
}

/** Everything that reacts to what was written. */
export const handlers: readonly Handler[] = [
  ...handoffs,
  ...incidentFollowers,
  ...reviewFollowers,
  everydayNotices,
  tellMerged,
  tellSurvivor,
  reaim,
  reloadServices,
  redacted,
  webhookDeliveries,
  webhookFailures,
]

const day = 86_400_000
/** How long a repeated request still gets its first answer. */
const keysKept = 7 * day

/** Keys of requests that nobody repeats any more are forgotten once a day. */
function forgetKeysLoop(spine: Spine): Loop {
  return {
    name: 'forget keys',
    tick: async (now) => {
      await forgetKeys(spine.db, now - keysKept)
      return now + day
    },
  }
}

/** Everything that becomes due by the passing of time. `mail` where a mail server is configured. */
export function loopsOf(
  spine: Spine,
  { home, mail, webhooks }: { home: string; mail: MailOptions | null; webhooks: WebhookTools },
): readonly Loop[] {
  return [
    clockLoop(spine, { incident: takenAlready }),
    timerLoop(spine, incidentTimers),
    timerLoop(spine, reviewTimers),
    checkpointLoop(spine, home),
    forgetKeysLoop(spine),
    membershipLoop(spine),
    alertLoop(spine),
    ...handoffLoops(spine),
    forgetAlertsLoop(spine),
    webhookLoop(spine, webhooks),
    webhookLogLoop(spine),
    ...(mail ? [mailLoop(spine, mail)] : []),
  ]
}
