import { Problem } from '@throughline/contract'
import type { Ctx } from '../context/index.ts'
import { AlreadyDone } from '../records/index.ts'

/**
 * What the same request made an earlier time (`made` of its facts), if an error says that there was one; else throws it.
 * @throws key-reused when the key came with another request
 */
export async function answeredBefore({ db, actor, request }: Ctx, error: unknown): Promise<{ made: number }> {
  const repeated = error instanceof AlreadyDone && error.what === 'answer'
  if (!repeated || !request) throw error
  const { rows } = await db.pool.query<{ digest: string; made: number }>(
    `select i.digest, (e.data #>> '{more,made}')::bigint as made
     from idempotency i join entry e on e.record_id = i.record_id and e.seq = i.seq where i.caller = $1 and i.key = $2`,
    [actor.caller, request.key],
  )
  const [earlier] = rows
  if (!earlier) throw error
  if (earlier.digest !== request.digest) throw new Problem('key-reused')
  return earlier
}
