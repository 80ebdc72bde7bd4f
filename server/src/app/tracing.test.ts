import { createServer as createCollector } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../spine/db/testing.ts'
import { testSpine } from '../spine/practice/testing.ts'
import { createServer } from './server.ts'
import { startTracing } from './tracing.ts'

const { db } = await testDatabase()
const received: string[] = []
const collector = createCollector(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  received.push(`${request.url} ${body}`)
  response.setHeader('content-type', 'application/json').end('{}')
})
await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve))
afterAll(() => collector.close())

test("a request's span continues the caller's trace, names the route, and quotes nobody", async () => {
  const tracing = startTracing(`http://127.0.0.1:${(collector.address() as AddressInfo).port}`)
  const spine = await testSpine(db)
  const { actor } = spine.as({ id: 2, role: 'agent' })
  const app = await createServer({ spine, bodyLimit: 100_000, authenticate: async () => actor, tracing })
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
  await app.inject({
    method: 'POST',
    url: '/api/v1/incidents',
    headers: { traceparent },
    payload: { title: 'Very private' },
  })
  await app.close()
  await tracing.stop()
  const sent = received.join('\n')
  expect(sent).toContain('/v1/traces')
  expect(sent).toContain('POST /api/v1/incidents')
  expect(sent).toContain('4bf92f3577b34da6a3ce929d0e0e4736')
  expect(sent).not.toContain('Very private')
})
