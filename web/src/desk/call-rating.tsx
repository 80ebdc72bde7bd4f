import { useQuery } from '@tanstack/react-query'
import type { KeyboardEvent } from 'react'
import { settingsQuery } from '../api/index.ts'
import { Priority } from '../parts/priority.tsx'
import { useWords } from '../words/index.ts'
import classes from './call-form.module.css'

const levels = [1, 2, 3] as const
type Level = (typeof levels)[number]

type Props = {
  name: string
  label: string
  words: Record<Level, string>
  long: Record<Level, string>
  value: number
  onChange: (value: number) => void
}

/** Three words in a row; arrows or 1 to 3 choose. */
export function Rating({ name, label, words, long, value, onChange }: Props) {
  const onKeyDown = (event: KeyboardEvent): void => {
    const level = levels.find((one) => String(one) === event.key)
    if (level && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault()
      onChange(level)
    }
  }
  return (
    <div role="radiogroup" aria-label={label} className={classes.rating} onKeyDown={onKeyDown}>
      {levels.map((level) => (
        <label key={level} className={classes.level} title={long[level]}>
          <input
            type="radio"
            className="sr-only"
            name={name}
            checked={value === level}
            onChange={() => onChange(level)}
          />
          <span aria-hidden className={classes.digit}>
            {level}
          </span>
          {words[level]}
        </label>
      ))}
    </div>
  )
}

type Target = { priority: number; name: string; ms: number; hours: string }

/** The priority that impact and urgency make, and what can be promised for it. */
export function Outcome({ impact, urgency }: { impact: number; urgency: number }) {
  const { call } = useWords()
  const { data: settings = [] } = useQuery(settingsQuery)
  const matrix = settings.find(({ key }) => key === 'priority')?.value as number[][] | undefined
  const targets = settings.find(({ key }) => key === 'targets')?.value as Record<string, Target[]> | undefined
  const priority = matrix?.[impact - 1]?.[urgency - 1]
  if (priority === undefined) return null
  const target = (name: string) =>
    targets?.incident?.find((one) => one.priority === priority && one.name === name)
  const [response, resolution] = [target('response'), target('resolution')]
  const hours = resolution?.hours === 'service hours' ? call.inHours : ''
  return (
    <p className={classes.outcome} aria-live="polite">
      <Priority value={priority} word />
      {response && resolution && (
        <span className="muted">{call.promise(hoursOf(response.ms), hoursOf(resolution.ms), hours)}</span>
      )}
    </p>
  )
}

/** Targets are working time: 40 h of it are not a day and 16 h. */
const hoursOf = (ms: number): string =>
  ms < 3_600_000 ? `${ms / 60_000} min` : `${+(ms / 3_600_000).toFixed(1)} h`
