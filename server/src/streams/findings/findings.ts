import type { Analysis } from '../analyse/analysis.ts'
import type { variantsOf } from '../analyse/variants.ts'
import type { EventLog } from '../log/event-log.ts'
import { type Finding, groundOf } from './finding.ts'
import { handoverFinding } from './handovers.ts'
import { workGrowsFinding } from './load.ts'
import { nobodyTakesFinding } from './nobody.ts'
import { pingPongFinding } from './ping-pong.ts'
import { queueFinding } from './queue.ts'
import { closingFinding, onlyDoneFinding } from './readers-notes.ts'
import { reopenedFinding } from './reopened.ts'
import { stuckFinding } from './stuck.ts'
import { waitFindings, waitsOf } from './waits.ts'
import { usualWaysFinding } from './ways.ts'

type Given = Pick<Analysis, 'directlyFollows' | 'caseDuration' | 'firstOutcome' | 'handovers'> & {
  log: EventLog
  wall: EventLog
  outcome: string | null
  zone: string
  variants: ReturnType<typeof variantsOf>
}

/**
 * What the figures say, in sentences: hours lost first, by how many; after them what tells how to read the figures.
 * Silent about what chance may do and what is too small to begin with (decision 0021).
 */
export function findingsOf(given: Given): Finding[] {
  const ground = groundOf(given.log, given.wall, given.outcome, given.zone)
  if (ground.totalMs <= 0) return []
  const waits = waitsOf(ground)
  const found = [
    ...waitFindings(ground, waits),
    ...queueFinding(ground, waits.queue),
    ...stuckFinding(ground, given.directlyFollows),
    ...handoverFinding(ground, given.handovers),
    ...pingPongFinding(ground),
    ...reopenedFinding(ground),
    ...nobodyTakesFinding(ground),
    ...workGrowsFinding(ground),
    ...usualWaysFinding(ground, given.variants),
    ...closingFinding(ground, waits.done, given.caseDuration, given.firstOutcome),
    ...onlyDoneFinding(ground, given.firstOutcome),
  ]
  const there = new Set(found.map(({ kind }) => kind))
  return found
    .map((one) => ({ ...one, overlaps: one.overlaps.filter((kind) => there.has(kind)) }))
    .sort((a, b) => Number(b.lost) - Number(a.lost) || b.hours - a.hours)
}
