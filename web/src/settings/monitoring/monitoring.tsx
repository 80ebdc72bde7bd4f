import { Button, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api, type components, read } from '../../api/index.ts'
import { Failed } from '../../parts/states.tsx'
import { When } from '../../parts/when.tsx'
import { sendUndoable } from '../../shell/toasts.tsx'
import { useWords } from '../../words/index.ts'
import { CopyBox } from '../copy-box.tsx'
import { Form } from '../form/form.tsx'
import { useSave } from '../form/use-save.ts'
import keys from '../keys/keys.module.css'
import { PartHead } from '../part-head.tsx'
import shared from '../settings.module.css'
import { useSettingsWords } from '../words.ts'
import { Connect } from './connect.tsx'
import { useMonitoringWords } from './words.ts'

type Key = components['schemas']['IntakeKey']
const path = '/api/v1/intake-keys'

/** The tools that deliver alerts: their keys, and how one is connected. */
export function Monitoring() {
  const title = useSettingsWords().parts.monitoring
  const w = useMonitoringWords().keys
  const queries = useQueryClient()
  const [ended, setEnded] = useState(false)
  const { data, error, refetch } = useQuery({
    queryKey: ['intake-keys'],
    queryFn: () => read(api.GET('/api/v1/intake-keys')).then(({ items }) => items),
    staleTime: 0,
  })
  const refresh = () => queries.refetchQueries({ queryKey: ['intake-keys'] })
  const live = data?.filter(({ state }) => state === 'live') ?? []
  const over = data?.filter(({ state }) => state !== 'live') ?? []
  return (
    <>
      <PartHead title={title} hint={w.hint} />
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {data && live.length === 0 && <p>{w.empty}</p>}
      <ul className={keys.list}>
        {[...live, ...(ended ? over : [])].map((key) => (
          <Tool key={key.id} of={key} onRevoked={refresh} />
        ))}
      </ul>
      {over.length > 0 && !ended && (
        <Button variant="subtle" onClick={() => setEnded(true)}>
          {w.ended(over.length)}
        </Button>
      )}
      <NewTool onMade={refresh} />
      <Connect />
      <section className={shared.section}>
        <p>
          {w.toRules}{' '}
          <Link to="/settings/$part" params={{ part: 'alert-rules' }}>
            {w.rulesLink}
          </Link>
        </p>
      </section>
    </>
  )
}

function Tool({ of, onRevoked }: { of: Key; onRevoked: () => Promise<void> }) {
  const words = useWords()
  const w = useMonitoringWords().keys
  const revoke = async (): Promise<void> => {
    const write = { label: w.revokedOf(of.name), method: 'DELETE', path: `${path}/${of.id}` } as const
    if ((await sendUndoable(write, words)).ok) await onRevoked()
  }
  return (
    <li className={keys.row}>
      <div>
        <b dir="auto">{of.name}</b> <code>{of.start}…</code>
        <p className="muted">
          {of.usedAt ? (
            <>
              {w.used} <When at={of.usedAt} />
            </>
          ) : (
            w.never
          )}
          {of.state === 'revoked' && ` · ${w.revoked}`}
        </p>
      </div>
      {of.state === 'live' && (
        <Button variant="default" aria-label={w.revokeOf(of.name)} onClick={() => void revoke()}>
          {w.revoke}
        </Button>
      )}
    </li>
  )
}

function NewTool({ onMade }: { onMade: () => Promise<void> }) {
  const form = useSettingsWords().form
  const w = useMonitoringWords().keys
  const saving = useSave()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [made, setMade] = useState<{ key: string | null } | null>(null)
  const make = async (): Promise<void> => {
    const outcome = await saving.save({
      label: `${w.add}: ${name}`,
      method: 'POST',
      path,
      body: { name: name.trim() },
    })
    if (!outcome.ok) return
    setMade(outcome.data as { key: string | null })
    setOpen(false)
    setName('')
    await onMade()
  }
  if (made)
    return (
      <section className={shared.shown} aria-label={w.shown}>
        <h2>{w.shown}</h2>
        <p className="muted">{made.key === null ? w.notShown : w.shownHint}</p>
        {made.key !== null && <CopyBox label={w.shown} text={made.key} />}
        <div>
          <Button variant="default" onClick={() => setMade(null)}>
            {form.close}
          </Button>
        </div>
      </section>
    )
  if (!open)
    return (
      <div className={shared.after}>
        <Button variant="default" onClick={() => setOpen(true)}>
          {w.add}
        </Button>
      </div>
    )
  return (
    <div className={keys.new}>
      <Form
        label={w.add}
        saving={saving}
        changed={name.trim() !== ''}
        onSave={() => void make()}
        saveLabel={w.make}
        shown={['name']}
      >
        <TextInput
          autoFocus
          label={w.name}
          description={w.nameHint}
          maxLength={60}
          value={name}
          error={saving.errors.name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
      </Form>
      <Button variant="subtle" onClick={() => setOpen(false)}>
        {form.cancel}
      </Button>
    </div>
  )
}
