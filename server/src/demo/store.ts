import type { Db } from '../spine/db/index.ts'

/** There is work of other origin: the demo is not mixed into it. */
export class NotEmpty extends Error {
  override name = 'NotEmpty'
}

/** @throws NotEmpty where there are records, or teams, that the demo did not bring */
export async function checkEmpty(db: Db, system: string): Promise<void> {
  const { rows } = await db.pool.query<{ records: boolean; teams: boolean }>(
    `select exists (select from record r where r.kind <> 'system'
              and not exists (select from source s where s.record_id = r.id and s.system = $1)) as records,
            exists (select from team t where t.retired_at is null
              and not exists (select from outside_name o where o.system = $1 and o.what = 'team' and o.id = t.id)) as teams`,
    [system],
  )
  const [found] = rows
  if (!found?.records && !found?.teams) return
  const what = found.records ? 'records' : 'teams'
  throw new NotEmpty(
    `There are ${what} here that are not of the demo, and the demo is not mixed with real work. Load it into another folder: throughline demo --home <folder>`,
  )
}

export type Known = { ids: Map<string, number>; counts: { incidents: number; open: number } }

/** Which plans are written already, and how many incidents there are, open ones apart. */
export async function knownPlans(db: Db, system: string): Promise<Known> {
  const { rows } = await db.pool.query<{ key: string; id: number; kind: string; open: boolean }>(
    `select s.external_id as key, r.id, r.kind, r.category not in ('done', 'cancelled') as open
     from source s join record r on r.id = s.record_id where s.system = $1`,
    [system],
  )
  const incidents = rows.filter(({ kind }) => kind === 'incident')
  return {
    ids: new Map(rows.map(({ key, id }) => [key, id])),
    counts: { incidents: incidents.length, open: incidents.filter(({ open }) => open).length },
  }
}
