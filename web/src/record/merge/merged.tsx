import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useWords } from '../../words/index.ts'
import { useChange } from '../change.ts'
import { may, pathOf, recordQuery, type Shown } from '../data.ts'
import { Part, Remove } from '../side/part.tsx'
import side from '../side/side.module.css'
import { stateWord } from '../timeline/tell.ts'
import classes from './merge.module.css'

/** Takes a record out of a merge: done at once, since merging it again is as easy. */
function useUnmerge(record: Shown): (ref: string) => void {
  const said = useWords().merge
  const change = useChange(record)
  return (ref) =>
    void change({
      label: said.unmerged(ref),
      method: 'POST',
      path: `${pathOf(ref)}/unmerge`,
      body: {},
      anyVersion: true,
      undoable: true,
      patch:
        ref === record.ref
          ? { mergedInto: null, category: 'queue' }
          : { merged: record.merged.filter((one) => one.ref !== ref) },
    })
}

/** That a record is merged, or that one was led here from one that is; with the way back. */
export function MergedBanner({ record }: { record: Shown }) {
  const said = useWords().merge
  const unmerge = useUnmerge(record)
  const { from } = useSearch({ from: '/records/$ref' })
  const { data: into } = useQuery({
    ...recordQuery(record.mergedInto ?? ''),
    enabled: record.mergedInto !== null,
  })
  const guest = record.merged.find(({ ref }) => ref === from)
  if (record.mergedInto !== null) {
    return (
      <div className={classes.banner} role="note">
        <span dir="auto">
          {said.isMerged(record.ref)}{' '}
          <Link to="/records/$ref" params={{ ref: record.mergedInto }}>
            {record.mergedInto}
          </Link>
          {into && ` ${into.title}`}. {record.category === 'merged' && said.hidden}
        </span>
        {may(record, 'unmerge') && (
          <Button variant="default" onClick={() => unmerge(record.ref)}>
            {said.unmerge}
          </Button>
        )}
      </div>
    )
  }
  if (!guest) return null
  return (
    <div className={classes.banner} role="note">
      <span dir="auto">{said.into(guest.ref, guest.title)}</span>
      <Link to="/records/$ref" params={{ ref: guest.ref }} search={{ own: true }}>
        {said.itself(guest.ref)}
      </Link>
      <Button variant="default" onClick={() => unmerge(guest.ref)}>
        {said.unmerge}
      </Button>
    </div>
  )
}

/** What is merged into a record, each with the way to itself and the way out. */
export function MergedHere({ record }: { record: Shown }) {
  const words = useWords()
  const said = words.merge
  const unmerge = useUnmerge(record)
  if (record.merged.length === 0) return null
  return (
    <Part heading={said.heading(record.merged.length)}>
      <ul className={side.list}>
        {record.merged.map(({ ref, title, state, requester }) => (
          <li key={ref} className={side.item}>
            <span className={side.grow} dir="auto">
              <Link to="/records/$ref" params={{ ref }} search={{ own: true }}>
                {ref}
              </Link>{' '}
              {title}{' '}
              <span className="muted">
                {[requester && said.reportedBy(requester.name), stateWord(state, words)]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            <Remove label={said.unmergeOne(ref)} onClick={() => unmerge(ref)} />
          </li>
        ))}
      </ul>
    </Part>
  )
}
