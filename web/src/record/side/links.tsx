import { useQuery } from '@tanstack/react-query'
import { Link as RouteLink } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import type { Link } from '../../api/index.ts'
import { lazily } from '../../parts/lazily.ts'
import { usePending } from '../../shell/pending.ts'
import { useWords, type Words } from '../../words/index.ts'
import { useChange } from '../change.ts'
import { linksQuery, pathOf, type Shown } from '../data.ts'
import { linkWord, stateWord } from '../timeline/tell.ts'
import { Part, Quiet, Remove } from './part.tsx'
import classes from './side.module.css'

const LinkForm = lazily(() => import('./link-form.tsx'), 'LinkForm')

const mostShown = 8

/** What it belongs together with, each kind of link under its name; tasks stand elsewhere. */
export function Links({
  record,
  adding,
  onAdding,
}: {
  record: Shown
  adding: boolean
  onAdding: (on: boolean) => void
}) {
  const words = useWords()
  const said = words.record.links
  const change = useChange(record)
  const { data = [] } = useQuery(linksQuery(record.ref))
  const ending = useEnding(record)
  const links = data.filter((link) => !isTask(link) && !isMerge(link) && !ending.has(keyOf(link)))
  const groups = Map.groupBy(links, ({ type, direction }) => linkWord(type, direction, words))

  const end = (link: Link): void => {
    const { ref } = link.record
    const [from, to] = link.direction === 'out' ? [record.ref, ref] : [ref, record.ref]
    void change({
      label: `${record.ref}: ${said.removed(ref)}`,
      method: 'DELETE',
      path: `${pathOf(from)}/links/${link.type}/${to}`,
      undoable: true,
      anyVersion: true,
    })
  }
  return (
    <Part heading={said.heading} aside={!adding && <Quiet onClick={() => onAdding(true)}>{said.add}</Quiet>}>
      {adding && (
        <Suspense>
          <LinkForm record={record} onClose={() => onAdding(false)} />
        </Suspense>
      )}
      {links.length === 0 && !adding && <p className="muted">{said.none}</p>}
      {[...groups].map(([name, group]) => (
        <Group key={name} name={name} links={group} words={words} onEnd={end} />
      ))}
    </Part>
  )
}

type GroupProps = { name: string; links: readonly Link[]; words: Words; onEnd: (link: Link) => void }

function Group({ name, links, words, onEnd }: GroupProps) {
  const [all, setAll] = useState(false)
  const shown = all ? links : links.slice(0, mostShown)
  return (
    <>
      <h3 className="muted">{name}</h3>
      <ul className={classes.list}>
        {shown.map((link) => (
          <li key={keyOf(link)} className={classes.item}>
            <span className={classes.grow}>
              <RouteLink to="/records/$ref" params={{ ref: link.record.ref }} dir="auto">
                {link.record.ref}
              </RouteLink>{' '}
              <span dir="auto">{link.record.title}</span>{' '}
              <span className="muted">
                {stateWord(link.record.state, words)}
                {link.from && `, ${words.merge.inRecord(link.from)}`}
              </span>
            </span>
            {byHand(link) && (
              <Remove label={words.record.links.remove(link.record.ref)} onClick={() => onEnd(link)} />
            )}
          </li>
        ))}
      </ul>
      {links.length > shown.length && (
        <Quiet onClick={() => setAll(true)}>{words.record.links.more(links.length - shown.length)}</Quiet>
      )}
    </>
  )
}

export const isTask = ({ type, direction }: Link): boolean => type === 'task-of' && direction === 'in'

/** What is merged stands by itself. */
const isMerge = ({ type }: Link): boolean => type === 'merged-into'

/** Ended with what made them, or never. */
const madeByCommands = ['merged-into', 'split-from', 'duplicate-of']
const byHand = ({ type, from }: Link): boolean => from === null && !madeByCommands.includes(type)

const keyOf = ({ type, direction, record, from }: Link): string =>
  `${type} ${direction} ${record.ref}${from ? ` ${from}` : ''}`

/** Links whose end is on its way. */
function useEnding(record: Shown): ReadonlySet<string> {
  const writes = usePending().filter(({ ref, method }) => ref === record.ref && method === 'DELETE')
  return new Set(
    writes.flatMap(({ path }) => {
      const [, from, type, to] = /\/([A-Z]{3}-\d+)\/links\/([a-z-]+)\/([A-Z]{3}-\d+)$/.exec(path) ?? []
      return from === record.ref ? [`${type} out ${to}`] : [`${type} in ${from}`]
    }),
  )
}
