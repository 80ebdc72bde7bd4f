import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { Failed, Loading } from '../../parts/states.tsx'
import { When } from '../../parts/when.tsx'
import { useFormats } from '../../words/formats.ts'
import { useSave } from '../form/use-save.ts'
import { useOutgoingWords } from '../outgoing-words.ts'
import shared from '../settings.module.css'
import { type Delivery, deliveryQuery, type Webhook } from './queries.ts'
import classes from './webhooks.module.css'

type Props = { hook: Webhook; delivery: Delivery }

/** One delivery; opened, its tries and what it says. */
export function DeliveryLine({ hook, delivery }: Props) {
  const w = useOutgoingWords().log
  const [open, setOpen] = useState(false)
  const id = useId()
  const { state, type, ref, at, tries, status, nextAt } = delivery
  return (
    <li className={classes.delivery}>
      <button
        type="button"
        className={classes.line}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <span className={state === 'failed' ? shared.bad : undefined}>{w.states[state]}</span>
        <span className={classes.what}>
          {ref && <b>{ref} </b>}
          {type.replace('throughline.', '')}
          <span className="muted">
            {status !== null && ` · ${status}`}
            {tries > 1 && ` · ${w.tries(tries)}`}
            {state === 'waiting' && nextAt && tries > 0 && (
              <>
                {' '}
                · {w.next} <When at={nextAt} />
              </>
            )}
          </span>
        </span>
        <span className="muted">
          <When at={at} />
        </span>
      </button>
      <div id={id}>{open && <Detail hook={hook} delivery={delivery} />}</div>
    </li>
  )
}

function Detail({ hook, delivery }: Props) {
  const w = useOutgoingWords().log
  const formats = useFormats()
  const { data, error, refetch } = useQuery(deliveryQuery(hook.id, delivery.id))
  if (error && !data) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <div className={classes.detail}>
      <p className="muted">
        {w.event} <code>{data.event}</code>
      </p>
      <ul className={classes.tries}>
        {data.log.map(({ n, at, ms, status, answer, problem, bytes, digest }) => (
          <li key={n}>
            <When at={at} /> · {formats.count(ms)} ms
            {status !== null && ` · ${status}`} {problem && <span className={shared.bad}>{problem}</span>}
            <p className="muted">{w.sent(`${formats.count(bytes)} B`, digest.slice(0, 12))}</p>
            {answer && (
              <>
                <p className="muted">{w.answer}</p>
                <pre className={classes.raw}>{answer}</pre>
              </>
            )}
          </li>
        ))}
      </ul>
      {data.body === null ? (
        <p className="muted">{w.noBody}</p>
      ) : (
        <>
          <p className="muted">{w.body}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
          <pre className={classes.raw} tabIndex={0}>
            {JSON.stringify(JSON.parse(data.body), null, 2)}
          </pre>
        </>
      )}
      {delivery.ref !== null && hook.state === 'on' && <Again hook={hook} delivery={delivery} />}
    </div>
  )
}

function Again({ hook, delivery }: Props) {
  const w = useOutgoingWords().log
  const queries = useQueryClient()
  const saving = useSave()
  const again = async (): Promise<void> => {
    await saving.save({
      label: w.againOf(delivery.event),
      method: 'POST',
      path: `/api/v1/webhooks/${hook.id}/deliveries/${delivery.id}/again`,
    })
    void queries.invalidateQueries({ queryKey: ['deliveries', hook.id] })
    void queries.invalidateQueries({ queryKey: ['delivery', hook.id, delivery.id] })
  }
  return (
    <div className={shared.inline}>
      <Button variant="default" disabled={saving.busy} onClick={() => void again()}>
        {w.again}
      </Button>
      {saving.problem && (
        <span role="alert" className={shared.bad}>
          {saving.problem.message}
        </span>
      )}
    </div>
  )
}
