import { now, type Person } from '../api/index.ts'
import { useFormats } from '../words/formats.ts'
import { useWords, type Words } from '../words/index.ts'
import type { Load } from './data.ts'
import classes from './now.module.css'

/** What each colleague has in hand, by name: nobody is ranked; only what is out of balance is said. */
export function LoadPart({
  load,
  onHandOver,
}: {
  load: readonly Load[]
  onHandOver: (from: Person) => void
}) {
  const words = useWords().now
  const formats = useFormats()
  const most = Math.max(1, ...load.map(({ open }) => open))
  const uneven = load.flatMap((one) => unevenIn(one, medianOf(load), words) ?? [])
  return (
    <section className={classes.load} aria-labelledby="now-load">
      <h2 id="now-load">{words.load}</h2>
      {load.length === 0 && <p className="muted">{words.nobodyInTeams}</p>}
      {load.length > 2 && <p className="muted">{words.median(formats.count(medianOf(load)))}</p>}
      {uneven.map((line) => (
        <p key={line} className={classes.uneven} dir="auto">
          {line}
        </p>
      ))}
      <ul>
        {load.map(({ person, open, waiting, oldestAt }) => (
          <li key={person.id} className={classes.person}>
            <span className={classes.personTop}>
              <span className="cut" dir="auto" title={person.name}>
                {person.name}
              </span>
              {open > 0 && load.length > 1 && (
                <button
                  type="button"
                  className={classes.quiet}
                  onClick={() => onHandOver(person)}
                  aria-label={`${words.handOver}: ${person.name}`}
                >
                  {words.handOver}
                </button>
              )}
            </span>
            <span aria-hidden className={classes.bar}>
              <span style={{ width: `${((open - waiting) / most) * 100}%` }} />
              <span data-waiting style={{ width: `${(waiting / most) * 100}%` }} />
            </span>
            <span className="muted">{loadWords({ open, waiting, oldestAt }, words, formats)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

type Facts = Pick<Load, 'open' | 'waiting' | 'oldestAt'>

/** `5 open, 2 waiting, oldest 3 d`. */
export function loadWords(
  { open, waiting, oldestAt }: Facts,
  words: Words['now'],
  formats: ReturnType<typeof useFormats>,
): string {
  if (open === 0) return words.free
  const age = oldestAt && words.oldest(formats.duration(now() - Date.parse(oldestAt)))
  return [words.loadOf(formats.count(open), waiting), age].filter(Boolean).join(', ')
}

export function medianOf(load: readonly Load[]): number {
  const counts = load.map(({ open }) => open).toSorted((a, b) => a - b)
  const half = counts.length >> 1
  const upper = counts[half] ?? 0
  return counts.length % 2 === 0 ? ((counts[half - 1] ?? 0) + upper) / 2 : upper
}

/** In words who has twice the median or more; of two or few records nothing can be said. */
function unevenIn({ person, open }: Load, median: number, words: Words['now']): string | null {
  const times = Math.floor(open / Math.max(median, 1))
  if (open < 4 || times < 2) return null
  return times === 2 ? words.twice(person.name) : words.times(person.name, words.timesOf(times))
}
