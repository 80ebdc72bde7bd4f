import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import type { NowList, Person } from '../api/index.ts'
import { lazily } from '../parts/lazily.ts'
import { Failed, Loading } from '../parts/states.tsx'
import { useTicking } from '../parts/when.tsx'
import { useConflict } from '../record/conflicts.ts'
import { useCommands } from '../shell/commands.ts'
import { useTitle } from '../shell/use-title.ts'
import { useFormats } from '../words/formats.ts'
import { useWords } from '../words/index.ts'
import { useCalm } from './calm.ts'
import { type Need, nowQuery, useFollowing } from './data.ts'
import { useGone } from './gone.ts'
import { LoadPart } from './load-part.tsx'
import { NextDue } from './next-due.tsx'
import classes from './now.module.css'
import { NowRows } from './now-rows.tsx'
import { bringBack, useSkipped } from './skipped.ts'
import { TeamFilter } from './team-filter.tsx'
import { useActs } from './use-acts.tsx'

const HandOver = lazily(() => import('./hand-over.tsx'), 'HandOver')
const ConflictDialog = lazily(() => import('../record/conflict-dialog.tsx'), 'ConflictDialog')

/** What needs somebody next, and why: one list in one order, each a key away from being done. */
export function Now() {
  const words = useWords().now
  const { team } = useSearch({ from: '/now' })
  const { data, isPlaceholderData, error, refetch } = useQuery(nowQuery(team))
  const isGone = useGone()
  const calm = useCalm(isPlaceholderData ? undefined : data, team, isGone)
  const navigate = useNavigate()
  const acts = useActs()
  const isSkipped = useSkipped()
  const [handing, setHanding] = useState<{ what?: string; from?: Person } | null>(null)
  const conflict = useConflict()
  useTicking()
  useFollowing()
  useTitle(words.heading)
  useCommands([
    ...(calm.changed > 0
      ? [{ id: 'now show', label: words.keys.show, keys: '.', group: words.heading, run: calm.show }]
      : []),
    {
      id: 'now wall',
      label: words.keys.wall,
      group: words.heading,
      run: () => void navigate({ to: '/now/wall', search: team ? { team } : {} }),
    },
  ])
  const { list } = calm
  if (!list) return error ? <Failed error={error} retry={() => void refetch()} /> : <Loading />
  const left = list.items.filter(({ record }) => !isGone(record))
  const shown = left.filter((need) => !isSkipped(need))
  const count = countOf(list) - (list.items.length - left.length)

  return (
    <div className={classes.screen}>
      <header className={classes.head}>
        <div>
          <h1 className={classes.count}>{count > 0 ? words.needs(count) : words.nothing}</h1>
          <Counts list={list} left={left} />
        </div>
        {calm.changed > 0 && (
          <Button variant="default" onClick={calm.show} className={classes.changed}>
            {words.changed(calm.changed)} · {words.show}
          </Button>
        )}
        <TeamFilter team={team} />
      </header>
      <div ref={calm.area} className={classes.list}>
        <NowRows
          needs={shown}
          acts={acts}
          touch={calm.touch}
          onHandOver={({ ref }) => setHanding({ what: ref })}
        />
        {shown.length === 0 && <NextDue team={team} at={list.at} />}
        <Beyond list={list} skipped={left.length - shown.length} />
      </div>
      <LoadPart load={list.load} onHandOver={(from) => setHanding({ from })} />
      {acts.dialogs}
      <Suspense>
        {handing && <HandOver {...handing} load={list.load} onClose={() => setHanding(null)} />}
        {conflict && <ConflictDialog />}
      </Suspense>
    </div>
  )
}

const countOf = ({ counts }: NowList): number => Object.values(counts).reduce((sum, count) => sum + count, 0)

function Counts({ list, left }: { list: NowList; left: readonly Need[] }) {
  const words = useWords().now
  const formats = useFormats()
  const gone = (reason: string): number =>
    list.items.filter((need) => need.why === reason && !left.includes(need)).length
  const parts = (Object.entries(list.counts) as [Need['why'], number][])
    .map(([why, count]) => [why, count - gone(why)] as const)
    .filter(([, count]) => count > 0)
  return (
    <p className="muted">
      {parts.map(([why, count]) => words.counts[why](count)).join(', ')}
      {parts.length > 0 && ' · '}
      <span className={classes.asOf}>{words.wall.asOf(formats.short(list.at))}</span>
    </p>
  )
}

/** What is not in the list: left out, skipped, too much. */
function Beyond({ list, skipped }: { list: NowList; skipped: number }) {
  const words = useWords().now
  const more = countOf(list) - list.items.length
  return (
    <div className={classes.beyond}>
      {skipped > 0 && (
        <p>
          {words.skipped(skipped)}{' '}
          <Button variant="subtle" size="compact-sm" onClick={bringBack}>
            {words.bringBack}
          </Button>
        </p>
      )}
      {more > 0 && <p>{words.more(more)}</p>}
      {list.capped && <p>{words.capped}</p>}
      <Link to="/now/wall" search={(search) => search}>
        {words.keys.wall}
      </Link>
    </div>
  )
}
