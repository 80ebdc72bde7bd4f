import { getMigrations } from 'better-auth/db/migration'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { testDatabase } from '../db/testing.ts'
import { createAuth } from './auth.ts'

const { db } = await testDatabase()

test('our tables have all that this version of better-auth expects, and nothing it would trip over', async () => {
  const auth = createAuth({
    db,
    log: pino({ level: 'silent' }),
    secret: 's'.repeat(40),
    noteChange: async () => {},
    publicUrl: 'http://localhost:7400',
  })
  const plan = await getMigrations((await auth.$context).options)
  expect(plan).toMatchObject({
    toBeCreated: [],
    toBeAdded: [],
    toBeAddedIndexes: [],
    unsafeChanges: [],
    schemaProblems: [],
  })
})

test('the lesser role that the server connects as can use every table of people and sign-in', async () => {
  const { rows } = await db.pool.query(
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not like 'kysely%'
       and not (has_table_privilege(oid, 'select') and has_table_privilege(oid, 'insert'))`,
  )
  expect(rows).toEqual([])
})
