import { useMediaQuery } from '@mantine/hooks'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { allCommands, useCommands } from '../shell/commands.ts'
import { useWords } from '../words/index.ts'
import { Actions } from './actions/actions.tsx'
import { useActing } from './actions/use-acting.tsx'
import { Composer } from './composer/composer.tsx'
import { useUploads } from './composer/use-uploads.ts'
import { useConflict } from './conflicts.ts'
import { pathOf, type Shown } from './data.ts'
import { Description } from './description.tsx'
import { Head } from './head.tsx'
import classes from './page.module.css'
import { usePresence } from './presence.ts'
import { Clocks } from './side/clocks.tsx'
import { Details, Moments, Solution } from './side/details.tsx'
import { stateSince } from './state-words.ts'
import { Timeline } from './timeline/timeline.tsx'
import { useEntries } from './timeline/use-entries.ts'

const ConflictDialog = lazy(() =>
  import('./conflict-dialog.tsx').then((module) => ({ default: module.ConflictDialog })),
)

/** A record: what it is and what to do next, what was said, and what is known beside it. */
export function Page({ record }: { record: Shown }) {
  const words = useWords()
  const phone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false })
  const uploads = useUploads(record.ref)
  const { entries } = useEntries(record.ref)
  const [writing, setWriting] = useState(false)
  const [editing, setEditing] = useState(false)
  const acting = useActing(record)
  const presence = usePresence(record.ref, writing)
  const conflict = useConflict()
  const written = pathOf(record.ref) !== null
  useCommands([
    {
      id: 'edit',
      label: words.record.editTitle,
      keys: 'e',
      group: words.record.actions,
      run: () => setEditing(true),
    },
  ])
  const reply = (): void =>
    allCommands()
      .find(({ id }) => id === 'reply')
      ?.run()
  const side = <Side record={record} onAct={acting.start} />
  return (
    <article className={classes.page}>
      <Head
        record={record}
        since={stateSince(entries)}
        editing={editing}
        onEditing={setEditing}
        presence={presence}
      >
        {written && <Actions record={record} acting={acting} others={[]} onReply={reply} />}
      </Head>
      {phone && (
        <details className={classes.fold}>
          <summary>{words.record.side}</summary>
          {side}
        </details>
      )}
      <div className={classes.body}>
        <Description record={record} />
        <Timeline
          record={record}
          composer={written && <Composer record={record} uploads={uploads} onWriting={setWriting} />}
        />
      </div>
      {!phone && <aside className={classes.side}>{side}</aside>}
      {acting.dialog}
      {conflict && (
        <Suspense>
          <ConflictDialog />
        </Suspense>
      )}
    </article>
  )
}

function Side({ record, onAct }: { record: Shown; onAct: (verb: string) => void }): ReactNode {
  return (
    <>
      <Clocks record={record} />
      <Solution record={record} />
      <Details record={record} onAct={onAct} />
      <Moments record={record} />
    </>
  )
}
