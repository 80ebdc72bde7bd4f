import type { Entry } from '../../../spine/records/index.ts'
import type { Settings } from '../../../spine/settings/index.ts'
import type { MajorData } from '../major.ts'
import { draftWords } from './words.ts'

/** What a draft is made of. Instants are epoch milliseconds. */
export type Told = {
  ref: string
  title: string
  service: string | null
  /** impactFrom, else the opening. */
  began: number
  detectedAt: number | null
  openedAt: number
  restoredAt: number | null
  major: MajorData
  entries: readonly Pick<Entry, 'at' | 'actorId' | 'verb' | 'body' | 'data' | 'redacted'>[]
  names: ReadonlyMap<number, string>
}

const minute = 60_000
/** Entries that belong to the story, and are not written by rules of no consequence. */
const told = new Set(
  `open propose-major accept-major decline-major post-update update-late hand-over-role note-decision note-action
   restore-service fails-again stand-down take give resolve reopen still-broken`.split(/\s+/),
)

/** A review as it begins: how long each step took, who did what when, and the questions that people answer. */
export function draftOf(told_: Told, organisation: Settings['organisation']): string {
  const words = draftWords(organisation.language)
  const clock = clockOf(organisation)
  const entries = told_.entries.filter(({ verb, redacted }) => told.has(verb) && !redacted)
  const noted = (verb: string) =>
    entries.filter((entry) => entry.verb === verb).map(({ body }) => `- ${oneLine(body ?? '')}`)
  const list = (lines: readonly string[]) => (lines.length > 0 ? lines.join('\n') : words.none)
  return [
    `${told_.ref}: ${oneLine(told_.title)}${told_.service ? ` (${oneLine(told_.service)})` : ''}. ${words.zone(organisation.zone)}`,
    `## ${words.times}`,
    timesOf(told_, words, clock),
    `## ${words.updates}`,
    words.posts(told_.major.posts ?? 0, told_.major.late ?? 0),
    `## ${words.timeline}`,
    list(entries.map((entry) => lineOf(entry, told_, words, clock))),
    `## ${words.decisions}`,
    list(noted('note-decision')),
    `## ${words.actions}`,
    list(noted('note-action')),
    ...words.questions.flatMap((question) => [`## ${question}`, '…']),
  ].join('\n\n')
}

type Words = ReturnType<typeof draftWords>

function timesOf(facts: Told, words: Words, clock: (at: number) => string): string {
  const { began, detectedAt, openedAt, major, restoredAt, entries } = facts
  const first = entries.find(({ verb }) => verb === 'post-update')?.at ?? null
  const steps: [string, number | null | undefined][] = [
    [words.began, began],
    [words.detected, detectedAt],
    [words.reported, openedAt],
    [words.proposed, major.proposedAt],
    [words.accepted, major.acceptedAt],
    [words.firstPost, first],
    [words.restored, restoredAt ?? major.restoredAt],
    [words.stoodDown, major.stoodDownAt],
  ]
  const rows = steps.flatMap(([name, at]) =>
    at == null ? [] : [`| ${name} | ${clock(at)} | ${Math.round((at - began) / minute)} |`],
  )
  return [`| ${words.step} | ${words.at} | ${words.minutes} |`, '|---|---|---:|', ...rows].join('\n')
}

function lineOf(
  { at, actorId, verb, body, data }: Told['entries'][number],
  { names }: Told,
  words: Words,
  clock: (at: number) => string,
): string {
  const who = actorId === null ? 'Throughline' : (names.get(actorId) ?? `#${actorId}`)
  const to = data.more?.to ?? data.more?.manager ?? data.set?.holderId
  const whom = typeof to === 'number' ? names.get(to) : undefined
  const what = (words.did as Record<string, string>)[verb] ?? verb
  const said = body === null ? '' : `: ${oneLine(body)}`
  return `- ${clock(at)} **${oneLine(who)}** ${what}${whom ? ` (${oneLine(whom)})` : ''}${said}`
}

/** People's words on one line, where no line of theirs begins a heading, a list or a table of ours. */
function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const short = line.length > 300 ? `${line.slice(0, 299)}…` : line
  return short.replace(/([\\|*_`<>[\]#])/g, '\\$1')
}

function clockOf({ language, zone }: Settings['organisation']): (at: number) => string {
  const format = {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  } as const
  const text = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { ...format, timeZone: zone })
  return (at) => text.format(at)
}
