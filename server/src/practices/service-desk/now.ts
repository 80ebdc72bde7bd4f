import { badField, isoOf, type NowQuery, nowReasons, Problem, type Transition } from '@throughline/contract'
import { isStaff } from '../../spine/access/index.ts'
import type { Ctx, TeamFacts } from '../../spine/context/index.ts'
import {
  personName,
  possible,
  presentSummaries,
  type Registry,
  type Seen,
} from '../../spine/practice/index.ts'
import { type JsonObject, loadFor } from '../../spine/records/index.ts'
import { workingDaysBefore } from '../../spine/time/index.ts'
import { type MajorWork, majorReason, majorWorkOf } from './majors.ts'
import { type Hours, nextAct, placeOf, type Reason, reasonFor, type Work } from './service-desk.ts'
import { inHandOf, mostWork, type Whose, workOf } from './store.ts'

/** So many are listed: a shift does not get further. */
const mostListed = 100

/** What needs somebody next in the actor's teams, in one team or in all, and what the colleagues have in hand. */
export async function readNow(ctx: Ctx, registry: Registry, { team }: NowQuery): Promise<JsonObject> {
  if (!isStaff(ctx.actor)) throw new Problem('not-allowed', { action: 'see what is next for the staff' })
  const teams = teamsNamed(ctx, team)
  // What requesters bring is what a service desk has before it.
  const kinds = registry
    .all()
    .flatMap(({ facts, openedBy }) => (openedBy === 'requester' ? [facts.kind] : []))
  const whose = whoseOf(teams)
  const [work, majors, load] = await Promise.all([
    workOf(ctx, kinds, whose),
    majorWorkOf(ctx, whose),
    loadOf(ctx, teams),
  ])
  const needs = needing(ctx, work, majors)
  const counts = Map.groupBy(needs, ({ reason }) => reason.why)
  return {
    at: isoOf(ctx.time.now()),
    items: await listed(ctx, registry, needs.slice(0, mostListed)),
    counts: Object.fromEntries(
      Object.keys(nowReasons).map((why) => [why, counts.get(why as never)?.length ?? 0]),
    ),
    capped: work.length > mostWork,
    load,
  }
}

/** Undefined: all of them. Who is in no team sees what all have. */
function teamsNamed({ actor, directory }: Ctx, name: string | undefined): readonly TeamFacts[] | 'all' {
  if (name === 'all' || (name === undefined && actor.teamIds.length === 0)) return 'all'
  if (name === undefined) return actor.teamIds.flatMap((id) => directory.team(id) ?? [])
  const team = directory.team(name)
  if (!team) throw badField('team', `there is no team ${name}`)
  return [team]
}

function whoseOf(teams: readonly TeamFacts[] | 'all'): Whose {
  if (teams === 'all') return 'all'
  return { teamIds: teams.map(({ id }) => id), unrouted: teams.some(({ line }) => line === 1) }
}

type Need = { work: Work; reason: Reason; place: number[] }

function needing(ctx: Ctx, work: readonly Work[], majors: readonly MajorWork[]): Need[] {
  const now = ctx.time.now()
  const hours = hoursFor(ctx)
  const answerMs = ctx.settings.current().major.answerMinutes * 60_000
  const first = majors.flatMap((major): Need[] => {
    const reason = majorReason(major, now, answerMs)
    const one = { ...major, stoodAt: null, saidBy: null, saidAt: null, clocks: [] }
    return reason ? [{ work: one, reason, place: placeOf(one, reason) }] : []
  })
  const known = new Set(first.map((need) => need.work.id))
  const others = work
    .filter(({ id }) => !known.has(id))
    .flatMap((one) => {
      const reason = reasonFor(one, now, hours)
      return reason ? [{ work: one, reason, place: placeOf(one, reason) }] : []
    })
  return [...first, ...others].sort((a, b) => inOrder(a.place, b.place) || a.work.id - b.work.id)
}

function hoursFor({ calendars, directory, time }: Ctx): Hours {
  const now = time.now()
  const before = new Map<string, number>()
  return {
    table: (id) => calendars.table(id),
    before: (serviceId, days) => {
      const service = serviceId === null ? null : directory.service(serviceId)
      const calendar = calendars.current(service?.calendarKey ?? null)
      const name = `${calendar} ${days}`
      const known = before.get(name) ?? workingDaysBefore(calendars.table(calendar), now, days)
      before.set(name, known)
      return known
    },
  }
}

function inOrder(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index])
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}

async function listed(ctx: Ctx, registry: Registry, needs: readonly Need[]): Promise<JsonObject[]> {
  const ids = needs.map(({ work }) => work.id)
  const found = await loadFor(ctx.db, ctx.actor, ids)
  const still = needs.flatMap((need) => {
    const loaded = found.get(need.work.id)
    return loaded ? [{ ...need, seen: { ...loaded, practice: registry.of(loaded.row.kind) } }] : []
  })
  const shown = await presentSummaries(
    ctx,
    registry.of,
    still.map(({ seen }) => seen.row),
  )
  return still.map(({ work, reason: { why, since, dueAt }, seen }, at) => ({
    why,
    since: isoOf(since),
    ...(dueAt !== undefined && { dueAt: isoOf(dueAt) }),
    record: shown[at] ?? {},
    act: actFor(ctx, seen, nextAct(work, { why, since })),
  }))
}

/** Only what the reader may do, under the name that its practice gives it. */
function actFor(ctx: Ctx, seen: Seen, verb: string | null): JsonObject | null {
  if (verb === 'comment') return { verb, label: 'Answer' }
  if (verb === null || !possible(ctx, seen.practice, seen).includes(verb)) return null
  const transitions: Readonly<Record<string, Transition>> = seen.practice.facts.lifecycle.transitions
  return { verb, label: transitions[verb]?.title ?? verb }
}

/** By name: people are never ranked. */
async function loadOf(ctx: Ctx, teams: readonly TeamFacts[] | 'all'): Promise<JsonObject[]> {
  const members = (teams === 'all' ? ctx.directory.teams() : teams).flatMap(({ memberIds }) => memberIds)
  const ids = [...new Set(members)]
  const [people, inHand] = await Promise.all([ctx.directory.people(ids), inHandOf(ctx, ids)])
  return ids
    .flatMap((id) => {
      const { open = 0, waiting = 0, oldestAt = null } = inHand.find(({ personId }) => personId === id) ?? {}
      const person = people.get(id)
      return person?.active
        ? [{ person: personName(people, id), open, waiting, oldestAt: isoOf(oldestAt) }]
        : []
    })
    .sort((a, b) => String(a.person?.name).localeCompare(String(b.person?.name)))
}
