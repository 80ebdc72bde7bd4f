import { spansOf } from '../analyse/load.ts'
import { median } from '../analyse/statistics.ts'
import type { variantsOf } from '../analyse/variants.ts'
import { countText, durationText, shareText } from '../report/durations.ts'
import { beyondChance, differenceOf, sizesOf, weakest } from './chance.ts'
import { type Finding, fewest, type Ground, hoursOf } from './finding.ts'

/** A few ways that carry half of the cases, where the others are many and slower. */
export function usualWaysFinding(ground: Ground, variants: ReturnType<typeof variantsOf>): Finding[] {
  const { log } = ground
  let usual = 1
  while (usual <= 20 && variants.coverage(usual) < 0.5) usual++
  const cover = variants.coverage(usual)
  const others = Math.round(log.cases * (1 - cover))
  if (usual > 20 || variants.count - usual < 5 * usual || others < fewest.cases) return []
  const { begins, ends } = spansOf(log, ground.outcome)
  const isUsual = variants.among(usual)
  const took = ends.map((end, at) => end - (begins[at] as number))
  const fast = took.filter((ms, at) => isUsual[at] === 1 && Number.isFinite(ms))
  const slow = took.filter((ms, at) => isUsual[at] === 0 && Number.isFinite(ms))
  const difference = differenceOf(sizesOf(slow), sizesOf(fast))
  if (!difference || difference.larger < weakest || !beyondChance(difference.z)) return []
  const [half, otherHalf] = [fast, slow].map((one) => median(one.sort()) / 1000) as [number, number]
  const ways = usual === 1 ? 'One way' : `${usual} ways`
  return [
    {
      kind: 'usual-ways',
      sentence: `${ways} through carr${usual === 1 ? 'ies' : 'y'} ${shareText(cover)} of the cases, half of them within ${durationText(half)}; the others go ${countText(variants.count - usual)} ways, half of them in over ${durationText(otherHalf)}.`,
      step: 'Write the usual ways down as the standard, and look at the others by where they first leave it.',
      cases: others,
      share: others / log.cases,
      hours: hoursOf(slow.reduce((total, ms) => total + ms, 0)),
      lost: false,
      overlaps: [],
      evidence: {
        usualWays: usual,
        usualShare: cover,
        otherWays: variants.count - usual,
        usualMedianSeconds: half,
        otherMedianSeconds: otherHalf,
      },
    },
  ]
}
