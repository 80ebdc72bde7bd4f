import { Problem, type peopleQuery } from '@throughline/contract'
import type { z } from 'zod'
import type { Ctx } from '../../spine/context/index.ts'
import { findPeople } from './commands.ts'
import { presentPerson } from './present.ts'
import type { PeopleFilter, Place } from './workforce.ts'

/** A page of people by name; `next` leads to the following one. */
export async function peoplePage(ctx: Ctx, query: z.output<typeof peopleQuery>) {
  const { limit, cursor, team, ...rest } = query
  const filter: PeopleFilter = { ...rest, ...(team !== undefined && { teamId: teamNamed(ctx, team) }) }
  const rows = await findPeople(ctx, filter, cursor === undefined ? null : readPlace(cursor), limit + 1)
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    items: rows.slice(0, limit).map((person) => presentPerson(ctx, person)),
    next: last ? writePlace({ name: last.name, id: last.id }) : null,
  }
}

function teamNamed(ctx: Ctx, key: string): number {
  const team = ctx.directory.team(key)
  if (!team) throw new Problem('invalid-input', {}, [{ path: '/team', message: `there is no team ${key}` }])
  return team.id
}

function writePlace({ name, id }: Place): string {
  return Buffer.from(JSON.stringify([name, id])).toString('base64url')
}

function readPlace(cursor: string): Place {
  try {
    const [name, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown]
    if (typeof name === 'string' && Number.isSafeInteger(id) && !name.includes('\u0000'))
      return { name, id: id as number }
  } catch {
    // Falls through: not one of ours.
  }
  throw new Problem('invalid-cursor')
}
