import { now } from '../../api/index.ts'
import { usePending } from '../../shell/pending.ts'
import { useMe } from '../../shell/session.ts'
import { useWords } from '../../words/index.ts'
import { pathOf, type Shown } from '../data.ts'
import { EntryLine } from '../parts/entry-line.tsx'

/** What was written and has not reached the server yet. */
export function Unsent({ record }: { record: Shown }) {
  const me = useMe()
  const words = useWords().record.timeline
  const path = `${pathOf(record.ref)}/comments`
  const writes = usePending().filter((write) => write.path === path)
  return writes.map(({ key, body }) => {
    const { body: text, public: open } = body as { body: string; public: boolean }
    const entry = {
      seq: 0,
      at: new Date(now()).toISOString(),
      actor: { id: me.id, name: me.name },
      verb: 'comment',
      public: open,
      body: text,
      changes: [],
      details: {},
      redacted: false,
      replayed: false,
      from: null,
    }
    return <EntryLine key={key} entry={entry} record={record.ref} status={words.unsent} />
  })
}
