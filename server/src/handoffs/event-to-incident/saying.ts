import type { News } from '../../practices/event/index.ts'
import { incident, nextPriority } from '../../practices/incident/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import { appendingIntent, type Patch, write } from '../../spine/practice/index.ts'
import type { Also, Loaded, RecordRow } from '../../spine/records/index.ts'

export type Saying = { verb: string; patch: Patch; statements: readonly Also[] }

/** Writes an entry in monitoring's name, and what belongs to it, together or not at all. */
export async function said(ctx: Ctx, target: Loaded, { verb, patch, statements }: Saying): Promise<void> {
  const seen = { ...target, mine: [], practice: incident }
  const raises = verb !== 'alerts-joined'
  const intent = await appendingIntent(ctx, seen, { verb, patch, raises })
  await write(ctx, [{ ...intent, statements }])
}

/** Impact, urgency and priority, where some alerts are graver than the incident is; null where none is. */
export function raised(ctx: Ctx, row: RecordRow, fired: readonly News[]) {
  const impact = Math.min(row.impact ?? 3, ...fired.map((alert) => alert.impact))
  const urgency = Math.min(row.urgency ?? 3, ...fired.map((alert) => alert.urgency))
  if (impact === row.impact && urgency === row.urgency) return null
  return { impact, urgency, priority: nextPriority(ctx.settings.current(), row, impact, urgency) }
}

const mostNamed = 5

/** Names of alerts, each once, and how many more there are. */
export function joinedText(names: readonly string[]): string {
  const different = [...new Set(names)]
  const named = different.slice(0, mostNamed).map(plain).join(', ')
  return different.length > mostNamed ? `${named} and ${different.length - mostNamed} others` : named
}

/** A text from outside as it is, where Markdown is shown: nothing in it is a link, a picture or a heading. */
export function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]()<>#+!|~@&:-]/g, '\\$&')
}
