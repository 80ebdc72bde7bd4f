import { Button } from '@mantine/core'
import type { Entry } from '../../api/index.ts'
import { useWords } from '../../words/index.ts'
import type { Shown } from '../data.ts'
import { EntryLine } from '../parts/entry-line.tsx'
import { verbWord } from '../verbs.ts'
import { majorForms } from './forms.ts'
import classes from './major.module.css'
import type { Leading } from './use-leading.tsx'

/** What belongs to its story: who led, what was decided, done and told; not each change of a field. */
const told = new Set([
  ...Object.keys(majorForms),
  'open',
  'update-late',
  'take',
  'give',
  'resolve',
  'reopen',
  'still-broken',
  'cancel',
])

type Props = {
  record: Shown
  entries: readonly Entry[]
  leading: Leading
  older: (() => unknown) | null
}

export function Story({ record, entries, leading, older }: Props) {
  const all = useWords()
  const words = all.major
  const shown = entries.filter(({ verb }) => told.has(verb))
  const notes = (['note-decision', 'note-action'] as const).filter((verb) => record.can.includes(verb))
  return (
    <section aria-label={words.story.heading} className={classes.story}>
      <div className={classes.storyHead}>
        <h2>{words.story.heading}</h2>
        {notes.map((verb) => (
          <Button key={verb} variant="default" size="compact-sm" onClick={() => leading.start(verb)}>
            {verbWord(all, verb)}
          </Button>
        ))}
      </div>
      <ol className={classes.entries}>
        {shown.map((entry) => (
          <EntryLine key={entry.seq} entry={entry} record={record.ref} />
        ))}
      </ol>
      {older && (
        <Button variant="subtle" onClick={() => void older()}>
          {words.story.older}
        </Button>
      )}
    </section>
  )
}
