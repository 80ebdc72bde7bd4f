import { practices } from '../../server/src/app/practices.ts'
import { compareRebuilt, verifyChains } from '../../server/src/spine/audit/index.ts'
import type { Db } from '../../server/src/spine/db/index.ts'
import { openCalendars } from '../../server/src/spine/settings/index.ts'

export type Intact = { records: number; entries: number; chains: string[]; rebuilt: string[] }

/** Verifies every chain, and compares every record with what its entries fold to. */
export async function intact(db: Db): Promise<Intact> {
  const chains = await verifyChains(db)
  const rebuilt = await compareRebuilt(db, { calendars: await openCalendars(db), practices })
  return {
    records: chains.records,
    entries: chains.entries,
    chains: chains.problems.map(({ recordId, seq, what }) => `record ${recordId}, entry ${seq}: ${what}`),
    rebuilt: rebuilt.differences.map(
      ({ recordId, table, key, what, columns }) => `record ${recordId}, ${table} ${key} ${what}: ${columns}`,
    ),
  }
}
