import type { Caller, Callers } from './callers.ts'
import type { Client } from './client.ts'
import type { Pool } from './pool.ts'
import type { Random } from './random.ts'
import type { Writer } from './writer.ts'

/** One caller at work, and what it works with. */
export type Worker = {
  caller: Caller
  callers: Callers
  client: Client
  writer: Writer
  pool: Pool
  random: Random
}
