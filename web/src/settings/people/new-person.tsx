import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { PersonDetail } from '../../api/index.ts'
import { useTongue } from '../../words/index.ts'
import { Form } from '../form/form.tsx'
import { useDraft } from '../form/use-draft.ts'
import { useSave } from '../form/use-save.ts'
import { PartHead } from '../part-head.tsx'
import classes from '../settings.module.css'
import { useSettingsWords } from '../words.ts'
import { type Link as Invitation, InvitationLink } from './invitation.tsx'
import { PersonFields, type PersonTyping, personBody, personFields } from './person-fields.tsx'

type Added = { person: PersonDetail; link: Invitation | null }

/** Makes somebody known and, where they have an address, gives the link to pass on. */
export function NewPerson() {
  const words = useSettingsWords()
  const w = words.people
  const [added, setAdded] = useState<Added | null>(null)
  return (
    <>
      <Link to="/settings/$part" params={{ part: 'people' }} className={classes.crumb}>
        ‹ {w.back}
      </Link>
      <PartHead title={added ? added.person.name : w.addTitle} />
      {added ? (
        <div className={classes.stack}>
          <p role="status">{w.isAdded(added.person.name)}</p>
          {added.link && (
            <InvitationLink link={added.link} name={added.person.name} email={added.person.email} />
          )}
          <div className={classes.inline}>
            <Button onClick={() => setAdded(null)}>{w.addAnother}</Button>
            <Link to="/settings/$part/$item" params={{ part: 'people', item: String(added.person.id) }}>
              {w.openPerson(added.person.name)}
            </Link>
          </div>
        </div>
      ) : (
        <NewPersonForm onAdded={setAdded} />
      )}
    </>
  )
}

function NewPersonForm({ onAdded }: { onAdded: (added: Added) => void }) {
  const w = useSettingsWords().people
  const { zone, language } = useTongue()
  const queries = useQueryClient()
  const empty: PersonTyping = { name: '', email: '', role: 'agent', zone, language }
  const draft = useDraft('person.new', { value: empty, version: 0 })
  const saving = useSave()
  const inviting = useSave()
  const add = async (): Promise<void> => {
    const body = personBody(draft.value)
    const made = await saving.save({
      label: `${w.add}: ${body.name}`,
      method: 'POST',
      path: '/api/v1/people',
      body,
    })
    if (!made.ok) return
    const person = made.data as PersonDetail
    const invited = body.email
      ? await inviting.save({
          label: `${w.invitation}: ${body.name}`,
          method: 'POST',
          path: `/api/v1/people/${person.id}/invitation`,
          body: {},
        })
      : null
    draft.discard()
    for (const key of ['people-list', 'people', 'changes', 'set-up-steps'])
      void queries.invalidateQueries({ queryKey: [key] })
    onAdded({ person, link: invited?.ok ? (invited.data as Invitation) : null })
  }
  return (
    <Form
      begins
      label={w.addTitle}
      saving={saving}
      changed={draft.value.name.trim() !== ''}
      onSave={() => void add()}
      onDiscard={draft.discard}
      saveLabel={draft.value.email.trim() ? w.addAndInvite : w.add}
      shown={personFields}
    >
      <PersonFields draft={draft.value} set={draft.set} errors={saving.errors} />
    </Form>
  )
}
