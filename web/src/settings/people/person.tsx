import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { PersonDetail } from '../../api/index.ts'
import { Failed, Loading } from '../../parts/states.tsx'
import { Form } from '../form/form.tsx'
import { useDraft } from '../form/use-draft.ts'
import { useSave } from '../form/use-save.ts'
import { PartHead } from '../part-head.tsx'
import classes from '../settings.module.css'
import { type SetUpChange, type Told, Trail } from '../trail.tsx'
import { type SettingsWords, useSettingsWords } from '../words.ts'
import { Away } from './away.tsx'
import { Contacts } from './contacts.tsx'
import { Hours } from './hours.tsx'
import { Leaving } from './leaving.tsx'
import { Memberships } from './memberships.tsx'
import { PersonAccess } from './person-access.tsx'
import { PersonFields, type PersonTyping, personBody, personFields } from './person-fields.tsx'
import { personQuery } from './queries.ts'
import { Skills } from './skills.tsx'
import { useRefreshPerson } from './use-refresh-person.ts'
import { usePeopleWords } from './words.ts'

/** Somebody: who they are, how they sign in, and what was changed about them. */
export function PersonPage({ id }: { id: number }) {
  const words = useSettingsWords()
  const { data: person, error, refetch } = useQuery(personQuery(id))
  return (
    <>
      <Link to="/settings/$part" params={{ part: 'people' }} className={classes.crumb}>
        ‹ {words.people.back}
      </Link>
      {error && !person && <Failed error={error} retry={() => void refetch()} />}
      {!person && !error && <Loading />}
      {person && <Shown key={person.id} person={person} />}
    </>
  )
}

function Shown({ person }: { person: PersonDetail }) {
  const words = useSettingsWords()
  const w = words.people
  const said = usePeopleWords()
  const teams = person.teams.map(({ name }) => name).join(', ')
  return (
    <>
      <PartHead
        title={person.name}
        hint={[
          person.active ? w.roles[person.role] : w.inactive,
          ...(teams ? [`${w.teams}: ${teams}`] : []),
        ].join(' · ')}
      />
      <PersonForm person={person} />
      {person.role !== 'requester' && (
        <>
          <Away person={person} />
          <Hours person={person} />
          <Skills person={person} />
          <Memberships person={person} />
          <Contacts person={person} />
        </>
      )}
      <PersonAccess person={person} />
      <Leaving person={person} />
      <Trail
        area="people"
        about={String(person.id)}
        tell={(change, who) => tellOf(change, who, words, said.trail)}
      />
    </>
  )
}

function PersonForm({ person }: { person: PersonDetail }) {
  const w = useSettingsWords().people
  const refresh = useRefreshPerson(person.id)
  const saving = useSave()
  const { name, email, role, zone, language } = person
  const base: PersonTyping = { name, email: email ?? '', role, zone, language }
  const draft = useDraft(`person.${person.id}`, { value: base, version: 0 })
  const save = async (): Promise<void> => {
    const [next, before] = [personBody(draft.value), personBody(base)]
    const changed = personFields.filter((field) => next[field] !== before[field])
    const outcome = await saving.save({
      label: w.saved(person.name),
      method: 'PATCH',
      path: `/api/v1/people/${person.id}`,
      body: Object.fromEntries(changed.map((field) => [field, next[field]])),
    })
    await refresh()
    if (outcome.ok) draft.discard()
  }
  return (
    <Form
      label={person.name}
      saving={saving}
      changed={draft.changed}
      onSave={() => void save()}
      onDiscard={draft.discard}
      shown={personFields}
    >
      <PersonFields draft={draft.value} set={draft.set} errors={saving.errors} />
    </Form>
  )
}

type Sentences = ReturnType<typeof usePeopleWords>['trail']

function tellOf(
  { verb, person, facts, note }: SetUpChange,
  who: string,
  words: SettingsWords,
  sentences: Sentences,
): Told {
  const { trail, people } = words
  const role = (name: unknown): string => people.roles[name as keyof typeof people.roles] ?? String(name)
  const fields = Array.isArray(facts.fields) ? facts.fields.map(String) : []
  const details = fields.map((field) => {
    const label = trail.fields[field] ?? field
    if (field === 'role') return `${label}: ${role(facts.from)} → ${role(facts.to)}`
    const said = note?.[field]
    return said === undefined ? label : `${label}: ${said ?? words.form.none}`
  })
  const whom = person?.name ?? trail.someone
  return {
    sentence: sentences[verb]?.(who, whom) ?? trail.people(who, whom, verb),
    details: verb === 'deactivate' || verb === 'reactivate' ? [] : details,
  }
}
