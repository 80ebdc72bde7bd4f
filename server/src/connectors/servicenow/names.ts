import { type OutsideName, peopleNamed, teamsNamed } from '../../foundation/workforce/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import { type Column, cell } from './columns.ts'
import type { Names } from './placed.ts'
import type { StagedCase } from './store.ts'

export const system = 'servicenow'

/** Who works on incidents is staff; who opens or changes one may be anybody, so that nobody gets rights by it. */
const roles = {
  caller_id: 'requester',
  opened_by: 'requester',
  sys_updated_by: 'requester',
  assigned_to: 'agent',
  resolved_by: 'agent',
} as const satisfies Partial<Record<Column, OutsideName['role']>>

function peopleIn(cases: readonly StagedCase[]): OutsideName[] {
  const people = new Map<string, OutsideName['role']>()
  for (const update of cases.flatMap(({ updates }) => updates)) {
    for (const [column, role] of Object.entries(roles) as [keyof typeof roles, OutsideName['role']][]) {
      const name = cell(update, column)
      if (name && people.get(name) !== 'agent') people.set(name, role)
    }
  }
  return [...people].map(([name, role]) => ({ name, role }))
}

function teamsIn(cases: readonly StagedCase[]): string[] {
  const updates = cases.flatMap((one) => one.updates)
  return [...new Set(updates.flatMap((update) => cell(update, 'assignment_group') ?? []))]
}

/** Everybody and every team that some incidents name; those who are new are made known. */
export async function namesIn(ctx: Ctx, cases: readonly StagedCase[]): Promise<Names> {
  return {
    people: await peopleNamed(ctx, system, peopleIn(cases)),
    teams: await teamsNamed(ctx, system, teamsIn(cases)),
    services: servicesOf(ctx),
  }
}

/** For a dry run: nobody is made known, everybody has a number. */
export function namesAsTheyAre(ctx: Ctx, cases: readonly StagedCase[]): Names {
  return {
    people: new Map(peopleIn(cases).map(({ name }, index) => [name, index + 1])),
    teams: new Map(teamsIn(cases).map((name, index) => [name, index + 1])),
    services: servicesOf(ctx),
  }
}

function servicesOf({ directory }: Ctx): ReadonlyMap<string, number> {
  return new Map(
    directory.services().flatMap(
      ({ id, key, name }) =>
        [
          [name.toLowerCase(), id],
          [key, id],
        ] as const,
    ),
  )
}
