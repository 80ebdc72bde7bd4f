import { useQueryClient } from '@tanstack/react-query'
import { useMe } from '../shell/session.ts'
import { sendUndoable } from '../shell/toasts.tsx'
import { useFormats } from '../words/formats.ts'
import { useWords } from '../words/index.ts'
import classes from './on-call.module.css'
import type { Schedule } from './queries.ts'
import { useOnCallWords } from './words.ts'

/** Who was put on call instead, and who is asked to take a shift. */
export function Changes({ schedule }: { schedule: Schedule }) {
  const w = useOnCallWords()
  const formats = useFormats()
  const me = useMe()
  const act = useAct(schedule.ref)
  const span = ({ from, until }: { from: string; until: string }): string =>
    `${formats.exact(from)} – ${formats.exact(until)}`
  return (
    <>
      {schedule.swaps.length > 0 && (
        <section>
          <h2>{w.swaps}</h2>
          <ul className={classes.plain}>
            {schedule.swaps.map((swap) => (
              <li key={swap.id}>
                <span dir="auto">{w.asked(swap.person?.name ?? '–', swap.by?.name ?? '–')}</span>{' '}
                <span className="muted">{span(swap)}</span>{' '}
                {swap.person?.id === me.id && (
                  <button
                    type="button"
                    className={classes.link}
                    onClick={() => void act('accept-swap', swap.id, w.form.answered)}
                  >
                    {w.accept}
                  </button>
                )}{' '}
                {(swap.person?.id === me.id || swap.by?.id === me.id) && (
                  <button
                    type="button"
                    className={classes.link}
                    onClick={() => void act('decline-swap', swap.id, w.form.answered)}
                  >
                    {swap.person?.id === me.id ? w.decline : w.endOverride}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {schedule.overrides.length > 0 && (
        <section>
          <h2>{w.overrides}</h2>
          <ul className={classes.plain}>
            {schedule.overrides.map((one) => (
              <li key={one.id}>
                <span dir="auto">{one.person?.name ?? w.nobody}</span>{' '}
                <span className="muted">{span(one)}</span>{' '}
                <button
                  type="button"
                  className={classes.link}
                  aria-label={`${w.endOverride}: ${one.person?.name ?? w.nobody}, ${span(one)}`}
                  onClick={() => void act('end-override', one.id, w.form.takenBack)}
                >
                  {w.endOverride}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function useAct(schedule: string): (verb: string, id: number, label: string) => Promise<void> {
  const words = useWords()
  const queries = useQueryClient()
  return async (verb, id, label) => {
    const path = `/api/v1/schedules/${schedule}/actions/${verb}`
    await sendUndoable({ label, method: 'POST', path, body: { id } }, words)
    for (const key of ['shifts', 'schedule', 'on-call']) await queries.invalidateQueries({ queryKey: [key] })
  }
}
