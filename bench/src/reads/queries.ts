import pg from 'pg'
import { createServer } from '../../../server/src/app/server.ts'
import type { Actor } from '../../../server/src/spine/access/index.ts'
import { firstAgent, firstRequester, openCtx } from '../stage/house.ts'
import type { Stage } from '../stage/postgres.ts'
import type { Asker, Question } from './questions.ts'

/** What the server sends to PostgreSQL; a query with a name is prepared once in a connection. */
export type Query = { name?: string; text: string; values: unknown[] }

/** The queries that answer a question's first request, in their order. */
export async function queriesOf({ appUrl }: Stage, { asker, paths }: Question): Promise<Query[]> {
  const ctx = await openCtx(appUrl)
  const app = await createServer({ spine: ctx, authenticate: async () => actors[asker], bodyLimit: 100_000 })
  const sent: Query[] = []
  const query = pg.Client.prototype.query
  pg.Client.prototype.query = function (this: pg.Client, ...asked: unknown[]) {
    const [first, second] = asked as [string | Query, unknown[] | undefined]
    sent.push(
      typeof first === 'string'
        ? { text: first, values: second ?? [] }
        : { ...first, values: first.values ?? [] },
    )
    return (query as (...all: unknown[]) => unknown).apply(this, asked)
  } as typeof query
  try {
    await app.inject({ url: `/api/v1${paths[0]}` })
  } finally {
    pg.Client.prototype.query = query
    await app.close()
    await ctx.db.close()
  }
  return sent.filter(({ text }) => /^\s*(select|with)/i.test(text))
}

const actors: Record<Asker, Actor> = {
  agent: {
    personId: firstAgent,
    name: 'Agent',
    role: 'agent',
    teamIds: [1],
    via: 'key',
    scopes: ['read'],
    caller: 'bench',
  },
  requester: {
    personId: firstRequester,
    name: 'Person',
    role: 'requester',
    teamIds: [],
    via: 'key',
    scopes: ['read'],
    caller: 'bench',
  },
}
