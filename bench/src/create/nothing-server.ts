// A server with one route beside the others: it knows who asks and checks what is sent, as when an incident is
// reported, and does nothing. What it takes is HTTP, signing in and checking; the rest of a report is the report.

import { incidentCreate } from '../../../contract/src/index.ts'
import { createServer } from '../../../server/src/app/server.ts'
import { systemActor } from '../../../server/src/spine/access/index.ts'
import { createIdentity } from '../../../server/src/spine/identity/index.ts'
import { openCtx } from '../stage/house.ts'

/** Where it listens, under `/api/v1`. */
export const nothingPath = '/nothing'

if (import.meta.main) {
  const ctx = { ...(await openCtx(process.env.DATABASE_URL ?? '')), actor: systemActor }
  const identity = await createIdentity(ctx, { publicUrl: 'http://localhost' })
  const app = await createServer({
    spine: ctx,
    authenticate: identity.authenticate,
    bodyLimit: 1_000_000,
    plugins: [
      async (api) => {
        const schema = { hide: true, body: incidentCreate } as object
        api.post(nothingPath, { schema }, (_request, reply) => reply.code(201).send('{}'))
      },
    ],
  })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  console.log(`Nothing is ready: ${url}`)
  process.once('SIGTERM', () => process.exit(0))
}
