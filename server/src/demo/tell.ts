import { task } from '../foundation/tasks/index.ts'
import { recoveredByItself } from '../handoffs/index.ts'
import { incident, incidentTimers, takenAlready } from '../practices/incident/index.ts'
import { type Actor, systemActor } from '../spine/access/index.ts'
import type { Ctx, Spine } from '../spine/context/index.ts'
import { stepsReached, type Timer } from '../spine/jobs/index.ts'
import {
  beginPast,
  type Opening,
  type Past,
  refOf,
  tellAct,
  tellAmendment,
  tellComment,
  tellDecided,
  tellOpened,
  tellOpening,
} from '../spine/practice/index.ts'
import type { RecordRow } from '../spine/records/index.ts'
import type { Cast } from './cast.ts'
import type { Deed, Plan, Step } from './plan.ts'

/** What plans are told with. `idOf`: the number of another plan's record. `keep`: puts a file by, answers its digest. */
export type Telling = {
  spine: Spine
  cast: Cast
  now: number
  idOf(key: string): number
  keep(content: Buffer): Promise<{ id: number; sha256: string; size: number }>
}

/** What another record says of a link that a plan makes to it. */
export type FarStep = { at: number; by: number | null; type: string; from: string }

/** Tells all of a plan that lies behind now, and what time did to it meanwhile: warnings, reminders, closings. */
export async function tellPlan(telling: Telling, plan: Plan, far: readonly FarStep[]): Promise<Past[]> {
  const past = beginPast(telling.spine, incident, telling.idOf(plan.key))
  const tasks: Past[] = []
  const steps = [...plan.steps, ...far].filter(({ at }) => at <= telling.now).sort((a, b) => a.at - b.at)
  for (const step of steps) {
    await passTime(telling.spine, past, step.at)
    const ctx = contextAt(telling, step.at, step.by)
    if (!('do' in step)) saysLink(ctx, past, step)
    else if (step.do === 'task') tasks.push(await tellTask(telling, past, step))
    else await tellStep(telling, ctx, past, step).catch((error) => wrongPlan(plan, step, error))
  }
  await passTime(telling.spine, past, telling.now)
  return [past, ...tasks]
}

function wrongPlan(plan: Plan, step: Step, error: Error): never {
  throw new Error(
    `the demo's plan ${plan.key} cannot ${JSON.stringify(step).slice(0, 200)}: ${error.message}`,
    {
      cause: error,
    },
  )
}

function contextAt({ spine, cast }: Telling, at: number, by: number | null): Ctx {
  const actor: Actor = by === null ? systemActor : cast.of(by).actor
  return { ...spine, actor, time: { now: () => at } }
}

async function tellStep(
  telling: Telling,
  ctx: Ctx,
  past: Past,
  deed: Exclude<Deed, { do: 'task' }>,
): Promise<void> {
  switch (deed.do) {
    case 'open':
      return tellOpening(ctx, past, deed.input)
    case 'act':
      return tellAct(ctx, past, deed.verb, deed.input)
    case 'amend':
      return tellAmendment(ctx, past, deed.input)
    case 'recover': {
      const patch = recoveredByItself(1, { now: ctx.time.now(), restoredAt: deed.restoredAt })
      return tellDecided(ctx, past, { verb: 'resolve', patch, raises: true })
    }
    case 'say':
      return tellComment(ctx, past, deed)
    case 'watch':
    case 'help': {
      const op = { op: 'add', role: deed.do === 'watch' ? 'watcher' : 'helper', subject: 'person' } as const
      return tellDecided(ctx, past, {
        verb: deed.do,
        patch: { participants: [{ ...op, id: deed.who }] },
        raises: false,
      })
    }
    case 'attach': {
      const { name, type } = deed
      const kept = await telling.keep(deed.content)
      const attachment = { op: 'add' as const, ...kept, type, public: deed.public }
      const patch = { public: deed.public, attachment, content: { note: { name } } }
      return tellDecided(ctx, past, { verb: 'attach', patch, raises: false })
    }
    case 'link':
    case 'merge':
      return tellLink(telling, ctx, past, deed)
    case 'restrict':
      return tellRestriction(ctx, past, deed)
    default: {
      const never: never = deed
      return never
    }
  }
}

function tellLink(
  telling: Telling,
  ctx: Ctx,
  past: Past,
  deed: Extract<Deed, { do: 'link' | 'merge' }>,
): void {
  const to = telling.idOf(deed.do === 'link' ? deed.to : deed.into)
  const type = deed.do === 'link' ? deed.type : 'merged-into'
  const links = [{ op: 'add' as const, type, to }]
  const ref = refOf(incident, to)
  if (deed.do === 'link') {
    tellDecided(ctx, past, { verb: 'link', patch: { links, more: { type, to: ref } }, raises: false })
    return
  }
  const patch = { public: true, set: { mergedInto: to }, links, more: { into: ref } }
  tellDecided(ctx, past, { verb: 'merge', patch, raises: true })
}

function saysLink(ctx: Ctx, past: Past, { type, from }: FarStep): void {
  tellDecided(ctx, past, { verb: 'linked', patch: { more: { type, from } }, raises: false })
}

function tellRestriction(ctx: Ctx, past: Past, deed: Extract<Deed, { do: 'restrict' }>): void {
  const { row } = past.seenBy(ctx.actor)
  const own = [ctx.actor.personId, row.holderId, row.requesterId].filter((id) => id !== null)
  const reader = (subject: 'person' | 'team') => (id: number) =>
    ({ op: 'add', role: 'reader', subject, id }) as const
  tellDecided(ctx, past, {
    verb: 'restrict',
    patch: {
      participants: [
        ...[...new Set([...deed.people, ...own])].map(reader('person')),
        ...deed.teams.map(reader('team')),
      ],
      set: { restricted: true },
      content: { note: { reason: deed.reason } },
    },
    raises: true,
  })
}

/** A task of an incident: opened, in somebody's hands, and finished where that lies behind now. */
async function tellTask(telling: Telling, parent: Past, step: Extract<Step, { do: 'task' }>): Promise<Past> {
  const past = beginPast(telling.spine, task, telling.idOf(`${parent.id}/${step.title}`))
  const ref = refOf(incident, parent.id)
  const opening: Opening = {
    state: 'in-progress',
    public: false,
    set: {
      holderId: step.holder,
      teamId: null,
      channel: 'api',
      restricted: false,
      data: { parent: ref, dueAt: step.dueAt },
    },
    content: { title: step.title },
    links: [{ op: 'add', type: 'task-of', to: parent.id }],
  }
  const ctx = contextAt(telling, step.at, step.by)
  tellOpened(ctx, past, opening)
  saysLink(ctx, parent, { at: step.at, by: step.by, type: 'task-of', from: refOf(task, past.id) })
  if (step.doneAt <= telling.now)
    await tellAct(contextAt(telling, step.doneAt, step.holder), past, 'finish', { note: step.said })
  return past
}

/** What comes due by itself until an instant: the clocks' warning points and the practice's own timers. */
async function passTime(spine: Spine, past: Past, until: number): Promise<void> {
  const over = new Set<string>()
  for (;;) {
    const row = past.row()
    const next = row && nextDue(spine, past, row, over)
    if (!next || next.at > until) return
    await next.pass()
  }
}

type Due = { at: number; pass(): Promise<void> | void }

function nextDue(spine: Spine, past: Past, row: RecordRow, over: Set<string>): Due | undefined {
  const clocks = past.clocks().flatMap((clock): Due[] => {
    if (clock.nextAt === null) return []
    const at = Math.max(clock.nextAt, row.updatedAt)
    const concerns = (): boolean => !takenAlready(row, clock.name)
    return [{ at, pass: () => stepsReached(spine, row, clock, { at, concerns }).forEach(past.tell) }]
  })
  const timers = incidentTimers.of(spine, row).flatMap((timer): Due[] => {
    const at = Math.max(timer.at, row.updatedAt)
    return over.has(nameOf(timer)) ? [] : [{ at, pass: () => fire(spine, past, { timer, at, over }) }]
  })
  return [...clocks, ...timers].sort((a, b) => a.at - b.at)[0]
}

function nameOf({ name, at }: Timer): string {
  return `${name} ${at}`
}

async function fire(
  spine: Spine,
  past: Past,
  { timer, at, over }: { timer: Timer; at: number; over: Set<string> },
): Promise<void> {
  over.add(nameOf(timer))
  const ctx: Ctx = { ...spine, actor: systemActor, time: { now: () => at } }
  const { row } = past.seenBy(ctx.actor)
  const due = await incidentTimers.due(ctx, row, timer)
  if (due) tellDecided(ctx, past, due)
}
