import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { furnish } from '../stage/house.ts'
import { onDatabase, openStage, type Stage, stages } from '../stage/postgres.ts'
import { fill } from './fill.ts'

/** The history of every database ends here, so that it is the same whenever it is made. */
const until = Date.parse('2026-11-20T12:00:00Z')

/**
 * Starts a database with so many incidents, two years of them; made once, in some minutes and about 13 GB for a
 * million, and kept under .throughline-bench.
 */
export async function openHistory(incidents: number): Promise<Stage> {
  const name = `history-${incidents}`
  const made = path.join(stages, name, 'made')
  if (existsSync(made)) return openStage(name)
  await rm(path.join(stages, name), { recursive: true, force: true })
  console.log(`Making ${incidents.toLocaleString('en')} incidents in ${path.join(stages, name)}`)
  const stage = await openStage(name)
  try {
    await furnish(stage)
    await onDatabase(stage.ownerUrl, (client) => fill(client, incidents, until))
    await writeFile(made, '')
    return stage
  } catch (error) {
    await stage.stop()
    throw error
  }
}
