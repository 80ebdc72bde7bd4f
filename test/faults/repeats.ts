import type { Line } from './ledger.ts'
import { oneOf, type Random } from './random.ts'
import type { Writer } from './writer.ts'

const most = 150

/** Sends acknowledged requests again, with their keys: each must be answered as it was the first time. */
export async function repeats(lines: readonly Line[], writer: Writer, random: Random): Promise<string[]> {
  const acknowledged = lines.filter(({ key, outcome }) => key !== null && outcome === 'acknowledged')
  const wrong: string[] = []
  for (let asked = 0; asked < Math.min(most, acknowledged.length); asked++) {
    const line = oneOf(random, acknowledged) as Line
    const answer = await writer.repeat(line)
    const { seq, version } = (answer?.body ?? {}) as { seq?: number; version?: number }
    if (answer?.status === line.status && seq === line.seq && version === line.version) continue
    wrong.push(
      `${line.verb} ${line.ref} ${line.key}: first ${line.status} (entry ${line.seq}, version ${line.version}), ` +
        `again ${answer?.status} (entry ${seq}, version ${version})`,
    )
  }
  return wrong
}
