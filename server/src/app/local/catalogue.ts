import { randomUUID } from 'node:crypto'
import { readBackstage } from '../../connectors/backstage/index.ts'
import type { Trouble } from '../../connectors/catalogue-files/index.ts'
import { readCompose } from '../../connectors/compose/index.ts'
import { type Mapping, readItemsCsv } from '../../connectors/items-csv/index.ts'
import { type Report, type Said, takeReport } from '../../foundation/configuration/index.ts'
import { createTeam } from '../../foundation/workforce/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import type { Config } from '../config.ts'
import { withContext } from './with-context.ts'
import type { LocalOptions } from './with-database.ts'

export type CatalogueOptions = LocalOptions & {
  /** Files or folders. */
  places: readonly string[]
  /** What says it, where that is not to be read off the files. */
  source?: string
  dryRun?: boolean
}

/** What came in, as it is reported; `teams`: their keys; `people`: who is named and was not brought in. */
export type CatalogueReport = Report & { teams: string[]; people: string[]; troubles: Trouble[] }

/** So many things are reported at once. */
const batch = 5_000

/** Brings in the services of Compose files. @throws UnreadableFile before anything is written */
export async function importComposeLocally(
  config: Config,
  { places, source, dryRun = false, ...options }: CatalogueOptions,
): Promise<CatalogueReport> {
  const { troubles, ...catalogue } = await readCompose(places, source)
  return withContext(config, { ...options, make: true }, async (ctx) => {
    return { ...(await reportAll(ctx, { ...catalogue, dryRun })), teams: [], people: [], troubles }
  })
}

/** Brings in the services and items of a table. @throws UnreadableFile before anything is written */
export async function importItemsLocally(
  config: Config,
  { places, source, mapping, dryRun = false, ...options }: CatalogueOptions & { mapping?: Mapping },
): Promise<CatalogueReport> {
  const { troubles, ...catalogue } = await readItemsCsv(places[0] ?? '', { source, mapping })
  return withContext(config, { ...options, make: true }, async (ctx) => {
    return { ...(await reportAll(ctx, { ...catalogue, dryRun })), teams: [], people: [], troubles }
  })
}

/** Brings in the entities of Backstage's descriptors. @throws UnreadableFile before anything is written */
export async function importBackstageLocally(
  config: Config,
  { places, source, dryRun = false, ...options }: CatalogueOptions,
): Promise<CatalogueReport> {
  const { troubles, people, groups, ...catalogue } = await readBackstage(places, source)
  return withContext(config, { ...options, make: true }, async (ctx) => {
    const missing = groups.filter(({ key }) => !ctx.directory.team(key))
    for (const { key, name } of dryRun ? [] : missing) await createTeam(ctx, { ...plainTeam, key, name })
    // A team that would only be made cannot be named yet.
    const known = (team: string | undefined): boolean => team === undefined || !!ctx.directory.team(team)
    const things = catalogue.things.map(
      ({ team, ...thing }): Said => (dryRun && !known(team) ? thing : { ...thing, ...(team && { team }) }),
    )
    const report = await reportAll(ctx, { ...catalogue, things, dryRun })
    return { ...report, teams: missing.map(({ key }) => key), people, troubles }
  })
}

const plainTeam = { line: 2, lead: null, manager: null, shiftLead: null, members: [] }

async function reportAll(
  ctx: Ctx,
  { source, things, dryRun }: { source: string; things: readonly Said[]; dryRun: boolean },
): Promise<Report> {
  const run = randomUUID()
  let all: Report | null = null
  for (let from = 0; from === 0 || from < things.length; from += batch) {
    const complete = from + batch >= things.length
    const report = await takeReport(ctx, {
      source,
      run,
      things: things.slice(from, from + batch),
      complete,
      dryRun,
    })
    all = all ? together(all, report) : report
  }
  return all as Report
}

const together = (a: Report, b: Report): Report => ({
  ...b,
  made: [...a.made, ...b.made],
  changed: [...a.changed, ...b.changed],
  unchanged: a.unchanged + b.unchanged,
  relations: { made: a.relations.made + b.relations.made, ended: a.relations.ended + b.relations.ended },
  conflicts: [...a.conflicts, ...b.conflicts],
  missing: [...a.missing, ...b.missing],
  problems: [...a.problems, ...b.problems],
})
