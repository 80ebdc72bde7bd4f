import { useQuery } from '@tanstack/react-query'
import type { Entry } from '../../api/index.ts'
import { Failed } from '../../parts/states.tsx'
import trail from '../trail.module.css'
import { type Told, TrailFrame, TrailLine } from '../trail.tsx'
import { type SettingsWords, useSettingsWords } from '../words.ts'
import { serviceTimelineQuery } from './queries.ts'

/** Who changed a service, the newest first: its own timeline. */
export function ServiceTrail({ id }: { id: string }) {
  const words = useSettingsWords()
  const { data, error, refetch } = useQuery(serviceTimelineQuery(id))
  return (
    <TrailFrame empty={data?.length === 0}>
      {error && <Failed error={error} retry={() => void refetch()} />}
      <ol className={trail.list}>
        {data?.map((entry) => (
          <TrailLine key={entry.seq} at={entry.at} told={tellOf(entry, words)} redacted={entry.redacted} />
        ))}
      </ol>
    </TrailFrame>
  )
}

function tellOf({ actor, verb, changes }: Entry, words: SettingsWords): Told {
  const sentence = words.trail.services(actor?.name ?? words.trail.system, verb)
  if (verb === 'open') return { sentence }
  const labels = words.services as unknown as Record<string, unknown>
  return {
    sentence,
    between: changes
      // The title follows the name, and the state is what the sentence says.
      .filter(({ field }) => !['title', 'state', 'category'].includes(field))
      .map(({ field, from, to }) => ({
        label: typeof labels[field] === 'string' ? labels[field] : field,
        from: textOf(from) ?? words.form.none,
        to: textOf(to) ?? words.form.none,
      })),
  }
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'object' && 'name' in value) return String(value.name)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
