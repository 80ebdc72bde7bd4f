import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Spine } from '../spine/context/index.ts'
import type { Db } from '../spine/db/index.ts'

type Measured = Pick<Spine, 'db' | 'time'>

/** Health for orchestrators and metrics for Prometheus; open, and without a word about records. */
export function addOperations(app: FastifyInstance, measured: Measured): void {
  const { db } = measured
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'throughline_http_request_seconds',
    help: 'Time to answer a request, in seconds.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  })
  measureBacklog([registry], measured)
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    seconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
  })
  const open = { config: { open: true }, schema: { hide: true } as object }
  app.get('/health/live', open, () => ({ status: 'ok' }))
  app.get('/health/ready', open, async (_request, reply) => {
    await db.pool.query('select 1 from setting limit 1')
    return reply.send({ status: 'ok' })
  })
  app.get('/metrics', open, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  )
}

/** What waits to be followed, and what is due and was not acted on: both near zero in a healthy system. */
function measureBacklog(registers: Registry[], { db, time }: Measured): void {
  new Gauge({
    name: 'throughline_outbox_rows',
    help: 'Writes that nothing has followed yet.',
    registers,
    async collect() {
      this.set(await count(db, 'select count(*)::integer as n from (select 1 from outbox limit 100000) o'))
    },
  })
  new Gauge({
    name: 'throughline_clocks_overdue',
    help: 'Clocks whose warning point has passed.',
    registers,
    async collect() {
      const until = new Date(time.now()).toISOString()
      this.set(
        await count(
          db,
          'select count(*)::integer as n from (select 1 from clock where next_at < $1 limit 100000) c',
          [until],
        ),
      )
    },
  })
  new Gauge({
    name: 'throughline_database_connections',
    help: 'Connections of this process, by what they do.',
    labelNames: ['state'],
    registers,
    collect() {
      this.set({ state: 'idle' }, db.pool.idleCount)
      this.set({ state: 'busy' }, db.pool.totalCount - db.pool.idleCount)
      this.set({ state: 'awaited' }, db.pool.waitingCount)
    },
  })
}

async function count(db: Db, text: string, values: unknown[] = []): Promise<number> {
  const { rows } = await db.pool.query<{ n: number }>(text, values)
  return rows[0]?.n ?? 0
}
