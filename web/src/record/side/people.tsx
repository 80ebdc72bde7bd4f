import { Suspense, useState } from 'react'
import { lazily } from '../../parts/lazily.ts'
import { useMe } from '../../shell/session.ts'
import { useWords } from '../../words/index.ts'
import { useChange } from '../change.ts'
import { type Named, type Participant, pathOf, type Shown } from '../data.ts'
import { Part, Quiet, Remove } from './part.tsx'
import classes from './side.module.css'

const PickSomebody = lazily(() => import('./pick-in-place.tsx'), 'PickSomebody')

type Role = Participant['role']
const paths: Partial<Record<Role, string>> = { helper: 'helpers', watcher: 'watchers' }

/** Who helps with it, who wants to know of it, and (where it is restricted) who may read it. */
export function People({ record }: { record: Shown }) {
  const words = useWords().record.people
  const participants = record.participants
  const readers = participants.filter(({ role }) => role === 'reader')
  return (
    <>
      <OneRole record={record} part="helper" heading={words.helpers} add={words.addHelper} />
      <OneRole record={record} part="watcher" heading={words.watchers} add={words.addWatcher} />
      {readers.length > 0 && (
        <Part heading={words.readers}>
          <ul className={classes.list}>
            {readers.map(({ person, team }) => (
              <li key={`${person?.id} ${team?.id}`} className={classes.item} dir="auto">
                {person?.name ?? team?.name}
              </li>
            ))}
          </ul>
        </Part>
      )}
    </>
  )
}

type RoleProps = { record: Shown; part: 'helper' | 'watcher'; heading: string; add: string }

function OneRole({ record, part: role, heading, add }: RoleProps) {
  const words = useWords()
  const me = useMe()
  const change = useChange(record)
  const [adding, setAdding] = useState(false)
  const said = words.record.people
  const { inRecord } = words.merge
  const all = record.participants
  const those = all.filter((one) => one.role === role)
  const mine = role === 'watcher' && those.some(({ person }) => person?.id === me.id)

  const set = (person: Named, on: boolean): void => {
    const others = all.filter((one) => !(one.role === role && one.person?.id === person.id))
    const told = on ? { helper: said.helpAsked, watcher: said.watched }[role] : said.removed
    void change({
      label: `${record.ref}: ${told(person.name)}`,
      method: on ? 'PUT' : 'DELETE',
      path:
        person.id === me.id && role === 'watcher'
          ? `${pathOf(record.ref)}/watch`
          : pathFor(record, role, person),
      patch: { participants: on ? [...others, { role, person, team: null, from: null }] : others },
      anyVersion: true,
    })
  }

  return (
    <Part
      heading={heading}
      aside={
        role === 'watcher' && (
          <Quiet onClick={() => set({ id: me.id, name: me.name }, !mine)}>
            {mine ? said.unwatch : said.watch}
          </Quiet>
        )
      }
    >
      <ul className={classes.list}>
        {those.map(({ person, team, from }) => (
          <li key={`${person?.id} ${team?.id} ${from}`} className={classes.item}>
            <span className={classes.grow} dir="auto">
              {person?.name ?? team?.name} {from && <span className="muted">{inRecord(from)}</span>}
            </span>
            {person && !from && (
              <Remove label={said.remove(person.name)} onClick={() => set(person, false)} />
            )}
          </li>
        ))}
      </ul>
      {adding ? (
        <Suspense>
          <PickSomebody
            label={add}
            staff={role === 'helper'}
            onLeave={() => setAdding(false)}
            onPick={(person) => {
              setAdding(false)
              set(person, true)
            }}
          />
        </Suspense>
      ) : (
        <Quiet onClick={() => setAdding(true)}>{add}</Quiet>
      )}
    </Part>
  )
}

function pathFor(record: Shown, role: Role, person: Named): string {
  return `${pathOf(record.ref)}/${paths[role]}/${person.id}`
}
