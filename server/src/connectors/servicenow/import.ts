import type { PoolClient } from 'pg'
import { systemActor } from '../../spine/access/index.ts'
import type { Ctx, Spine } from '../../spine/context/index.ts'
import { openSource, type Reading } from '../../spine/files/index.ts'
import { type Bringing, decide, noCounts } from './bring-in.ts'
import { cell, timeColumns, type Update } from './columns.ts'
import { type DateOrder, noteOrder, type OrderEvidence, orderFrom } from './dates.ts'
import { findLayout, type Layout, placesIn } from './layout.ts'
import { updatesIn } from './rows.ts'
import { nextCases, type Staged, stage } from './store.ts'
import { newTally } from './tally.ts'

const batch = 500

export type ImportOptions = {
  path: string
  /** Reads and reports, and writes nothing. */
  dryRun?: boolean
  dateOrder?: DateOrder | undefined
  /** How far it is: incidents done, and of how many. */
  progress?: (done: number, total: number) => void
  /** How far it is in reading: bytes, and of how many. */
  reading?: (done: number, total: number) => void
}

/**
 * What an import did. `updates`: rows of the file that have a number, also those that were skipped for what they
 * say. `extended`: incidents that were here and got later rows. `deviatingRows`: the first thousand of each kind.
 */
export type ImportReport = {
  incidents: number
  updates: number
  added: number
  extended: number
  unchanged: number
  skippedRows: { row: number; why: string }[]
  deviations: Record<string, number>
  deviatingRows: Record<string, number[]>
  ties: number
  reading: { encoding: string; delimiter: string; dateOrder: DateOrder; timezone: 'UTC'; warnings: string[] }
}

/**
 * Brings in an incident export of ServiceNow (a row for each update): every incident's timeline, stints and clocks
 * with their own times, through the door's replay mode. A second run adds nothing; a later export adds what is new.
 * Each batch of incidents is written whole or not at all, so an import that failed is finished by running it again.
 * @throws UnreadableFile before anything is written; Unfinished with what stopped it
 */
export async function importServiceNow(spine: Spine, options: ImportOptions): Promise<ImportReport> {
  const { path, dateOrder, dryRun = false } = options
  const source = await openSource(path)
  const reading: Reading = { bytes: 0, cutShort: false }
  const layout = await findLayout(source, reading)
  const evidence: OrderEvidence = { dmy: 0, mdy: 0, ymd: 0 }
  const tally = newTally()
  const warnings: string[] = []
  const client = await spine.db.pool.connect()
  try {
    reading.bytes = 0
    const rows = updatesIn(source, layout, { skipped: tally.skipped, reading, warnings })
    const staged = await stage(
      client,
      noted(rows, evidence, () => options.reading?.(reading.bytes, source.size)),
      [...placesIn(layout.header).keys()],
    )
    const found = orderFrom(evidence)
    const counts = noCounts()
    const bringing: Bringing = { tally, order: dateOrder ?? found.order, counts, dryRun }
    await bringInAll(
      { ...spine, actor: systemActor },
      { client, staged, bringing, progress: options.progress },
    )
    return {
      ...counts,
      updates: staged.rows,
      skippedRows: tally.skipped.toSorted((a, b) => a.row - b.row),
      deviations: tally.deviations,
      deviatingRows: tally.deviatingRows,
      ties: tally.ties,
      reading: {
        encoding: layout.encoding,
        delimiter: layout.delimiter,
        dateOrder: bringing.order,
        timezone: 'UTC',
        warnings: [...warnings, ...guesses(layout, found, dateOrder)],
      },
    }
  } finally {
    await client.query('rollback').catch(() => {})
    client.release()
  }
}

/** Something went wrong between two batches: what is done is done, and running it again does the rest. */
export class Unfinished extends Error {
  override name = 'Unfinished'
  constructor(done: number, cause: Error) {
    super(
      `The import stopped after ${done} incidents, each of them whole: ${cause.message.replace(/\.$/, '')}. Run it again to bring in the rest.`,
      { cause },
    )
  }
}

type All = {
  client: PoolClient
  staged: Staged
  bringing: Bringing
  progress: ImportOptions['progress']
}

/** Batch after batch: one is decided while the one before it is written. */
async function bringInAll(ctx: Ctx, { client, staged, bringing, progress }: All): Promise<void> {
  let done = 0
  let writing: Promise<unknown> = Promise.resolve()
  try {
    for (;;) {
      const cases = await nextCases(client, staged.columns, batch)
      const write = await decide(ctx, cases, bringing)
      await writing
      if (cases.length === 0) return
      writing = write().then(() => {
        done += cases.length
        progress?.(done, staged.cases)
      })
      // Whoever awaits it next hears of a failure; until then it must not end the process.
      writing.catch(() => {})
    }
  } catch (error) {
    await writing.catch(() => {})
    throw new Unfinished(done, error as Error)
  }
}

async function* noted(
  updates: AsyncIterable<Update>,
  evidence: OrderEvidence,
  told: () => void,
): AsyncGenerator<Update> {
  for await (const update of updates) {
    if (update.row % 1000 === 0) told()
    for (const column of timeColumns) noteOrder(evidence, cell(update, column) ?? '')
    yield update
  }
}

function guesses(
  layout: Layout,
  found: ReturnType<typeof orderFrom>,
  given: DateOrder | undefined,
): string[] {
  return [
    ...(layout.encoding === 'windows-1252' ? ['The file is not UTF-8; it was read as Windows-1252.'] : []),
    ...(given === undefined && !found.sure
      ? [`The order of day and month is a guess (${found.order}); say --date-order if it is wrong.`]
      : []),
    ...(given !== undefined && found.sure && given !== found.order
      ? [`The dates look like ${found.order}, but were read as ${given}.`]
      : []),
  ]
}
