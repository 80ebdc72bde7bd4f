import { type Attestation, badField, neverWaived, Problem } from '@throughline/contract'
import { atLeast } from '../../spine/access/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import type { Patch } from '../../spine/practice/index.ts'
import type { JsonObject, RecordRow } from '../../spine/records/index.ts'

/** Instants in epoch milliseconds. */
export type Vouched = Partial<Record<Attestation, { by: number | null; at: number }>>
export type Waiver = { criterion: string; reason: string; by: number | null; until: number }
type Data = {
  ownerId?: number | null
  businessOwnerId?: number | null
  attested?: Vouched
  waivers?: Waiver[]
}

const dataOf = (row: RecordRow): Data => row.data as Data

/**
 * Who may vouch for what: the business owner for what it means for the business, the desk for its briefing, managers alone
 * for regulated data, and for what was tested those who stand behind the service. Managers may for all of them.
 */
function mayVouch(ctx: Ctx, row: RecordRow, what: Attestation): boolean {
  const { actor } = ctx
  const { ownerId, businessOwnerId } = dataOf(row)
  if (atLeast(actor, 'manager')) return true
  const me = actor.personId
  const inTeams = (isMeant: (id: number) => boolean): boolean => actor.teamIds.some(isMeant)
  return {
    'signed-off': businessOwnerId === me,
    'data-approved': false,
    'desk-briefed': inTeams((id) => ctx.directory.team(id)?.line === 1),
    'rollback-tested': ownerId === me || inTeams((id) => id === row.teamId),
    'restore-tested': ownerId === me || inTeams((id) => id === row.teamId),
  }[what]
}

function attest(ctx: Ctx, row: RecordRow, { what, note }: { what: Attestation; note?: string }): Patch {
  if (!mayVouch(ctx, row, what)) throw new Problem('not-allowed', { action: `vouch for ${what}` })
  const attested = { ...dataOf(row).attested, [what]: { by: ctx.actor.personId, at: ctx.time.now() } }
  return { body: note ?? null, set: { data: { attested } as JsonObject } }
}

type Waiving = { criterion: string; reason: string; until: number }

function waive(ctx: Ctx, row: RecordRow, { criterion, reason, until }: Waiving): Patch {
  const now = ctx.time.now()
  const known = ctx.settings.current().readiness.some(({ key }) => key === criterion)
  if (!known) throw badField('criterion', `there is no criterion ${criterion}`)
  if (neverWaived.includes(criterion))
    throw new Problem('rule-broken', { why: 'Approval for regulated data cannot be waived.' })
  if (until <= now) throw badField('until', 'is past; a waiver ends by itself, later than now')
  const waivers = [...standing(row, now, criterion), { criterion, reason, by: ctx.actor.personId, until }]
  return { content: { fields: { waivers } as unknown as JsonObject } }
}

function endWaiver(
  ctx: Ctx,
  row: RecordRow,
  { criterion, note }: { criterion: string; note?: string },
): Patch {
  const now = ctx.time.now()
  if (!dataOf(row).waivers?.some((one) => one.criterion === criterion && one.until > now))
    throw badField('criterion', `${criterion} is not waived`)
  const waivers = standing(row, now, criterion)
  return { body: note ?? null, content: { fields: { waivers } as unknown as JsonObject } }
}

/** Waivers that hold, but for one criterion's. */
const standing = (row: RecordRow, now: number, but: string): Waiver[] =>
  (dataOf(row).waivers ?? []).filter(({ criterion, until }) => until > now && criterion !== but)

/** What people vouch for and waive of a service. */
export const vouching = { attest, waive, 'end-waiver': endWaiver }
