import pg from 'pg'
import { creation } from '../create/creations.ts'
import { openCtx } from '../stage/house.ts'
import type { BareLoad, Measured } from './messages.ts'

/** Parameters of a statement as PostgreSQL reads them: nothing is left to be turned into text. */
type Parameters = (string | null)[]

/** Makes the parameters of every statement, and connects: all that need not be measured. */
export async function prepareStatements({ url, statement, clients, amount, from }: BareLoad) {
  const ctx = await openCtx(url)
  const waiting: Parameters[] = []
  for (let n = 0; n < amount; n++) {
    const { text, values } = await creation(ctx, from + n)
    if (text !== statement) throw new Error('bench/sql/create-incident.sql is stale. Run: npm run generate')
    waiting.push(values.map(asText))
  }
  await ctx.db.close()
  const connections = await Promise.all(
    Array.from({ length: clients }, async () => {
      const client = new pg.Client({ connectionString: url, application_name: 'bench' })
      await client.connect()
      return client
    }),
  )
  return () => runStatements(connections, statement, waiting)
}

/** Runs them all, each connection waiting for its answer before the next: as little as a program can do. */
async function runStatements(
  connections: readonly pg.Client[],
  text: string,
  waiting: Parameters[],
): Promise<Omit<Measured, 'cpuMs'>> {
  const latencies: number[] = []
  let failed = 0
  const work = async (client: pg.Client): Promise<void> => {
    for (let values = waiting.pop(); values; values = waiting.pop()) {
      const began = performance.now()
      const { rowCount } = await client.query({ name: 'create incident', text, values })
      latencies.push(performance.now() - began)
      if (rowCount !== 1) failed++
    }
  }
  const began = performance.now()
  await Promise.all(connections.map(work))
  const ms = performance.now() - began
  await Promise.all(connections.map((client) => client.end()))
  return { latencies, ms, failed }
}

function asText(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value)
}
