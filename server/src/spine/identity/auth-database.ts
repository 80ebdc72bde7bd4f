import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely'
import pg from 'pg'
import type { Db } from '../db/index.ts'

const { builtins } = pg.types

/** better-auth reckons with Date objects; the rest of the program with milliseconds (see db/column-types.ts). */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === builtins.INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

/** The same pool, seen as better-auth wants it. */
export function authDatabase(db: Db): Kysely<unknown> {
  const seen = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  const pool = {
    options: {},
    connect: async () => {
      const client = await db.pool.connect()
      const known = seen.get(client) ?? asAuthClient(client)
      seen.set(client, known)
      return known
    },
    end: async () => {},
  }
  return new Kysely({ dialect: new PostgresDialect({ pool }) })
}

function asAuthClient(client: pg.PoolClient): PostgresPoolClient {
  const query = (text: string, values: readonly unknown[] = []) =>
    client.query({ text, values: [...values], types })
  return {
    query: query as unknown as PostgresPoolClient['query'],
    release: (destroy) => client.release(destroy),
  }
}
