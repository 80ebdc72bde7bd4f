import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { now } from '../../api/index.ts'
import { CopyBox } from '../copy-box.tsx'
import { Form } from '../form/form.tsx'
import { useSave } from '../form/use-save.ts'
import shared from '../settings.module.css'
import { useSettingsWords } from '../words.ts'
import classes from './keys.module.css'

const day = 86_400_000
const scopes = ['read', 'write', 'admin'] as const
type Scope = (typeof scopes)[number]
type Props = { path: string; admin: boolean; onMade: () => Promise<void> }

/** Makes a key and shows it, this once. */
export function NewKey({ path, admin, onMade }: Props) {
  const words = useSettingsWords()
  const w = words.keys
  const [open, setOpen] = useState(false)
  const [made, setMade] = useState<{ key: string | null } | null>(null)
  const [name, setName] = useState('')
  const [scope, setScope] = useState<Scope>('read')
  const [days, setDays] = useState('90')
  const saving = useSave()

  const make = async (): Promise<void> => {
    const expiresAt = new Date(now() + Number(days) * day - 60_000).toISOString()
    const body = { name: name.trim(), scopes: scopes.slice(0, scopes.indexOf(scope) + 1), expiresAt }
    const outcome = await saving.save({ label: `${w.add}: ${name}`, method: 'POST', path, body })
    if (!outcome.ok) return
    setMade(outcome.data as { key: string | null })
    setOpen(false)
    setName('')
    await onMade()
  }
  return (
    <>
      {made && (
        <section className={shared.shown} aria-label={w.shown}>
          <h3>{w.shown}</h3>
          {made.key === null ? (
            <p role="alert">{w.notShown}</p>
          ) : (
            <>
              <p className="muted">{w.shownHint}</p>
              <CopyBox label={w.shown} text={made.key} />
            </>
          )}
          <div>
            <Button variant="default" onClick={() => setMade(null)}>
              {words.form.close}
            </Button>
          </div>
        </section>
      )}
      {!open && !made && (
        <div>
          <Button variant="default" onClick={() => setOpen(true)}>
            {w.add}
          </Button>
        </div>
      )}
      {open && (
        <div className={classes.new}>
          <Form
            label={w.add}
            saving={saving}
            changed={name.trim() !== ''}
            onSave={() => void make()}
            saveLabel={w.make}
            shown={['name', 'scopes', 'expiresAt']}
          >
            <TextInput
              autoFocus
              label={w.name}
              maxLength={80}
              value={name}
              error={saving.errors.name}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
            />
            <NativeSelect
              label={w.scopes}
              data={scopes
                .filter((one) => one !== 'admin' || admin)
                .map((value) => ({ value, label: w.scopeNames[value] }))}
              value={scope}
              error={saving.errors.scopes}
              onChange={({ currentTarget }) => setScope(currentTarget.value as Scope)}
            />
            <NativeSelect
              label={w.expires}
              data={Object.entries(w.expiryDays).map(([value, label]) => ({ value, label }))}
              value={days}
              error={saving.errors.expiresAt}
              onChange={({ currentTarget }) => setDays(currentTarget.value)}
            />
          </Form>
          <Button variant="subtle" onClick={() => setOpen(false)}>
            {words.form.cancel}
          </Button>
        </div>
      )}
    </>
  )
}
