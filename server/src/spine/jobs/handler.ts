import { Problem } from '@throughline/contract'
import type { Spine } from '../context/index.ts'
import type { Registry } from '../practice/index.ts'
import { AlreadyDone, type Entry, type RecordRow } from '../records/index.ts'

/**
 * What follows from an entry, after it was written.
 *
 * - *handler*: a reaction to entries of some kinds and verbs, such as "tell who was named".
 * - *job*: one entry to follow. Jobs come in any order, more than once, and late: a handler reads the present
 *   state, and its effects carry a cause, so that running it again or in another order changes nothing.
 * - *cause*: the name of an effect, unique for ever: which handler, which entry, which target.
 * - *depth*: how many handlers stand between what a person did and this entry. Chains end at `deepest`.
 */
export type Handler = {
  readonly name: string
  readonly wants: readonly Want[]
  run(spine: Spine, job: Job, registry: Registry): Promise<void>
}

/** A kind (or every kind that a practice owns) and some of its verbs, or all. */
export type Want = { readonly kind: string | 'any'; readonly verbs: readonly string[] | 'all' }

/** What travels through the queue. */
export type Message = { recordId: number; seq: number; kind: string; verb: string; version: number }

export type Job = Message & {
  depth: number
  entry: JobEntry
  /** The record as it was when the first handler of this job asked. Who writes to it loads it again. */
  current(): Promise<RecordRow | undefined>
}

/** The entry a job is about; entries never change, so this is the same whenever the job runs. */
export type JobEntry = Pick<
  Entry,
  'at' | 'actorId' | 'public' | 'body' | 'content' | 'data' | 'redacted' | 'cause'
>

/** Entries further than this from a person's act are not followed by more entries. */
export const deepest = 8

/** The chain of handlers has become too long: some handoffs feed each other. */
export class TooDeep extends Error {
  override name = 'TooDeep'
}

/**
 * The cause of an effect of `handler` on what `job` is about, and on `target` where it has several.
 * It begins with the depth of the entry it will stand in: `2>close children:41:7:55`.
 * @throws TooDeep
 */
export function causeFor(handler: string, job: Job, target?: number | string): string {
  if (job.depth >= deepest) throw new TooDeep(`${handler}: record ${job.recordId}, entry ${job.seq}`)
  const tail = target === undefined ? '' : `:${target}`
  return `${job.depth + 1}>${handler}:${job.recordId}:${job.seq}${tail}`
}

/** How far an entry with this cause is from a person's act; what people and due times wrote is at 0. */
export function depthOf(cause: string | null): number {
  return cause === null ? 0 : Number(/^(\d+)>/.exec(cause)?.[1] ?? 0)
}

/**
 * Runs an effect that may have happened before, or that the record has moved past: both are as good as done.
 * Answers whether it happened now.
 */
export async function once(effect: () => Promise<unknown>): Promise<boolean> {
  try {
    await effect()
    return true
  } catch (error) {
    if (error instanceof AlreadyDone && error.what === 'cause') return false
    if (error instanceof Problem && error.code === 'illegal-move') return false
    throw error
  }
}

/** Whether some handler wants entries like this one. */
export function wanted(handlers: readonly Handler[], registry: Registry): (message: Message) => boolean {
  const kinds = new Set(registry.all().map((practice) => practice.facts.kind))
  return (message) => kinds.has(message.kind) && handlers.some((handler) => wants(handler, message))
}

export function wants(handler: Handler, { kind, verb }: Message): boolean {
  return handler.wants.some(
    (want) =>
      (want.kind === 'any' || want.kind === kind) && (want.verbs === 'all' || want.verbs.includes(verb)),
  )
}
