import { useState } from 'react'
import { type NewWrite, type PersonDetail, send } from '../../api/index.ts'
import { useMe } from '../../shell/session.ts'
import { sendUndoable } from '../../shell/toasts.tsx'
import { useWords } from '../../words/index.ts'
import { ActRow } from '../act-row.tsx'
import { Keys } from '../keys/keys.tsx'
import classes from '../settings.module.css'
import { useSettingsWords } from '../words.ts'
import { InvitationLink, type Link } from './invitation.tsx'
import { useRefreshPerson } from './use-refresh-person.ts'

/** How somebody signs in, and ending that. */
export function PersonAccess({ person }: { person: PersonDetail }) {
  const words = useWords()
  const w = useSettingsWords().people
  const me = useMe()
  const refresh = useRefreshPerson(person.id)
  const path = `/api/v1/people/${person.id}`
  const act = async (write: Omit<NewWrite, 'key' | 'undoMs'>): Promise<void> => {
    const outcome = await sendUndoable(write, words)
    if (outcome.ok) await refresh()
  }
  return (
    <section className={classes.section}>
      <h2>{w.access}</h2>
      {person.active && <Invite person={person} />}
      {person.twoFactor && (
        <ActRow
          title={w.secondFactor}
          hint={`${w.factorOn} ${w.factorResetHint}`}
          label={w.factorReset}
          onAct={() =>
            void act({
              label: w.factorWasReset(person.name),
              method: 'DELETE',
              path: `${path}/second-factor`,
            })
          }
        />
      )}
      {person.active && (
        <ActRow
          title={w.sessions}
          hint={w.endSessionsHint}
          label={w.endSessions}
          onAct={() =>
            void act({ label: w.endedSessions(person.name), method: 'DELETE', path: `${path}/sessions` })
          }
        />
      )}
      <ActRow
        title={w.account}
        hint={person.active ? w.deactivateHint : w.reactivateHint}
        label={person.active ? w.deactivate : w.reactivate}
        disabled={me.id === person.id}
        onAct={() =>
          void act({
            label: person.active ? w.deactivated(person.name) : w.reactivated(person.name),
            method: 'PATCH',
            path,
            body: { active: !person.active },
          })
        }
      />
      <Keys owner={person} />
    </section>
  )
}

function Invite({ person }: { person: PersonDetail }) {
  const w = useSettingsWords().people
  const refresh = useRefreshPerson(person.id)
  const [link, setLink] = useState<Link | null>(null)
  const invite = async (): Promise<void> => {
    const outcome = await send({
      label: `${w.invitation}: ${person.name}`,
      method: 'POST',
      path: `/api/v1/people/${person.id}/invitation`,
      body: {},
    })
    if (!outcome.ok) return
    setLink(outcome.data as Link)
    await refresh()
  }
  return (
    <>
      <ActRow
        title={w.invitation}
        hint={person.email ? w.invitationHint : w.needsEmail}
        label={link ? w.inviteAgain : w.invite}
        disabled={!person.email}
        onAct={() => void invite()}
      />
      {link && <InvitationLink link={link} name={person.name} email={person.email} />}
    </>
  )
}
