import { isoOf } from '@throughline/contract'
import { isStaff } from '../../spine/access/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import { personName } from '../../spine/practice/index.ts'
import type { JsonObject, RecordRow } from '../../spine/records/index.ts'
import { answerBy, isSafeBridge, type MajorData, majorOf, standsDownAt } from './major.ts'
import { reportersOf } from './major-store.ts'

/** What staff read of those rows that are or were major incidents. */
export async function presentMajors(ctx: Ctx, rows: readonly RecordRow[]): Promise<Map<number, JsonObject>> {
  const majors = isStaff(ctx.actor) ? rows.filter((row) => majorOf(row) !== undefined) : []
  if (majors.length === 0) return new Map()
  const [reporters, people] = await Promise.all([
    reportersOf(
      ctx.db,
      majors.map(({ id }) => id),
    ),
    ctx.directory.people(majors.flatMap((row) => majorOf(row)?.proposedBy ?? [])),
  ])
  return new Map(
    majors.map((row) => {
      const major = majorOf(row) as MajorData
      const shown = { ...presentMajor(ctx, row, major), reporters: reporters.get(row.id) ?? 0 }
      return [row.id, { ...shown, proposedBy: personName(people, major.proposedBy ?? null) }]
    }),
  )
}

function presentMajor(ctx: Ctx, row: RecordRow, major: MajorData): JsonObject {
  const rules = ctx.settings.current().major
  const bridge = typeof row.data.majorBridge === 'string' ? row.data.majorBridge : null
  return {
    state: major.state,
    rule: major.rule ?? null,
    proposedAt: isoOf(major.proposedAt),
    answerBy: isoOf(major.state === 'proposed' ? answerBy(major, rules) : null),
    acceptedAt: isoOf(major.acceptedAt),
    bridge,
    bridgeIsLink: bridge !== null && isSafeBridge(bridge),
    posts: major.posts ?? 0,
    postedAt: isoOf(major.postedAt),
    nextPostAt: isoOf(major.nextPostAt),
    late: major.late ?? 0,
    restoredAt: isoOf(major.restoredAt),
    standsDownAt: isoOf(standsDownAt(major, rules)),
    stoodDownAt: isoOf(major.stoodDownAt),
  }
}
