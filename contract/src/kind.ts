import type { z } from 'zod'
import type { Lifecycle } from './lifecycle.ts'

/** A kind of record, as data: what it is called, what it holds beyond the common fields, how it lives. */
export type KindFacts = {
  readonly kind: string
  /** Three letters before the number in a ref. */
  readonly prefix: string
  /** Its collection's path segment: `/api/v1/<collection>`. */
  readonly collection: string
  readonly title: string
  /** Input for a new record: common fields it takes and its own. */
  readonly create: z.ZodObject
  /** Input for an amendment (all optional). */
  readonly amend: z.ZodObject
  /** Its own fields in an answer, beyond the common ones. */
  readonly out: z.ZodObject
  /** Which of its own fields hold words that are searched. Whatever an entry keeps as content can be redacted. */
  readonly prose: readonly string[]
  readonly lifecycle: Lifecycle
}
