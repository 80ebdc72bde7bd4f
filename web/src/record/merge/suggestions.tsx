import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/index.ts'
import { useChange } from '../change.ts'
import { may, pathOf, type Shown } from '../data.ts'
import { Part, Quiet } from '../side/part.tsx'
import classes from './merge.module.css'
import { similarToQuery } from './merging.ts'
import { whyInWords } from './why.ts'

type Props = { record: Shown; onMerge: (ref: string) => void }

/** What may be the same, and why; merged with a key, or said not to be the same, which all remember. */
export function Suggestions({ record, onMerge }: Props) {
  const words = useWords()
  const formats = useFormats()
  const queries = useQueryClient()
  const change = useChange(record)
  const able = may(record, 'merge')
  const asked = similarToQuery(record.ref)
  // Asked anew once the record has moved on: what was merged into it is no suggestion any more.
  const queryKey = [...asked.queryKey, String(record.version)]
  const { data = [] } = useQuery({
    ...asked,
    queryKey,
    enabled: able,
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  })
  if (!able || data.length === 0) return null
  const dismiss = async (ref: string): Promise<void> => {
    await change({
      label: `${record.ref}: ${words.merge.notSameAs(ref)}`,
      method: 'POST',
      path: `${pathOf(record.ref)}/links`,
      body: { type: 'differs-from', to: ref },
      anyVersion: true,
      undoable: true,
    })
    void queries.invalidateQueries({ queryKey })
  }
  return (
    <Part heading={words.merge.suggestions}>
      {data.map((one) => (
        <div key={one.ref} className={classes.suggestion}>
          <Link to="/records/$ref" params={{ ref: one.ref }}>
            {one.ref}
          </Link>{' '}
          <span dir="auto">{one.title}</span>
          <div className="muted">{whyInWords(one, words, formats.duration)}</div>
          <div className={classes.acts}>
            <Quiet onClick={() => onMerge(one.ref)}>{words.merge.merge}</Quiet>
            <Quiet onClick={() => void dismiss(one.ref)}>{words.merge.notSame}</Quiet>
          </div>
        </div>
      ))}
    </Part>
  )
}
