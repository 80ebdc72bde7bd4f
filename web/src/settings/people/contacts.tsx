import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, type components, read, send } from '../../api/index.ts'
import { Failed, Loading } from '../../parts/states.tsx'
import { useMe } from '../../shell/session.ts'
import { sendUndoable } from '../../shell/toasts.tsx'
import { useWords } from '../../words/index.ts'
import { Form } from '../form/form.tsx'
import { useSave } from '../form/use-save.ts'
import settings from '../settings.module.css'
import { Opening } from './opening.tsx'
import classes from './people.module.css'
import { usePeopleWords } from './words.ts'

type Answer = components['schemas']['Contacts']
type Contact = Answer['items'][number]
type Whose = { person: { id: number } }

/** How somebody is reached, in the order of use. */
export function Contacts({ person }: Whose) {
  const w = usePeopleWords().contacts
  const own = useMe().id === person.id
  const queries = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: ['contacts', person.id],
    queryFn: () => read(api.GET('/api/v1/people/{id}/contacts', { params: { path: { id: person.id } } })),
    staleTime: 0,
  })
  const refresh = async (): Promise<void> => {
    await queries.refetchQueries({ queryKey: ['contacts', person.id] })
    void queries.invalidateQueries({ queryKey: ['changes'] })
  }
  const title = own ? w.heading : w.headingOther
  return (
    <section id="contacts" className={settings.section} aria-label={title}>
      <h2>{title}</h2>
      <p className={settings.hint}>{w.hint}</p>
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.items.length === 0 && <p className="muted">{w.none}</p>}
      <ul className={classes.list}>
        {data?.items.map((one) => (
          <ContactRow key={one.id} contact={one} all={data} person={person} onChange={refresh} />
        ))}
      </ul>
      {data?.can.includes('amend') && (
        <Opening label={w.add}>
          {(close) => <NewContact person={person} onDone={() => void refresh().then(close)} />}
        </Opening>
      )}
    </section>
  )
}

type RowProps = Whose & { contact: Contact; all: Answer; onChange: () => Promise<void> }

function ContactRow({ contact, all, person, onChange }: RowProps) {
  const words = useWords()
  const w = usePeopleWords().contacts
  const { id, address, verifiedAt } = contact
  const base = `/api/v1/people/${person.id}/contacts`
  const amends = all.can.includes('amend')
  const drop = async (): Promise<void> => {
    const outcome = await sendUndoable(
      { label: w.dropped(address), method: 'DELETE', path: `${base}/${id}` },
      words,
    )
    if (outcome.ok) await onChange()
  }
  const first = async (): Promise<void> => {
    const ids = [id, ...all.items.flatMap((one) => (one.id === id ? [] : [one.id]))]
    const outcome = await send({ label: w.ordered, method: 'PUT', path: `${base}/order`, body: { ids } })
    if (outcome.ok) await onChange()
  }
  return (
    <li className={classes.contact}>
      <div className={classes.row}>
        <div>
          <b className="figures" dir="ltr">
            {address}
          </b>{' '}
          <span className={verifiedAt ? settings.ok : classes.warn}>
            · {verifiedAt ? w.verified : w.unverified}
          </span>
        </div>
        {amends && (
          <div className={settings.inline}>
            {all.items[0]?.id !== id && (
              <Button variant="subtle" aria-label={w.firstLabel(address)} onClick={() => void first()}>
                {w.first}
              </Button>
            )}
            <Button variant="default" aria-label={w.dropLabel(address)} onClick={() => void drop()}>
              {w.drop}
            </Button>
          </div>
        )}
      </div>
      {!verifiedAt && all.can.includes('verify') && (
        <Verifying contact={contact} path={`${base}/${id}`} mail={all.mail} onChange={onChange} />
      )}
    </li>
  )
}

type VerifyingProps = { contact: Contact; path: string; mail: boolean; onChange: () => Promise<void> }

/** By the code that came, or by one's word that the test call did. */
function Verifying({ contact, path, mail, onChange }: VerifyingProps) {
  const w = usePeopleWords().contacts
  const [code, setCode] = useState('')
  const saving = useSave()
  const { kind, address, codeUntil } = contact
  const post = async (to: string, body: object): Promise<void> => {
    const outcome = await saving.save({
      label: w.confirm(address),
      method: 'POST',
      path: `${path}/${to}`,
      body,
    })
    if (outcome.ok) await onChange()
  }
  if (kind === 'phone')
    return (
      <div className={classes.verifying}>
        <p className="muted">{w.rangHint}</p>
        <Button variant="default" onClick={() => void post('verify', { rang: true })}>
          {w.rang}
        </Button>
      </div>
    )
  if (!mail) return <p className={`${classes.verifying} muted`}>{w.noMail}</p>
  return (
    <div className={classes.verifying}>
      {codeUntil && (
        <Form
          label={w.confirm(address)}
          saving={saving}
          changed={/^\d{6}$/.test(code.trim())}
          onSave={() => void post('verify', { code: code.trim() })}
          saveLabel={w.check}
          shown={['code']}
        >
          <p className="muted" role="status">
            {w.sent}
          </p>
          <TextInput
            label={w.code}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            value={code}
            error={saving.errors.code}
            onChange={({ currentTarget }) => setCode(currentTarget.value)}
          />
        </Form>
      )}
      <Button variant={codeUntil ? 'subtle' : 'default'} onClick={() => void post('code', {})}>
        {w.send}
      </Button>
    </div>
  )
}

function NewContact({ person, onDone }: Whose & { onDone: () => void }) {
  const words = usePeopleWords()
  const w = words.contacts
  const [typed, setTyped] = useState<{ kind: Contact['kind']; address: string }>({
    kind: 'phone',
    address: '',
  })
  const saving = useSave()
  const save = async (): Promise<void> => {
    const outcome = await saving.save({
      label: w.add,
      method: 'POST',
      path: `/api/v1/people/${person.id}/contacts`,
      body: { kind: typed.kind, address: typed.address.trim() },
    })
    if (outcome.ok) onDone()
  }
  return (
    <Form
      label={w.add}
      saving={saving}
      changed={typed.address.trim() !== ''}
      onSave={() => void save()}
      saveLabel={words.add}
      shown={['kind', 'address']}
    >
      <NativeSelect
        label={w.kind}
        data={Object.entries(w.kinds).map(([value, label]) => ({ value, label }))}
        value={typed.kind}
        error={saving.errors.kind}
        onChange={({ currentTarget: { value } }) => setTyped({ ...typed, kind: value as Contact['kind'] })}
      />
      <TextInput
        label={w.kinds[typed.kind]}
        {...(typed.kind === 'phone' && { description: w.phoneHint })}
        type={typed.kind === 'phone' ? 'tel' : 'email'}
        maxLength={254}
        value={typed.address}
        error={saving.errors.address}
        onChange={({ currentTarget: { value } }) => setTyped({ ...typed, address: value })}
      />
    </Form>
  )
}
