import { Markdown } from '../../parts/markdown.tsx'
import { usePending } from '../../shell/pending.ts'
import { useMe } from '../../shell/session.ts'
import { useWords } from '../../words/index.ts'
import { pathOf, type Shown } from '../data.ts'
import classes from './timeline.module.css'

/** What was written and has not reached the server yet. */
export function Unsent({ record }: { record: Shown }) {
  const me = useMe()
  const words = useWords().record.timeline
  const path = `${pathOf(record.ref)}/comments`
  const writes = usePending().filter((write) => write.path === path)
  return writes.map(({ key, body }) => {
    const { body: text, public: open } = body as { body: string; public: boolean }
    return (
      <li key={key} className={classes.pending} data-voice={open ? 'public' : 'internal'}>
        <span />
        <div>
          <b dir="auto">{me.name}</b> <span className="muted">{open ? words.public : words.internal}</span>{' '}
          <span className={classes.unsent}>{words.unsent}</span>
          <div className={classes.said}>
            <Markdown text={text} record={record.ref} />
          </div>
        </div>
      </li>
    )
  })
}
