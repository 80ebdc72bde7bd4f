import { type ReactNode, Suspense, useEffect, useState } from 'react'
import { lazily } from '../parts/lazily.ts'
import { allCommands, useCommands } from '../shell/commands.ts'
import { useMe } from '../shell/session.ts'
import { useWords } from '../words/index.ts'
import { Actions } from './actions/actions.tsx'
import type { Other } from './actions/other.ts'
import { useActing } from './actions/use-acting.tsx'
import { Composer } from './composer/composer.tsx'
import { type Uploads, useUploads } from './composer/use-uploads.ts'
import { useConflict } from './conflicts.ts'
import { may, pathOf, type Shown } from './data.ts'
import { Description } from './description.tsx'
import { Head } from './head.tsx'
import { MergedBanner, MergedHere } from './merge/merged.tsx'
import { Suggestions } from './merge/suggestions.tsx'
import { useMerging } from './merge/use-merging.ts'
import classes from './page.module.css'
import { usePresence } from './presence.ts'
import type { Redacting } from './redact-dialog.tsx'
import { Alerts } from './side/alerts.tsx'
import { Clocks } from './side/clocks.tsx'
import { Details, Moments, Solution } from './side/details.tsx'
import { Files } from './side/files.tsx'
import { Links } from './side/links.tsx'
import { People } from './side/people.tsx'
import { Tasks } from './side/tasks.tsx'
import { stateSince } from './state-words.ts'
import { Timeline } from './timeline/timeline.tsx'
import { useEntries } from './timeline/use-entries.ts'
import { usePhone } from './use-phone.ts'

const ConflictDialog = lazily(() => import('./conflict-dialog.tsx'), 'ConflictDialog')
const RestrictDialog = lazily(() => import('./restrict-dialog.tsx'), 'RestrictDialog')
const MergeDialog = lazily(() => import('./merge/merge-dialog.tsx'), 'MergeDialog')
const SplitDialog = lazily(() => import('./merge/split-dialog.tsx'), 'SplitDialog')
const Steps = lazily(() => import('./article/steps.tsx'), 'Steps')
const RedactDialog = lazily(() => import('./redact-dialog.tsx'), 'RedactDialog')

/** A record: what it is and what to do next, what was said, and what is known beside it. */
export function Page({ record }: { record: Shown }) {
  const words = useWords().record
  const me = useMe()
  const phone = usePhone()
  const uploads = useUploads(record.ref)
  const { entries } = useEntries(record.ref)
  const [writing, setWriting] = useState(false)
  const [editing, setEditing] = useState(false)
  const [linking, setLinking] = useState(false)
  const [restricting, setRestricting] = useState(false)
  const merging = useMerging(record)
  const [splitting, setSplitting] = useState(false)
  const [redacting, setRedacting] = useState<Redacting | null>(null)
  const acting = useActing(record)
  const presence = usePresence(record.ref, writing)
  const conflict = useConflict()
  const written = pathOf(record.ref) !== null
  const reply = (): void =>
    allCommands()
      .find(({ id }) => id === 'reply')
      ?.run()
  // A list that says *answer this* leads here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when one comes, not when the page changes
  useEffect(() => {
    if (location.hash === '#reply') reply()
  }, [])
  const edit = {
    id: 'edit',
    label: words.editTitle,
    keys: 'e',
    group: words.actions,
    run: () => setEditing(true),
  }
  useCommands(may(record, 'amend') ? [edit] : [])

  const others: Other[] = [
    ...(may(record, 'link')
      ? [{ id: 'link', label: words.links.addTitle, keys: 'l', run: () => setLinking(true) }]
      : []),
    ...(may(record, 'merge')
      ? [{ id: 'merge', label: merging.label, keys: 'm', run: () => merging.start() }]
      : []),
    ...(may(record, 'split')
      ? [{ id: 'split', label: merging.splitLabel, run: () => setSplitting(true) }]
      : []),
    ...(may(record, 'restrict') || may(record, 'unrestrict')
      ? [
          {
            id: 'restrict',
            label: record.restricted ? words.restrict.open : words.restrict.title,
            run: () => setRestricting(true),
          },
        ]
      : []),
  ]
  const mayRedact = may(record, 'redact')
  const side = (
    <Side
      record={record}
      uploads={uploads}
      onAct={acting.start}
      linking={linking}
      onLinking={setLinking}
      onMerge={merging.start}
      onRedact={mayRedact ? setRedacting : undefined}
    />
  )
  return (
    <article className={classes.page}>
      <Head
        record={record}
        since={stateSince(entries) ?? record.closedAt ?? record.resolvedAt}
        editing={editing}
        onEditing={setEditing}
        presence={presence}
      >
        <MergedBanner record={record} />
        {written && <Actions record={record} acting={acting} others={others} onReply={reply} />}
      </Head>
      {phone && (
        <details className={classes.fold} open={linking || undefined}>
          <summary>{words.side}</summary>
          {side}
        </details>
      )}
      <div className={classes.body}>
        <Description record={record} />
        {record.kind === 'article' && (
          <Suspense>
            <Steps article={record.ref} />
          </Suspense>
        )}
        <Timeline
          record={record}
          composer={
            written && (
              <Composer
                record={record}
                uploads={uploads}
                others={othersTold(record, me.id)}
                onWriting={setWriting}
              />
            )
          }
          onRedact={
            mayRedact
              ? ({ seq }) => setRedacting({ seqs: [seq], attachments: [], title: words.redact.entry })
              : undefined
          }
        />
      </div>
      {!phone && <aside className={classes.side}>{side}</aside>}
      {acting.dialog}
      <Suspense>
        {conflict && <ConflictDialog />}
        {merging.other !== null && (
          <MergeDialog
            records={[record]}
            {...(merging.other && { other: merging.other })}
            onClose={merging.stop}
            onMerge={merging.merge}
          />
        )}
        {splitting && <SplitDialog record={record} onClose={() => setSplitting(false)} />}
        {restricting && <RestrictDialog record={record} onClose={() => setRestricting(false)} />}
        {redacting && <RedactDialog record={record} what={redacting} onClose={() => setRedacting(null)} />}
      </Suspense>
    </article>
  )
}

type SideProps = {
  record: Shown
  uploads: Uploads
  onAct: (verb: string) => void
  linking: boolean
  onLinking: (linking: boolean) => void
  onMerge: (other: string) => void
  onRedact: ((what: Redacting) => void) | undefined
}

function Side({ record, uploads, onAct, linking, onLinking, onMerge, onRedact }: SideProps): ReactNode {
  const words = useWords().record.redact
  const redactFile =
    onRedact &&
    ((file: { id: number; name: string }) =>
      onRedact({ seqs: [], attachments: [file.id], title: words.file(file.name) }))
  const written = pathOf(record.ref) !== null
  return (
    <>
      <Clocks record={record} />
      <Solution record={record} />
      <Details record={record} onAct={onAct} />
      {record.kind === 'incident' && record.channel === 'monitoring' && <Alerts incident={record.ref} />}
      {written && (
        <>
          <MergedHere record={record} />
          <Suggestions record={record} onMerge={onMerge} />
          {record.kind !== 'task' && <Tasks record={record} />}
          <Links record={record} adding={linking} onAdding={onLinking} />
          <Files record={record} uploads={uploads} onRedact={redactFile} />
          <People record={record} />
        </>
      )}
      <Moments record={record} />
    </>
  )
}

/** How many hear of a public word beside the requester and oneself. */
function othersTold(record: Shown, me: number): number {
  const told = [
    record.holder?.id,
    ...record.participants.map(({ person }) => person?.id),
    ...record.merged.map(({ requester }) => requester?.id),
  ]
  return new Set(told.filter((id) => id !== undefined && id !== me && id !== record.requester?.id)).size
}
