import type { Ctx, PersonFacts } from '../../spine/context/index.ts'
import { type ServiceData, type Thing, thingsOf } from '../configuration/index.ts'
import { type PathRow, readPaths, readSchedules, type Told, toldSchedules } from '../workforce/index.ts'
import {
  type Article,
  articlesOf,
  dependenciesOf,
  monitoredAmong,
  readServiceRows,
  type ServiceRow,
} from './store.ts'

/** All that readiness is read off, of some services at one moment: read together, however many they are. */
export type Known = {
  ctx: Ctx
  now: number
  services: readonly ServiceRow[]
  people: ReadonlyMap<number, PersonFacts>
  paths: ReadonlyMap<string, PathRow>
  /** By the key of a schedule in force. */
  schedules: ReadonlyMap<string, Scheduled>
  /** By the key of a service; the published ones. */
  articles: ReadonlyMap<string, readonly Article[]>
  monitored: ReadonlySet<number>
  dependencies: ReadonlyMap<number, readonly Thing[]>
}

/** `soon`: the shifts of the next 14 days. */
export type Scheduled = { ref: string; name: string; told: Told; soon: ReturnType<Told['shifts']> }

const SOON = 14 * 86_400_000

/** One service, or all that are not retired. */
export async function knownOf(ctx: Ctx, name: string | null = null): Promise<Known> {
  const { db } = ctx
  const services = await readServiceRows(db, name)
  const ids = services.map(({ id }) => id)
  const data = services.map((service) => service.data)
  const [paths, schedules, articles, monitored, links] = await Promise.all([
    readPaths(db, [...new Set(data.flatMap(({ escalationPath }) => escalationPath ?? []))]),
    readSchedules(db),
    articlesOf(
      db,
      data.map(({ key }) => key),
    ),
    monitoredAmong(db, ids),
    dependenciesOf(db, ids),
  ])
  const now = ctx.time.now()
  const [told, things] = await Promise.all([
    toldSchedules(
      db,
      schedules.map(({ id }) => id),
    ),
    thingsOf(db, [...new Set(links.map(({ toId }) => toId))]),
  ])
  const scheduled = schedules.map(({ id, key, ref, name: called }): [string, Scheduled] => {
    const of = told.get(id) as Told
    return [key, { ref, name: called, told: of, soon: of.shifts({ from: now, until: now + SOON }) }]
  })
  const onCall = scheduled.flatMap(([, { soon }]) => soon.flatMap(({ person }) => person ?? []))
  const people = await ctx.directory.people([
    ...onCall,
    ...data.flatMap(peopleIn),
    ...[...paths.values()].flatMap(calledBy),
    ...articles.flatMap(seenBy),
  ])
  return {
    ctx,
    now,
    services,
    people,
    paths,
    schedules: new Map(scheduled),
    articles: grouped(articles.flatMap((one) => one.services.map((key) => [key, one] as const))),
    monitored,
    dependencies: grouped(
      links.flatMap(({ fromId, toId }) => {
        const thing = things.get(toId)
        return thing ? [[fromId, thing] as const] : []
      }),
    ),
  }
}

const peopleIn = ({ ownerId, businessOwnerId, attested = {}, waivers = [] }: ServiceData): number[] =>
  [ownerId, businessOwnerId, ...[...Object.values(attested), ...waivers].map(({ by }) => by)].filter(
    (id) => typeof id === 'number',
  )
const calledBy = ({ steps, lastResort }: PathRow): number[] => [
  lastResort,
  ...steps.flatMap(({ person }) => person ?? []),
]
const seenBy = ({ reviewed, rehearsed }: Article): number[] =>
  [reviewed?.by, rehearsed?.by].filter((id) => typeof id === 'number')

function grouped<K, V>(pairs: readonly (readonly [K, V])[]): Map<K, V[]> {
  const groups = new Map<K, V[]>()
  for (const [key, value] of pairs) {
    const group = groups.get(key)
    if (group) group.push(value)
    else groups.set(key, [value])
  }
  return groups
}
