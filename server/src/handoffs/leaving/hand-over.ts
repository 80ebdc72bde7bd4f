import { type FieldProblem, type leavingIn, Problem } from '@throughline/contract'
import type { z } from 'zod'
import { dutyHandedOver, goodbye, pathHandedOver, postHandedOver } from '../../foundation/workforce/index.ts'
import { answeredBefore, changeIntent, type SystemChange } from '../../spine/audit/index.ts'
import type { Ctx, PersonFacts } from '../../spine/context/index.ts'
import { principalsOf } from '../../spine/identity/index.ts'
import { handingOver, type Registry, retrying, write } from '../../spine/practice/index.ts'
import { AlreadyDone, type Intent, type JsonObject } from '../../spine/records/index.ts'
import { type Open, opensOf } from './opens.ts'

type Input = z.output<typeof leavingIn>
type Given = Open & { to: number | null }

/**
 * Somebody leaves: hands over all that they have, and lets them in no more; all of it in one transaction or nothing.
 * @throws invalid-input for whatever nobody takes, and for who cannot take it; rule-broken for the last administrator
 */
export async function leave(ctx: Ctx, registry: Registry, personId: number, input: Input) {
  return retrying(async () => {
    const going = await goodbye(ctx, personId)
    if (going.against === 'last-administrator')
      throw new Problem('rule-broken', {
        why: 'This is the last active administrator; make another one first.',
      })
    if (going.against === 'not-active') {
      const before = await alreadyLeft(ctx)
      if (before) return { person: { id: personId, name: going.person.name }, handedOver: before.made }
      throw new Problem('rule-broken', { why: `${going.person.name} has left already.` })
    }
    const given = await assigned(ctx, personId, await opensOf(ctx, registry, personId), input)
    const intents = await intentsFor(ctx, registry, personId, given)
    const first = await changeIntent(ctx, [going.change({ handedOver: given.length })])
    await write(ctx, [first, ...intents])
      .catch(explain)
      .catch((error) => answeredBefore(ctx, error))
    principalsOf(ctx.db).forget(personId)
    await ctx.directory.reload()
    return { person: { id: personId, name: going.person.name }, handedOver: given.length }
  })
}

/** What the same request handed over an earlier time; null where there was none. */
async function alreadyLeft(ctx: Ctx): Promise<{ made: number } | null> {
  return ctx.request ? answeredBefore(ctx, new AlreadyDone('answer')).catch(unlessReused) : null
}

function unlessReused(error: unknown): null {
  if (error instanceof AlreadyDone) return null
  throw error
}

/** Two administrators who let each other go at one moment: the database keeps one. */
function explain(error: unknown): never {
  if ((error as { constraint?: string }).constraint === 'person_last_administrator')
    throw new Problem('rule-broken', {
      why: 'This is the last active administrator; make another one first.',
    })
  throw error
}

/** Who takes each thing; all that is wrong is said at once. */
async function assigned(ctx: Ctx, leaving: number, opens: readonly Open[], input: Input): Promise<Given[]> {
  const problems: FieldProblem[] = []
  const takers = new Map<string, number | null>()
  const usual = input.to === undefined ? undefined : await takerFor(ctx, leaving, input.to, '/to', problems)
  for (const [i, { part, ref, to }] of input.handOvers.entries()) {
    const open = opens.find((one) => one.part === part && one.ref === ref)
    if (!open) problems.push({ path: `/handOvers/${i}/ref`, message: 'is not theirs any more' })
    else if (to === null && !open.nobody)
      problems.push({ path: `/handOvers/${i}/to`, message: 'somebody must take this' })
    else
      takers.set(
        `${part} ${ref}`,
        to === null ? null : await takerFor(ctx, leaving, to, `/handOvers/${i}/to`, problems),
      )
  }
  const given = opens.map((open) => {
    const taker = takers.get(`${open.part} ${open.ref}`)
    const to = taker === undefined ? usual : taker
    if (to === undefined)
      problems.push({ path: '/handOvers', message: `nobody takes ${open.ref} (${open.part})` })
    return { ...open, to: to ?? null }
  })
  if (problems.length > 0) throw new Problem('invalid-input', {}, problems)
  return given
}

async function takerFor(
  ctx: Ctx,
  leaving: number,
  name: number | string,
  path: string,
  problems: FieldProblem[],
): Promise<number | null> {
  const person = await ctx.directory.person(name)
  const wrong = wrongTaker(person, leaving)
  if (wrong !== null) problems.push({ path, message: wrong })
  return person?.id ?? null
}

function wrongTaker(person: PersonFacts | null, leaving: number): string | null {
  if (!person) return 'there is nobody called so'
  if (person.id === leaving) return `is ${person.name}, who leaves`
  if (!person.active) return `${person.name} has left`
  return person.role === 'requester' ? `${person.name} does not work here` : null
}

/** What is to be written for each record, once, and for the teams. */
async function intentsFor(
  ctx: Ctx,
  registry: Registry,
  leaving: number,
  given: readonly Given[],
): Promise<Intent[]> {
  const posts = given.flatMap((one): SystemChange[] =>
    one.of === 'post' ? [postHandedOver(one.post, one.to)] : [],
  )
  const [post, ...others] = posts
  // The request's key is kept with the first intent alone.
  const { request: _, ...keyless } = ctx
  const teams = post ? [await changeIntent(keyless, [post, ...others])] : []
  const byRecord = Map.groupBy(
    given.filter((one) => one.of !== 'post'),
    ({ ref }) => ref,
  )
  const records: Intent[] = []
  for (const [ref, parts] of byRecord) {
    const data = Object.assign({}, ...parts.map((one) => dataOf(one, leaving, ctx.time.now()))) as JsonObject
    const work = parts.find(({ of }) => of === 'work')
    const practice = registry.ofRef(ref)
    const giving = work !== undefined && Object.hasOwn(practice.facts.lifecycle.transitions, 'give')
    const patch = { set: { ...(work && { holderId: work.to }), data } }
    records.push(
      await handingOver(ctx, practice, { id: registry.idOf(ref), patch, verb: giving ? 'give' : 'amend' }),
    )
  }
  return [...teams, ...records]
}

function dataOf(one: Given, leaving: number, now: number): object {
  if (one.of === 'field') return { [one.field]: one.to }
  if (one.of === 'path' && one.to !== null) return pathHandedOver(one.path, leaving, one.to)
  if (one.of !== 'on-call' || one.to === null) return {}
  return dutyHandedOver(one.duty.data, leaving, { to: one.to, now })
}
