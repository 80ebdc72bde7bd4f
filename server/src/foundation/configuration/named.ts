import { badField } from '@throughline/contract'
import type { Ctx } from '../../spine/context/index.ts'

type Named = number | string | null | undefined

/** Undefined where nobody is named anew, null where nobody is it any more. @throws invalid-input for an unknown person */
export async function personIdOf(ctx: Ctx, field: string, named: Named): Promise<number | null | undefined> {
  if (named == null) return named
  const person = await ctx.directory.person(named)
  if (!person) throw badField(field, `there is nobody called ${named}`)
  return person.id
}

/** @throws invalid-input for a team that is not there */
export function teamIdOf(ctx: Ctx, named: number | string | null): number | null {
  if (named === null) return null
  const team = ctx.directory.team(named)
  if (!team) throw badField('team', `there is no team ${named}`)
  return team.id
}
