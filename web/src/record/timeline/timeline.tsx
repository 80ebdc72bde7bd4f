import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import type { Entry } from '../../api/index.ts'
import { Failed, Loading } from '../../parts/states.tsx'
import { useMe } from '../../shell/session.ts'
import { useWords, type Words } from '../../words/index.ts'
import type { Shown } from '../data.ts'
import { EntryLine } from '../parts/entry-line.tsx'
import { isQuiet } from './tell.ts'
import classes from './timeline.module.css'
import { Unsent } from './unsent.tsx'
import { useEdge } from './use-edge.ts'
import { keyOf, useEntries } from './use-entries.ts'
import { useOrder } from './use-order.ts'

type Props = {
  record: Shown
  /** What one writes into it: stands where new entries come. */
  composer: ReactNode
  onRedact?: ((entry: Entry) => void) | undefined
}

/** What happened, with what one adds to it at the end where new things come. */
export function Timeline({ record, composer, onRedact }: Props) {
  const words = useWords()
  const [newestFirst, turn] = useOrder()
  const { entries, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useEntries(
    record.ref,
  )
  const edge = useRef<HTMLDivElement>(null)
  const me = useMe()
  const { shown, fresh, showFresh } = useFresh(entries, edge, me.id)
  const tombstones = useMemo(() => tombstonesIn(entries, words), [entries, words])
  const ordered = newestFirst ? shown : shown.toReversed()
  const said = words.record.timeline

  const earlier = hasNextPage && (
    <button
      type="button"
      className={classes.earlier}
      disabled={isFetchingNextPage}
      onClick={() => void fetchNextPage()}
    >
      {isFetchingNextPage ? `${words.shell.loading}…` : said.showEarlier}
    </button>
  )
  const atEdge = (
    <>
      <div ref={edge} className={classes.edge} />
      {fresh > 0 && (
        <button
          type="button"
          className={classes.fresh}
          data-below={newestFirst ? undefined : true}
          onClick={showFresh}
        >
          {said.newEntries(fresh)}
        </button>
      )}
    </>
  )
  const line = (entry: Entry): ReactNode => (
    <EntryLine
      key={keyOf(entry)}
      entry={entry}
      record={record.ref}
      tombstone={tombstones.get(keyOf(entry))}
      more={
        onRedact &&
        entry.from === null &&
        redactable(entry) && <RemoveButton onClick={() => onRedact(entry)} />
      }
    />
  )

  return (
    <section aria-label={said.heading}>
      {newestFirst && composer}
      <div className={classes.bar}>
        <h2>{said.heading}</h2>
        <button type="button" className={classes.turn} onClick={turn} title={said.turn}>
          {newestFirst ? said.newestFirst : said.oldestFirst}
        </button>
      </div>
      {isPending && <Loading />}
      {error && entries.length === 0 && <Failed error={error} retry={() => void refetch()} />}
      {newestFirst ? atEdge : earlier}
      <ol className={classes.list} reversed={newestFirst}>
        {newestFirst && <Unsent record={record} />}
        {grouped(ordered).map((group) =>
          group.length === 1 ? (
            group.map(line)
          ) : (
            <Automatic key={group[0] && keyOf(group[0])} entries={group} line={line} />
          ),
        )}
        {!newestFirst && <Unsent record={record} />}
      </ol>
      {newestFirst ? earlier : atEdge}
      {!newestFirst && composer}
    </section>
  )
}

function RemoveButton({ onClick }: { onClick: () => void }) {
  const words = useWords().record.redact
  return (
    <button
      type="button"
      className={classes.remove}
      onClick={onClick}
      aria-label={`${words.title}…: ${words.entry}`}
    >
      {words.title}…
    </button>
  )
}

function Automatic({ entries, line }: { entries: readonly Entry[]; line: (entry: Entry) => ReactNode }) {
  const words = useWords().record.timeline
  return (
    <li>
      <details className={classes.automatic}>
        <summary>
          {entries.some(({ actor }) => actor)
            ? words.wordless(entries.length)
            : words.automatic(entries.length)}
        </summary>
        <ul>{entries.map(line)}</ul>
      </details>
    </li>
  )
}

/** What came while one was reading elsewhere waits to be asked for, so that nothing moves under one's eyes. */
function useFresh(entries: readonly Entry[], edge: { current: HTMLElement | null }, me: number) {
  const atEdge = useEdge(edge)
  const [shownTo, setShownTo] = useState(0)
  const latest = Math.max(0, ...entries.map(({ at }) => Date.parse(at)))
  const mine = entries.some(({ at, actor }) => Date.parse(at) > shownTo && actor?.id === me)
  if (latest > shownTo && (shownTo === 0 || atEdge || mine)) setShownTo(latest)
  const [arrived, setArrived] = useState(false)
  useEffect(() => {
    if (!arrived) return
    edge.current?.scrollIntoView({ block: 'center' })
    setArrived(false)
  }, [arrived, edge])
  const shown = useMemo(
    () => entries.filter(({ at }) => shownTo === 0 || Date.parse(at) <= shownTo),
    [entries, shownTo],
  )
  return {
    shown,
    fresh: entries.length - shown.length,
    showFresh: () => {
      setShownTo(latest)
      setArrived(true)
    },
  }
}

/** Quiet entries in a row are one. */
function grouped(entries: readonly Entry[]): Entry[][] {
  const groups: Entry[][] = []
  for (const entry of entries) {
    const last = groups.at(-1)
    if (last?.[0] && isQuiet(last[0]) && isQuiet(entry)) last.push(entry)
    else groups.push([entry])
  }
  return groups
}

function redactable({ redacted, body, changes, verb }: Entry): boolean {
  return !redacted && verb !== 'redact' && (body !== null || changes.length > 0 || verb === 'attach')
}

/** Why each redacted entry is gone: said by the entry that removed it. */
function tombstonesIn(entries: readonly Entry[], words: Words): Map<string, string> {
  return new Map(
    entries.flatMap(({ verb, actor, details, from }) => {
      if (verb !== 'redact' || !Array.isArray(details.redacts)) return []
      const why = words.record.redact.tombstoneBy(
        actor?.name ?? words.record.somebody,
        String(details.reason ?? ''),
      )
      return (details.redacts as number[]).map((seq) => [keyOf({ from, seq }), why] as const)
    }),
  )
}
