import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api, type components, type Person, type PersonDetail, read } from '../../api/index.ts'
import { Failed, Loading } from '../../parts/states.tsx'
import { useMe } from '../../shell/session.ts'
import { useFormats } from '../../words/formats.ts'
import { Form } from '../form/form.tsx'
import { useSave } from '../form/use-save.ts'
import { PersonPick } from '../person-pick.tsx'
import settings from '../settings.module.css'
import classes from './people.module.css'
import { useRefreshPerson } from './use-refresh-person.ts'
import { usePeopleWords } from './words.ts'

type Leaves = components['schemas']['Leaving']
type Open = Leaves['items'][number]
const keyOf = ({ part, ref }: Open): string => `${part} ${ref}`

/** What somebody has, who takes each of it, and letting them go: one form. */
export function Leaving({ person }: { person: PersonDetail }) {
  const w = usePeopleWords().leaving
  const me = useMe()
  const [open, setOpen] = useState(false)
  if (me.id === person.id || !person.active) return null
  return (
    <section className={settings.section} aria-label={w.heading}>
      <h2>{w.heading}</h2>
      <p className={settings.hint}>{w.hint}</p>
      {open ? (
        <Handing person={person} onClose={() => setOpen(false)} />
      ) : (
        <Button variant="default" onClick={() => setOpen(true)}>
          {w.show}
        </Button>
      )}
    </section>
  )
}

function Handing({ person, onClose }: { person: PersonDetail; onClose: () => void }) {
  const w = usePeopleWords().leaving
  const { data, error, refetch } = useQuery({
    queryKey: ['leaving', person.id],
    queryFn: () => read(api.GET('/api/v1/people/{id}/leaving', { params: { path: { id: person.id } } })),
    staleTime: 0,
    gcTime: 0,
  })
  return (
    <>
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.against === 'last-administrator' && <p role="alert">{w.last}</p>}
      {data && data.against === null && <HandingForm person={person} leaves={data} again={refetch} />}
      <Button variant="subtle" onClick={onClose}>
        {w.hide}
      </Button>
    </>
  )
}

type Props = { person: PersonDetail; leaves: Leaves; again: () => Promise<unknown> }

function HandingForm({ person, leaves: { items, ends }, again }: Props) {
  const w = usePeopleWords().leaving
  const refresh = useRefreshPerson(person.id)
  const saving = useSave()
  const [to, setTo] = useState<Person | null>(null)
  const [others, setOthers] = useState<Readonly<Record<string, Person | null>>>({})
  const covered = to !== null || items.every((one) => one.nobody || others[keyOf(one)])
  const save = async (): Promise<void> => {
    const handOvers = items.flatMap((one) => {
      const taker = others[keyOf(one)] ?? to
      return [{ part: one.part, ref: one.ref, to: taker?.id ?? null }]
    })
    const outcome = await saving.save({
      label: w.left(person.name),
      method: 'POST',
      path: `/api/v1/people/${person.id}/leaving`,
      body: { handOvers },
    })
    await (outcome.ok ? refresh() : again())
  }
  const ending = w.ends(ends.keys, ends.plans)
  return (
    <Form
      label={w.heading}
      saving={saving}
      changed={covered}
      onSave={() => void save()}
      saveLabel={w.go(person.name)}
    >
      {items.length === 0 && <p>{w.nothing}</p>}
      {items.length > 0 && (
        <div className={settings.narrow}>
          <PersonPick label={w.to} hint={w.toHint} value={to} without={[person.id]} onChange={setTo} />
        </div>
      )}
      <div>
        {items.map((one) => (
          <Taken
            key={keyOf(one)}
            open={one}
            without={person.id}
            usual={to !== null}
            value={others[keyOf(one)] ?? null}
            onChange={(taker) => setOthers({ ...others, [keyOf(one)]: taker })}
          />
        ))}
      </div>
      {ending && <p className="muted">{ending}.</p>}
    </Form>
  )
}

type TakenProps = {
  open: Open
  without: number
  /** Whether somebody takes what is not said here. */
  usual: boolean
  value: Person | null
  onChange: (taker: Person | null) => void
}

function Taken({ open, without, usual, value, onChange }: TakenProps) {
  const w = usePeopleWords().leaving
  const formats = useFormats()
  const { part, ref, title, next } = open
  return (
    <div className={classes.take}>
      <div>
        <span className="muted">{w.parts[part]}</span>
        <div dir="auto">
          {part.startsWith('team-') ? (
            title
          ) : (
            <Link to="/records/$ref" params={{ ref }}>
              {ref} {title}
            </Link>
          )}
          {next && (
            <span className="muted">
              {' '}
              · {w.next} {formats.moment(next)}
            </span>
          )}
        </div>
      </div>
      <PersonPick
        label={w.other(`${w.parts[part]} ${title}`)}
        compact={open.nobody && !usual ? w.nobody : w.usual}
        value={value}
        without={[without]}
        onChange={onChange}
      />
    </div>
  )
}
