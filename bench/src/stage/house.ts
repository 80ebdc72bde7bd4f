import { createHash } from 'node:crypto'
import { pino } from 'pino'
import { openSpine } from '../../../server/src/app/spine.ts'
import { service } from '../../../server/src/foundation/configuration/index.ts'
import { systemActor } from '../../../server/src/spine/access/index.ts'
import type { Ctx } from '../../../server/src/spine/context/index.ts'
import { openPool } from '../../../server/src/spine/db/index.ts'
import { open } from '../../../server/src/spine/practice/index.ts'
import { systemTime } from '../../../server/src/spine/time/index.ts'
import { onDatabase, type Stage } from './postgres.ts'

/** The organisation that the benchmarks play in: ten teams of five, twenty services, people who report. */
export const agents = 50
export const teams = 10
export const services = 20
/** Ids of people: agents are 1001 to 1050, requesters follow from 2001. */
export const firstAgent = 1001
export const firstRequester = 2001
export const requesters = 20_000

export const agentKey = 'bench-key-of-an-agent-0123456789abcdef'
export const requesterKey = 'bench-key-of-a-requester-0123456789abcdef'

/** The spine as a command sees it, acting for the program itself. Close `ctx.db` at the end. */
export async function openCtx(appUrl: string): Promise<Ctx> {
  const db = openPool(appUrl, { max: 4, applicationName: 'bench' })
  const files = { put: unused, open: unused, remove: unused }
  const spine = await openSpine({ db, time: systemTime, log: pino({ level: 'silent' }), files })
  return { ...spine, actor: systemActor }
}

/** Makes the organisation where there is none yet. */
export async function furnish({ ownerUrl, appUrl }: Pick<Stage, 'ownerUrl' | 'appUrl'>): Promise<void> {
  const made = await onDatabase(ownerUrl, async (client) => {
    const { rowCount } = await client.query('select from team limit 1')
    if (rowCount === 0) await client.query(people())
    return rowCount === 0
  })
  if (!made) return
  const ctx = await openCtx(appUrl)
  try {
    for (let n = 0; n < services; n++) {
      const input = {
        key: `service-${n}`,
        name: `Service ${n}`,
        team: `team-${n % teams}`,
        tier: (n % 3) + 1,
        state: 'live',
      }
      await open(ctx, service, input)
    }
  } finally {
    await ctx.db.close()
  }
}

function people(): string {
  const at = `timestamptz '2026-01-01Z'`
  const key = (person: number, secret: string): string =>
    `(${person}, 'bench', '…', '\\x${createHash('sha256').update(secret).digest('hex')}', '{read,write}', ${at})`
  return `
    insert into person (id, name, email, role, created_at, updated_at)
      select ${firstAgent} + n, 'Agent ' || n, 'agent' || n || '@example.org', 'agent', ${at}, ${at}
      from generate_series(0, ${agents - 1}) n
      union all
      select ${firstRequester} + n, 'Person ' || n, 'person' || n || '@example.org', 'requester', ${at}, ${at}
      from generate_series(0, ${requesters - 1}) n;
    insert into team (id, key, name, line, lead_id)
      select n + 1, 'team-' || n, 'Team ' || n, 1 + n % 3, ${firstAgent} + n from generate_series(0, ${teams - 1}) n;
    insert into team_member (team_id, person_id)
      select 1 + n % ${teams}, ${firstAgent} + n from generate_series(0, ${agents - 1}) n;
    insert into api_key (person_id, name, start, digest, scopes, created_at)
      values ${key(firstAgent, agentKey)}, ${key(firstRequester, requesterKey)};
    select setval(pg_get_serial_sequence('person', 'id'), 100000), setval(pg_get_serial_sequence('team', 'id'), 1000);`
}

function unused(): never {
  throw new Error('the benchmarks have no files')
}
