import type { Directory, PersonFacts, TeamFacts } from '../../spine/context/index.ts'
import type { Db } from '../../spine/db/index.ts'
import { recentPeople } from './recent-people.ts'
import { readPeople, readTeams } from './store.ts'

export type WorkforceDirectory = Pick<Directory, 'team' | 'teams' | 'person' | 'people' | 'reload'>

/** The workforce half of the directory: teams in memory, people as they are asked for, remembered for 30 s. */
export async function createWorkforceDirectory(db: Db): Promise<WorkforceDirectory> {
  const people = recentPeople()
  let teams: readonly TeamFacts[] = []
  let byName = new Map<number | string, TeamFacts>()
  const reload = async (): Promise<void> => {
    people.forgetAll()
    const rows = await readTeams(db)
    byName = new Map(
      rows.flatMap(({ retiredAt: _, ...team }) => [team.id, team.key].map((name) => [name, team])),
    )
    teams = rows.flatMap(({ id, retiredAt }) => (retiredAt === null ? (byName.get(id) ?? []) : []))
  }
  await reload()
  const find = async (names: readonly (number | string)[]): Promise<PersonFacts[]> => {
    const known = names.flatMap((name) => people.get(name) ?? [])
    const missing = names.filter((name) => !people.get(name))
    if (missing.length === 0) return known
    const started = people.generation()
    const found = await readPeople(db, missing)
    people.keep(found, started)
    return [...known, ...found]
  }
  return {
    team: (name) => byName.get(name) ?? null,
    teams: () => teams,
    person: async (name) => (await find([typeof name === 'string' ? name.toLowerCase() : name]))[0] ?? null,
    people: async (ids) => new Map((await find([...new Set(ids)])).map((person) => [person.id, person])),
    reload,
  }
}
