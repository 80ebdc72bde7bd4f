import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { api, type components, read } from '../api/index.ts'
import { Failed } from '../parts/states.tsx'
import { When } from '../parts/when.tsx'
import { type Difference, differences, type Said } from './form/differences.tsx'
import classes from './trail.module.css'
import { useSettingsWords } from './words.ts'

export type SetUpChange = components['schemas']['SetUpChanges']['items'][number]
export type Area = 'settings' | 'calendars' | 'people' | 'teams' | 'keys'
/** One line of a trail, as it is shown. */
export type Told = {
  sentence: string
  between?: readonly Difference[]
  details?: readonly string[]
  action?: ReactNode
}
type Tell = (change: SetUpChange, who: string) => Told

/** Who changed what here, the newest first: from the audit, so also what was done by a program. */
export function Trail({ area, about, tell }: { area: Area; about?: string; tell: Tell }) {
  const words = useSettingsWords().trail
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['changes', area, about],
    queryFn: ({ pageParam }) =>
      read(
        api.GET('/api/v1/set-up/changes', {
          params: {
            query: { area, limit: 8, ...(about && { about }), ...(pageParam && { before: pageParam }) },
          },
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next ?? undefined,
    staleTime: 0,
  })
  const changes = data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <TrailFrame empty={data !== undefined && changes.length === 0}>
      {error && <Failed error={error} retry={() => void refetch()} />}
      <ol className={classes.list}>
        {changes.map((change) => (
          <TrailLine
            key={change.seq}
            at={change.at}
            told={tell(change, change.actor?.name ?? words.system)}
            redacted={change.redacted}
          />
        ))}
      </ol>
      {hasNextPage && (
        <Button variant="subtle" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {words.earlier}
        </Button>
      )}
    </TrailFrame>
  )
}

export function TrailFrame({ empty, children }: { empty: boolean; children: ReactNode }) {
  const words = useSettingsWords().trail
  return (
    <section className={classes.trail} aria-label={words.title}>
      <h2>{words.title}</h2>
      {empty && <p className="muted">{words.empty}</p>}
      {children}
    </section>
  )
}

export function TrailLine({ at, told, redacted }: { at: string; told: Told; redacted: boolean }) {
  const words = useSettingsWords()
  return (
    <li className={classes.line}>
      <span className={classes.when}>
        <When at={at} />
      </span>
      <div className={classes.what}>
        <span dir="auto">{told.sentence}</span>
        {redacted && <p className="muted">{words.trail.redacted}</p>}
        {told.details && told.details.length > 0 && (
          <p className="muted" dir="auto">
            {told.details.join(' · ')}
          </p>
        )}
        {told.between && told.between.length > 0 && (
          <ul className={classes.between}>
            {told.between.map((difference) => (
              <li key={difference.label} dir="auto">
                <DifferenceText {...difference} />
              </li>
            ))}
          </ul>
        )}
      </div>
      {told.action}
    </li>
  )
}

function DifferenceText({ label, from, to }: Difference) {
  const words = useSettingsWords().trail
  // A part that only is there or not says nothing else.
  if (from === null) return `${label}${to === '✓' || !to ? '' : `: ${to}`} (${words.added})`
  if (to === null) return `${label} (${words.removed})`
  return (
    <>
      {label}: <del>{from}</del> → <ins>{to}</ins>
    </>
  )
}

/** What a change of a value did, in words. */
export const between = (before: Said, after: Said): Difference[] => differences(before, after)
