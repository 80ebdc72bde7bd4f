import { randomUUID } from 'node:crypto'
import { Problem, type Relation, reportedThing, type reportIn, type reportOut } from '@throughline/contract'
import type { z } from 'zod'
import { atLeast } from '../../../spine/access/index.ts'
import type { Ctx } from '../../../spine/context/index.ts'
import { amend, link, open, registryOf, unlink } from '../../../spine/practice/index.ts'
import { loadFor } from '../../../spine/records/index.ts'
import { item } from '../item.ts'
import { service } from '../service.ts'
import { type Thing, thingsNamed, thingsOf } from '../things.ts'
import { type Fields, fieldsSaid, fieldsStanding, inputOf, reconcile, type Said } from './fields.ts'
import { keepReported, linksFrom, markMissing, type Reported, reportedOf } from './store.ts'

export type Report = z.output<typeof reportOut>
type Asked = z.output<typeof reportIn>
type Read = { at: number; said: Said }
/** What is being reported, and what was found of it before. */
type Work = { ctx: Ctx; asked: Asked; run: string; report: Report; known: Map<string, Thing> }

const practices = { service, item }
const registry = registryOf([service, item])

/**
 * Takes in what another tool says of services and items: by their keys, as often as it likes. Each thing is written by
 * itself, so what cannot be used is told and all else comes in.
 * @throws not-allowed for who may not make services
 */
export async function takeReport(ctx: Ctx, asked: Asked): Promise<Report> {
  if (!atLeast(ctx.actor, 'manager'))
    throw new Problem('not-allowed', { action: 'report services and items' })
  const run = asked.run ?? randomUUID()
  const report: Report = {
    source: asked.source,
    run,
    made: [],
    changed: [],
    unchanged: 0,
    relations: { made: 0, ended: 0 },
    conflicts: [],
    missing: [],
    problems: [],
  }
  const things = readThings(asked.things, report)
  const keys = things.flatMap(({ said }) => [said.key, ...(said.relations ?? []).map(({ to }) => to)])
  const known = await thingsNamed(ctx.db, [...new Set(keys)])
  const work: Work = { ctx, asked, run, report, known }
  const before = await reportedOf(
    ctx.db,
    things.flatMap(({ said }) => known.get(said.key)?.id ?? []),
  )
  const kept: { read: Read; reported: Reported }[] = []
  for (const read of things) {
    const reported = await usable(read, report, () => takeThing(work, read.said, before))
    if (reported) kept.push({ read, reported })
  }
  // Relations lead to what may have been made only now.
  for (const { read, reported } of kept) await takeRelations(work, read, reported)
  if (asked.complete) await noteMissing(work)
  return report
}

function readThings(things: readonly unknown[], report: Report): Read[] {
  const read: Read[] = []
  const keys = new Set<string>()
  things.forEach((thing, at) => {
    const { success, data, error } = reportedThing.safeParse(thing)
    const key = String((thing as { key?: unknown } | null)?.key ?? '')
    if (!success) {
      const first = error.issues[0]
      report.problems.push({ at, key, why: `${first?.path.join('/')}: ${first?.message}` })
    } else if (keys.has(key)) report.problems.push({ at, key, why: 'is named twice; the first holds' })
    else {
      keys.add(key)
      read.push({ at, said: data })
    }
  })
  return read
}

/** What of it cannot be used is told, and the others come in. */
async function usable<T>({ at, said }: Read, report: Report, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error
    const [first] = error.problems
    const why = first ? `${first.path.slice(1)}: ${first.message}` : error.message
    report.problems.push({ at, key: said.key, why })
    return null
  }
}

async function takeThing(
  { ctx, asked, run, report, known }: Work,
  said: Said,
  all: readonly Reported[],
): Promise<Reported> {
  const thing = known.get(said.key)
  if (thing && thing.kind !== said.kind)
    throw new Problem('conflict', {
      what: `${said.key} is ${thing.kind === 'item' ? 'an item' : 'a service'} here`,
    })
  const fields = await fieldsSaid(ctx, said)
  const outcome = thing
    ? await takeKnown(ctx, asked, thing, fields, all)
    : await takeNew(ctx, asked, said, fields)
  const { id, ref, set, owned, conflicts, settled, stands } = outcome
  known.set(said.key, { ...(thing ?? nothing(said)), id, ref })
  if (!thing) report.made.push({ key: said.key, ref: asked.dryRun ? null : ref })
  else if (Object.keys(set).length > 0) report.changed.push({ key: said.key, ref, fields: Object.keys(set) })
  else report.unchanged++
  for (const [field, value] of Object.entries(conflicts))
    report.conflicts.push({ key: said.key, ref, field, said: value, stands: stands[field] ?? null })
  const mine = all.find((one) => one.recordId === id && one.source === asked.source)
  const reported: Reported = {
    source: asked.source,
    recordId: id,
    run,
    seenAt: ctx.time.now(),
    missingSince: null,
    said: fields,
    owned,
    conflicts,
    settled,
    relations: mine?.relations ?? [],
  }
  if (!asked.dryRun) await keepReported(ctx.db, reported)
  return reported
}

type Taken = ReturnType<typeof reconcile> & { id: number; ref: string; stands: Fields }

async function takeNew(ctx: Ctx, { dryRun }: Asked, said: Said, fields: Fields): Promise<Taken> {
  const practice = practices[said.kind]
  const input = checked(practice.facts.create, {
    // Items have a class; where a source names none, they are of no special one.
    ...(said.kind === 'item' && { class: 'resource' }),
    ...inputOf(fields),
    key: said.key,
  })
  const none = { set: {}, conflicts: {}, settled: {}, stands: {}, owned: Object.keys(fields) }
  if (dryRun) {
    await practice.open(ctx, input as never)
    return { ...none, id: -1, ref: '' }
  }
  const { row } = await open(ctx, practice, input)
  return { ...none, id: row.id, ref: `${practice.facts.prefix}-${row.id}` }
}

async function takeKnown(
  ctx: Ctx,
  { source, dryRun }: Asked,
  { id, ref, kind }: Thing,
  fields: Fields,
  all: readonly Reported[],
): Promise<Taken> {
  const loaded = (await loadFor(ctx.db, ctx.actor, [id])).get(id)
  if (!loaded) throw new Problem('not-found', { what: ref })
  const stands = fieldsStanding(ctx, loaded.row)
  const mine = all.find((one) => one.recordId === id && one.source === source) ?? null
  const others = all.filter(
    (one) => one.recordId === id && one.source !== source && one.missingSince === null,
  )
  const outcome = reconcile(fields, stands, mine, new Set(others.flatMap(({ owned }) => owned)))
  const practice = practices[kind]
  if (Object.keys(outcome.set).length > 0) {
    const input = checked(practice.facts.amend, inputOf(outcome.set))
    if (!dryRun) await amend(ctx, practice, { id, input: input as never })
  }
  return { ...outcome, id, ref, stands }
}

function checked(schema: z.ZodType, input: object): object {
  const { success, data, error } = schema.safeParse(input)
  if (success) return data as object
  const problems = error.issues.map(({ path, message }) => ({ path: `/${path.join('/')}`, message }))
  throw new Problem('invalid-input', {}, problems)
}

const nothing = ({ kind, key, name }: Said): Thing => ({
  id: -1,
  ref: '',
  kind,
  key,
  name,
  tier: null,
  class: '',
  state: '',
  teamId: null,
})

/**
 * Makes what is named for the first time, ends what the source made before and does not name now. A relation that stands
 * already is nobody's but its maker's.
 */
async function takeRelations(work: Work, { at, said }: Read, reported: Reported): Promise<void> {
  if (said.relations === undefined) return
  const { ctx, asked, report, known } = work
  const from = { practice: practices[said.kind], id: reported.recordId }
  const before = new Set(reported.relations)
  const standing = new Set((await linksFrom(ctx.db, reported.recordId)).map(nameOf))
  const mine: string[] = []
  const named = new Set<string>()
  for (const { relation, to } of said.relations) {
    const thing = known.get(to)
    const name = nameOf({ relation, toId: thing?.id ?? 0 })
    if (!thing) report.problems.push({ at, key: said.key, why: `relations: there is nothing called ${to}` })
    else if (thing.id === -1 || !(standing.has(name) || named.has(name))) {
      const made = await usable({ at, said }, report, async () => {
        if (!asked.dryRun) await link(ctx, registry, from, relation, thing.ref)
        return true
      })
      if (made) report.relations.made++
      if (made) mine.push(name)
    } else if (before.has(name) && !named.has(name)) mine.push(name)
    named.add(name)
  }
  for (const name of before) if (!named.has(name) && standing.has(name)) await endRelation(work, from, name)
  if (!asked.dryRun) await keepReported(ctx.db, { ...reported, relations: mine })
}

const nameOf = ({ relation, toId }: { relation: string; toId: number }): string => `${relation} ${toId}`

async function endRelation(
  { ctx, asked, report }: Work,
  from: Parameters<typeof unlink>[2],
  name: string,
): Promise<void> {
  const [relation, id] = name.split(' ') as [Relation, string]
  const other = (await thingsOf(ctx.db, [Number(id)])).get(Number(id))
  if (other && !asked.dryRun) await unlink(ctx, registry, from, relation, other.ref)
  report.relations.ended++
}

async function noteMissing({ ctx, asked, run, report, known }: Work): Promise<void> {
  const { source, dryRun } = asked
  const here = dryRun ? [...known.values()].map(({ id }) => id) : []
  const ids = await markMissing(ctx.db, { source, run, at: ctx.time.now(), dryRun, here })
  for (const { key, ref } of (await thingsOf(ctx.db, ids)).values()) report.missing.push({ key, ref })
}
