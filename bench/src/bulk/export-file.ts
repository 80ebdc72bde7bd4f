import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

const header =
  'number,incident_state,opened_at,sys_updated_at,sys_updated_by,caller_id,assignment_group,assigned_to,impact,urgency,priority,category,resolved_at,closed_at,closed_code'
const life = ['New', 'Active', 'Awaiting User Info', 'Active', 'Resolved', 'Closed']
const minute = 60_000
const beginning = Date.UTC(2026, 0, 5, 8)

/** An export in ServiceNow's form, made up: `cases` incidents of six rows each, the same for the same number. */
export async function writeExport(file: string, cases: number): Promise<void> {
  const lines = function* () {
    yield `${header}\n`
    for (let n = 0; n < cases; n++) yield rowsOf(n)
  }
  await pipeline(Readable.from(lines()), createWriteStream(file))
}

function rowsOf(n: number): string {
  const opened = beginning + n * 7 * minute
  const ended = opened + 400 * minute
  return life
    .map((state, step) => {
      const group = step < 2 || n % 3 > 0 ? `Group ${n % 40}` : `Group ${(n + 1) % 40}`
      const who = step === 0 ? '?' : `Resolver ${(n * 7 + step) % 200}`
      const level = 1 + ((n * 5) % 3)
      return `INC${n},${state},${date(opened)},${date(opened + step * 80 * minute)},Updater ${n % 90},Caller ${(n * 11) % 5000},${group},${who},${level} - x,2 - Medium,${level + 1} - x,Category ${n % 50},${date(ended)},${date(ended)},code ${n % 9}\n`
    })
    .join('')
}

function date(ms: number): string {
  const at = new Date(ms)
  return `${at.getUTCDate()}/${at.getUTCMonth() + 1}/${at.getUTCFullYear()} ${at.getUTCHours()}:${String(at.getUTCMinutes()).padStart(2, '0')}`
}
