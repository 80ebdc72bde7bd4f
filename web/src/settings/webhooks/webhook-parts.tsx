import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Refused, request } from '../../api/index.ts'
import { When } from '../../parts/when.tsx'
import { sendUndoable } from '../../shell/toasts.tsx'
import { useWords } from '../../words/index.ts'
import { ActRow } from '../act-row.tsx'
import { useSave } from '../form/use-save.ts'
import { useOutgoingWords } from '../outgoing-words.ts'
import classes from '../settings.module.css'
import type { DeliveryDetail, Webhook } from './queries.ts'
import { Secret } from './secret.tsx'

type Props = { hook: Webhook }

/** Sends a message now, and says what came of it. Not by way of the outbox: it is not to be sent later. */
export function TestPart({ hook }: Props) {
  const w = useOutgoingWords().webhooks
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [came, setCame] = useState<{ good: boolean; text: string } | null>(null)
  const test = async (): Promise<void> => {
    setBusy(true)
    setCame(null)
    try {
      const path = `/api/v1/webhooks/${hook.id}/ping`
      setCame(meant((await request(path, { method: 'POST' })) as DeliveryDetail))
    } catch (error) {
      setCame({ good: false, text: error instanceof Refused ? error.message : String(error) })
    } finally {
      setBusy(false)
      void queries.invalidateQueries({ queryKey: ['deliveries', hook.id] })
      void queries.invalidateQueries({ queryKey: ['webhook', hook.id] })
    }
  }
  const meant = ({ state, status, ms, problem }: DeliveryDetail) => {
    if (state === 'delivered') return { good: true, text: w.arrived(status ?? 0, ms ?? 0) }
    const why = [status === null ? '' : w.answered(status), problem ?? ''].join(' ').trim()
    return { good: false, text: w.notArrived(why) }
  }
  return (
    <section className={classes.section}>
      <h2>{w.test}</h2>
      <p className={classes.hint}>{w.testHint}</p>
      <div className={classes.inline}>
        <Button variant="default" disabled={busy} onClick={() => void test()}>
          {w.test}
        </Button>
        <span role="status" className={came?.good ? classes.ok : classes.bad}>
          {busy ? <span className="muted">{w.testing}</span> : came?.text}
        </span>
      </div>
    </section>
  )
}

export function SecretPart({ hook }: Props) {
  const w = useOutgoingWords().webhooks
  const queries = useQueryClient()
  const saving = useSave()
  const [made, setMade] = useState<{ secret: string | null } | null>(null)
  const renew = async (): Promise<void> => {
    const outcome = await saving.save({
      label: w.newSecret,
      method: 'POST',
      path: `/api/v1/webhooks/${hook.id}/secret`,
    })
    if (outcome.ok) setMade(outcome.data as { secret: string | null })
    await queries.refetchQueries({ queryKey: ['webhook', hook.id] })
  }
  return (
    <section className={classes.section}>
      <h2>{w.secret}</h2>
      {made && <Secret secret={made.secret} />}
      <ActRow
        title={w.newSecret}
        hint={
          hook.earlierSecretUntil ? (
            <>
              {w.bothUntil} <When at={hook.earlierSecretUntil} />
            </>
          ) : (
            w.newSecretHint
          )
        }
        label={w.newSecret}
        disabled={saving.busy}
        onAct={() => void renew()}
      />
      {saving.problem && (
        <p role="alert" className={classes.bad}>
          {saving.problem.message}
        </p>
      )}
    </section>
  )
}

/** Pausing, turning on, and taking away. */
export function SendingPart({ hook }: Props) {
  const words = useWords()
  const w = useOutgoingWords().webhooks
  const queries = useQueryClient()
  const navigate = useNavigate()
  const saving = useSave()
  const on = hook.state === 'on'
  const turn = async (): Promise<void> => {
    await saving.save({
      label: on ? w.pause : w.turnOn,
      method: 'PUT',
      path: `/api/v1/webhooks/${hook.id}/state`,
      body: { state: on ? 'paused' : 'on' },
    })
    await queries.refetchQueries({ queryKey: ['webhook', hook.id] })
  }
  const remove = async (): Promise<void> => {
    const outcome = await sendUndoable(
      { label: w.removed(hook.name), method: 'DELETE', path: `/api/v1/webhooks/${hook.id}` },
      words,
    )
    if (!outcome.ok) return
    await queries.invalidateQueries({ queryKey: ['webhooks'] })
    await navigate({ to: '/settings/$part', params: { part: 'webhooks' } })
  }
  return (
    <section className={classes.section}>
      <h2>{w.on}</h2>
      <ActRow
        title={on ? w.pause : w.turnOn}
        hint={on ? w.pauseHint : w.turnOnHint}
        label={on ? w.pause : w.turnOn}
        disabled={saving.busy}
        onAct={() => void turn()}
      />
      <ActRow title={w.remove} hint={w.removeHint} label={w.remove} onAct={() => void remove()} />
    </section>
  )
}
