import type { Markup } from '../../../spine/markup/index.ts'
import type { Analysis } from '../../analyse/analysis.ts'
import type { KindOfBatch } from '../../analyse/batching.ts'
import { countText, shareText } from '../durations.ts'
import { section, table } from './parts.ts'
import { named } from './texts.ts'

const words: Record<KindOfBatch, string> = {
  simultaneous: 'together',
  atStart: 'begun together',
  atEnd: 'ended together',
  inTurn: 'one after another',
}

/** Below this share of what people did, batches are chance. */
const least = 0.05
const shownAtMost = 10

/** What people do for several cases in one go: the first of them has waited for the last. */
export function batchesOf({ batching }: Analysis): Markup | null {
  if (!batching || batching.share < least) return null
  const { events, share, kinds, activities } = batching
  const told = (Object.keys(words) as KindOfBatch[])
    .filter((kind) => kinds[kind] > 0)
    .map((kind) => `${countText(kinds[kind])} ${words[kind]}`)
  return section(
    'batches',
    'In batches',
    'batching',
    table(
      ['Activity', '#Batches', '#Events', '#Largest', '#People'],
      activities
        .slice(0, shownAtMost)
        .map(({ name, people, batches, events, largest }) => [
          named(name),
          countText(batches),
          countText(events),
          countText(largest),
          countText(people),
        ]),
    ),
    `${countText(events)} events, ${shareText(share)} of what people did, came in batches: ${told.join(', ')}.`,
  )
}
