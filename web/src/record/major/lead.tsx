import { Link, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { now } from '../../api/index.ts'
import { useTicking } from '../../parts/when.tsx'
import { useCommands } from '../../shell/commands.ts'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/index.ts'
import type { Major, Shown } from '../data.ts'
import { Tasks } from '../side/tasks.tsx'
import { useEntries } from '../timeline/use-entries.ts'
import { Countdown } from './countdown.tsx'
import classes from './major.module.css'
import { lastPost, PostBox } from './post-box.tsx'
import { Review, Roles } from './roles.tsx'
import { NextSteps } from './steps.tsx'
import { Story } from './story.tsx'
import { type Leading, useLeading } from './use-leading.tsx'

type Props = { record: Shown; major: Major }

/** What a tired person needs at three in the morning, the most needed first. */
export function Lead({ record, major }: Props) {
  const words = useWords().major
  const { entries, hasNextPage, fetchNextPage } = useEntries(record.ref)
  const leading = useLeading(record)
  const posting = useRef<HTMLTextAreaElement>(null)
  const last = lastPost(entries)
  const post = (): void => posting.current?.focus()
  useKeys(record, leading, post)
  useBegun(record, leading, post)
  return (
    <article className={classes.screen}>
      <Head record={record} major={major}>
        <NextSteps record={record} leading={leading} />
      </Head>
      <div className={classes.main}>
        {(record.can.includes('post-update') || last) && (
          <PostBox record={record} major={major} last={last} leading={leading} inputRef={posting} />
        )}
        <Story
          record={record}
          entries={entries}
          leading={leading}
          older={hasNextPage ? fetchNextPage : null}
        />
      </div>
      <aside className={classes.side} aria-label={words.roles.heading}>
        <Roles record={record} major={major} leading={leading} />
        <Review record={record} />
        <Tasks record={record} />
      </aside>
      {leading.dialog}
    </article>
  )
}

/** What is broken, for how long, for whom; and how long until users hear again. */
function Head({ record, major, children }: Props & { children: ReactNode }) {
  const all = useWords()
  const words = all.major
  const formats = useFormats()
  useTicking()
  const from = record.impactFrom ?? record.openedAt
  const over = major.restoredAt ?? (major.state === 'stood-down' ? major.stoodDownAt : null)
  const lasted = formats.duration((over ? Date.parse(over) : now()) - Date.parse(from))
  const service = record.service?.name ?? words.somewhat
  return (
    <header className={classes.head} data-state={major.state}>
      <div className={classes.what}>
        <h1 dir="auto">{over ? words.works(service) : words.broken(service)}</h1>
        <p className={classes.lasting}>
          <b>{over ? words.lasted(lasted) : words.for(lasted)}</b>
          <span title={formats.exact(from)}>{words.since(formats.short(from))}</span>
          <span>{words.reporters(major.reporters)}</span>
        </p>
        <p className={`${classes.title} muted`} dir="auto">
          <b>{words.states[major.state]}</b>
          <Link to="/records/$ref" params={{ ref: record.ref }}>
            {record.ref}
          </Link>
          <span dir="auto">{record.title}</span>
          {record.restricted && <b>{all.record.restrictedMark}</b>}
        </p>
        {children}
      </div>
      <Countdown record={record} />
    </header>
  )
}

function useKeys(record: Shown, leading: Leading, post: () => void): void {
  const all = useWords()
  const words = all.major
  const navigate = useNavigate()
  const keyed: [verb: string, keys: string, label: string, run: () => void][] = [
    ['post-update', 'p', words.keys.post, post],
    ['note-decision', 'd', words.keys.decision, () => leading.start('note-decision')],
    ['note-action', 'a', words.keys.action, () => leading.start('note-action')],
    ['set-bridge', 'b', words.keys.bridge, () => leading.start('set-bridge')],
    ['hand-over-role', 'h', words.roles.handOver, () => leading.start('hand-over-role')],
  ]
  useCommands([
    ...keyed
      .filter(([verb]) => record.can.includes(verb))
      .map(([id, keys, label, run]) => ({ id: `major ${id}`, keys, label, run, group: words.heading })),
    {
      id: 'major record',
      keys: 'o',
      label: words.keys.open,
      group: words.heading,
      run: () => void navigate({ to: '/records/$ref', params: { ref: record.ref } }),
    },
  ])
}

/** A list that says *write the update* leads here, with it begun. */
function useBegun(record: Shown, leading: Leading, post: () => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: when one comes, not when the page changes
  useEffect(() => {
    const verb = location.hash.slice(1)
    if (!record.can.includes(verb)) return
    if (verb === 'post-update') post()
    else leading.start(verb)
  }, [])
}
