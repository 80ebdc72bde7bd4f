import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api, type components, Refused, read, request } from '../../api/index.ts'
import { Failed, Loading } from '../../parts/states.tsx'
import { When } from '../../parts/when.tsx'
import { ActRow } from '../act-row.tsx'
import { useOutgoingWords } from '../outgoing-words.ts'
import classes from '../settings.module.css'
import own from './mail.module.css'

type State = components['schemas']['MailState']

/** Whether mails go out, what waits, what did not arrive, and a test. */
export function MailState() {
  const { data, error, refetch } = useQuery({
    queryKey: ['mail-state'],
    queryFn: () => read(api.GET('/api/v1/mail')),
    staleTime: 0,
    refetchInterval: 15_000,
  })
  if (error && !data) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <div>
      <Going state={data} />
      {data.from !== null && <Test />}
      <Failures state={data} />
    </div>
  )
}

function Going({ state: { from, held, waiting, waitingSince, lastSentAt } }: { state: State }) {
  const w = useOutgoingWords().mail
  if (from === null)
    return (
      <div className={own.none} role="status">
        <b>{w.noServer}</b>
        <p>{w.noServerHint}</p>
      </div>
    )
  return (
    <>
      {held && (
        <div className={own.none} role="status">
          <b>{w.held}</b>
          <p>{w.heldHint}</p>
        </div>
      )}
      <p>
        {w.from} <b>{from}</b>.{' '}
        <span className="muted">
          {waiting === 0 ? w.nothingWaits : w.waiting(waiting)}
          {waitingSince && (
            <>
              {' '}
              {w.since} <When at={waitingSince} />
            </>
          )}
          .{' '}
          {lastSentAt ? (
            <>
              {w.lastSent} <When at={lastSentAt} />
            </>
          ) : (
            w.neverSent
          )}
          .
        </span>
      </p>
    </>
  )
}

/** Not by way of the outbox: a test is not to be sent later. */
function Test() {
  const w = useOutgoingWords().mail
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [came, setCame] = useState<{ good: boolean; text: string } | null>(null)
  const test = async (): Promise<void> => {
    setBusy(true)
    setCame(null)
    try {
      const answer = await request('/api/v1/mail/test', { method: 'POST' })
      const { sent, to, why } = answer as components['schemas']['MailTest']
      setCame(sent ? { good: true, text: w.sent(to) } : { good: false, text: w.notSent(why ?? '') })
    } catch (error) {
      setCame({ good: false, text: error instanceof Refused ? error.message : String(error) })
    } finally {
      setBusy(false)
      void queries.invalidateQueries({ queryKey: ['mail-state'] })
    }
  }
  return (
    <>
      <ActRow title={w.test} hint={w.testHint} label={w.test} disabled={busy} onAct={() => void test()} />
      <p role="status" className={came?.good ? classes.ok : classes.bad}>
        {came?.text}
      </p>
    </>
  )
}

function Failures({ state: { failures } }: { state: State }) {
  const w = useOutgoingWords().mail
  if (failures.length === 0) return null
  return (
    <section aria-label={w.failures}>
      <h2 className={own.head}>{w.failures}</h2>
      <p className={classes.hint}>{w.failuresHint}</p>
      <ul className={own.failures}>
        {failures.map(({ id, at, person, address, ref, why }) => (
          <li key={id}>
            <span>
              <b dir="auto">{person?.name ?? address}</b>
              {person && address && <span className="muted"> {address}</span>}
              {ref && (
                <>
                  {' · '}
                  <Link to="/records/$ref" params={{ ref }}>
                    {ref}
                  </Link>
                </>
              )}
              {' · '}
              <span className="muted">
                <When at={at} />
              </span>
            </span>
            <p className="muted">{why}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
