import type { MailWish } from '@throughline/contract'
import { localDate, occurrence } from '../time/index.ts'

const hour = 3_600_000

/**
 * When a notice of `at` is to be mailed, epoch ms, as its person wishes: at once or gathered, and never in their quiet
 * hours. An answer up to `now` means: now. Wall-clock times are the person's; where a clock change skips one it is the
 * next that exists, of a repeated one the first.
 */
export function mailDue({ digest, quiet }: MailWish, zone: string, at: number, now: number): number {
  return afterQuiet(quiet, zone, Math.max(gathered(digest, zone, at), now))
}

function gathered(digest: MailWish['digest'], zone: string, at: number): number {
  switch (digest.every) {
    case 'at-once':
      return at
    case 'hour':
      return Math.ceil(at / hour) * hour
    case 'day': {
      const today = localDate(at, zone)
      const first = wallTime(today, digest.at, zone)
      return first >= at ? first : wallTime(today.add({ days: 1 }), digest.at, zone)
    }
  }
}

/** The end of the quiet hours that an instant falls into, or the instant itself. */
function afterQuiet(quiet: MailWish['quiet'], zone: string, at: number): number {
  if (!quiet) return at
  const today = localDate(at, zone)
  // Those that began yesterday evening may not have ended.
  for (const day of [today.subtract({ days: 1 }), today]) {
    const from = wallTime(day, quiet.from, zone)
    const until = wallTime(quiet.to <= quiet.from ? day.add({ days: 1 }) : day, quiet.to, zone)
    if (from <= at && at < until) return until
  }
  return at
}

function wallTime(day: Temporal.PlainDate, time: string, zone: string): number {
  return occurrence(day.toPlainDateTime(Temporal.PlainTime.from(time)), zone).from
}
