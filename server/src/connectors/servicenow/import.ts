import { createHash } from 'node:crypto'
import { type OutsideName, peopleNamed, teamsNamed } from '../../foundation/workforce/index.ts'
import { incident } from '../../practices/incident/index.ts'
import { systemActor } from '../../spine/access/index.ts'
import type { Ctx, Spine } from '../../spine/context/index.ts'
import { searchText } from '../../spine/practice/index.ts'
import {
  beginFold,
  commit,
  type Entry,
  foldEntries,
  type Intent,
  loadEntries,
  loadRecords,
  nextNumber,
} from '../../spine/records/index.ts'
import { openSource, type Reading } from './bytes.ts'
import { type Column, cell, timeColumns, type Update } from './columns.ts'
import { type DateOrder, noteOrder, type OrderEvidence, orderFrom } from './dates.ts'
import { entriesFor } from './history.ts'
import { findLayout, type Layout } from './layout.ts'
import type { Names } from './placed.ts'
import { updatesIn } from './rows.ts'
import { knownCases, nextCases, type StagedCase, stage } from './store.ts'
import { newTally, type Tally } from './tally.ts'

export const system = 'servicenow'
const batch = 500

export type ImportOptions = {
  path: string
  /** Reads and reports, and writes nothing. */
  dryRun?: boolean
  dateOrder?: DateOrder | undefined
  /** How far it is: incidents done, and of how many. */
  progress?: (done: number, total: number) => void
}

/** What an import did. `extended`: incidents that were here and got later rows. */
export type ImportReport = {
  incidents: number
  updates: number
  added: number
  extended: number
  unchanged: number
  skippedRows: { row: number; why: string }[]
  deviations: Record<string, number>
  ties: number
  reading: { encoding: string; delimiter: string; dateOrder: DateOrder; timezone: 'UTC'; warnings: string[] }
}

/**
 * Brings in an incident export of ServiceNow (a row for each update): every incident's timeline, stints and clocks
 * with their own times, through the door's replay mode. A second run adds nothing; a later export adds what is new.
 * Each batch of incidents is written whole or not at all, so an import that failed is finished by running it again.
 * @throws UnreadableFile
 */
export async function importServiceNow(spine: Spine, options: ImportOptions): Promise<ImportReport> {
  const source = await openSource(options.path)
  const layout = await findLayout(source)
  const reading: Reading = { bytes: 0, cutShort: false }
  const evidence: OrderEvidence = { dmy: 0, mdy: 0, ymd: 0 }
  const tally = newTally()
  const client = await spine.db.pool.connect()
  try {
    const staged = await stage(client, noted(updatesIn(source, layout, reading, tally.skipped), evidence))
    const found = orderFrom(evidence)
    const order = options.dateOrder ?? found.order
    const counts = { added: 0, extended: 0, unchanged: 0 }
    let done = 0
    for (
      let cases = await nextCases(client, batch);
      cases.length > 0;
      cases = await nextCases(client, batch)
    ) {
      await bringIn({ ...spine, actor: systemActor }, cases, {
        tally,
        order,
        counts,
        dryRun: options.dryRun ?? false,
      })
      done += cases.length
      options.progress?.(done, staged.cases)
    }
    const warnings = warningsOf({ layout, reading, found, given: options.dateOrder })
    return {
      incidents: staged.cases,
      updates: staged.rows,
      ...counts,
      skippedRows: tally.skipped.toSorted((a, b) => a.row - b.row),
      deviations: tally.deviations,
      ties: tally.ties,
      reading: {
        encoding: layout.encoding,
        delimiter: layout.delimiter,
        dateOrder: order,
        timezone: 'UTC',
        warnings,
      },
    }
  } finally {
    await client.query('rollback').catch(() => {})
    client.release()
  }
}

async function* noted(updates: AsyncIterable<Update>, evidence: OrderEvidence): AsyncGenerator<Update> {
  for await (const update of updates) {
    for (const column of timeColumns) noteOrder(evidence, cell(update, column) ?? '')
    yield update
  }
}

type Bringing = {
  tally: Tally
  order: DateOrder
  counts: { added: number; extended: number; unchanged: number }
  dryRun: boolean
}

async function bringIn(
  ctx: Ctx,
  cases: readonly StagedCase[],
  { tally, order, counts, dryRun }: Bringing,
): Promise<void> {
  const known = await knownCases(
    ctx.db,
    system,
    cases.map(({ number }) => number),
  )
  const changed = cases.filter((one) => known.get(one.number)?.digest !== digestOf(one))
  counts.unchanged += cases.length - changed.length
  const names = dryRun ? namesAsTheyAre(changed) : await namesIn(ctx, changed)
  const ids = changed.flatMap(({ number }) => known.get(number)?.id ?? [])
  const loaded = await loadRecords(ctx.db, ids)
  const histories = Map.groupBy(await loadEntries(ctx.db, ids), ({ recordId }) => recordId)
  const intents: Intent[] = []
  for (const one of changed) {
    const here = known.get(one.number)
    const id = here?.id ?? (dryRun ? 1 : await nextNumber(ctx.db))
    const history = histories.get(id) ?? []
    const entries = entriesFor({ spine: ctx, names, tally, order }, { ...one, id, history })
    if (entries.length === 0) counts.unchanged += 1
    else if (here) counts.extended += 1
    else counts.added += 1
    if (entries.length === 0) continue
    const source = { system, externalId: one.number, digest: digestOf(one) }
    const base = { id, entries, source, search: { put: wordsOf(ctx, id, history, entries) } }
    intents.push(here ? { ...base, loaded: loaded.get(id) ?? null, history } : { ...base, loaded: null })
  }
  if (!dryRun)
    await commit({ db: ctx.db, calendars: ctx.calendars, now: ctx.time.now(), mode: 'replay' }, intents)
}

function wordsOf(ctx: Ctx, id: number, history: readonly Entry[], entries: Intent['entries']) {
  const all = entries.map(
    (entry, index) => ({ ...entry, recordId: id, seq: history.length + index + 1, hash: '' }) as Entry,
  )
  const { row } = foldEntries(beginFold(null), [...history, ...all], ctx.calendars)
  if (!row) throw new Error('an incident begins with an entry')
  return searchText(incident, row)
}

/** Names the rows of an incident as they are in this file. */
function digestOf({ updates }: StagedCase): string {
  const hash = createHash('sha256')
  for (const { cells } of updates) hash.update(JSON.stringify(cells))
  return hash.digest('hex').slice(0, 32)
}

const staffColumns = [
  'opened_by',
  'sys_updated_by',
  'assigned_to',
  'resolved_by',
] as const satisfies readonly Column[]

function peopleIn(cases: readonly StagedCase[]): OutsideName[] {
  const roles = new Map<string, OutsideName['role']>()
  for (const update of cases.flatMap(({ updates }) => updates)) {
    const caller = cell(update, 'caller_id')
    if (caller && !roles.has(caller)) roles.set(caller, 'requester')
    for (const column of staffColumns) {
      const name = cell(update, column)
      if (name) roles.set(name, 'agent')
    }
  }
  return [...roles].map(([name, role]) => ({ name, role }))
}

function teamsIn(cases: readonly StagedCase[]): string[] {
  return [
    ...new Set(
      cases.flatMap(({ updates }) => updates.flatMap((update) => cell(update, 'assignment_group') ?? [])),
    ),
  ]
}

async function namesIn(ctx: Ctx, cases: readonly StagedCase[]): Promise<Names> {
  return {
    people: await peopleNamed(ctx, system, peopleIn(cases)),
    teams: await teamsNamed(ctx, system, teamsIn(cases)),
  }
}

/** For a dry run: nobody is made known, everybody has a number. */
function namesAsTheyAre(cases: readonly StagedCase[]): Names {
  return {
    people: new Map(peopleIn(cases).map(({ name }, index) => [name, index + 1])),
    teams: new Map(teamsIn(cases).map((name, index) => [name, index + 1])),
  }
}

type Found = {
  layout: Layout
  reading: Reading
  found: { order: DateOrder; sure: boolean }
  given: DateOrder | undefined
}

function warningsOf({ layout, reading, found, given }: Found): string[] {
  return [
    ...(reading.cutShort
      ? ['The compressed file ends too soon: what could be read was imported; the rest is missing.']
      : []),
    ...(layout.encoding === 'windows-1252' ? ['The file is not UTF-8; it was read as Windows-1252.'] : []),
    ...(given === undefined && !found.sure
      ? [`The order of day and month is a guess (${found.order}); say --date-order if it is wrong.`]
      : []),
    ...(given !== undefined && found.sure && given !== found.order
      ? [`The dates look like ${found.order}, but were read as ${given}.`]
      : []),
  ]
}
