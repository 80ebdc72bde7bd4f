import path from 'node:path'
import {
  type CatalogueOptions,
  type CatalogueReport,
  type Config,
  importBackstageLocally,
  importComposeLocally,
  importItemsLocally,
} from '@throughline/server'
import type { Command } from 'commander'
import { print, UsageError } from './report.ts'
import { settingOf } from './setting.ts'
import { counted } from './texts.ts'

type Import = (
  config: Config,
  options: CatalogueOptions & { mapping?: Record<string, string> },
) => Promise<CatalogueReport>
type Given = { source?: string; dryRun?: boolean; map?: Record<string, string> }

/** Catalogues of other tools: which services there are, what they are made of, and what depends on what. */
export function addCatalogueImports(group: Command): void {
  group
    .command('compose')
    .argument('<files...>', 'Compose files, later ones over earlier ones, or folders with them')
    .description('bring in the services of Docker Compose files and what they depend on; may be run again')
    .option('--source <name>', 'who says so, the same every time (default: the name of the project)')
    .option('--dry-run', 'read and report, write nothing')
    .action((files: string[], given: Given, command: Command) =>
      bringIn(importComposeLocally, files, given, command),
    )
  group
    .command('backstage')
    .argument('<places...>', 'descriptor files such as catalog-info.yaml, or folders with them')
    .description('bring in the entities of a Backstage catalogue and their relations; may be run again')
    .option('--source <name>', 'who says so, the same every time (default: the name of the folder or file)')
    .option('--dry-run', 'read and report, write nothing')
    .action((places: string[], given: Given, command: Command) =>
      bringIn(importBackstageLocally, places, given, command),
    )
  group
    .command('items')
    .argument('<file>', 'a table as CSV with a row for each service or item; may be gzipped')
    .description('bring in services and items of a table by their keys; may be run again')
    .option(
      '--map <theirs=ours>',
      "a column's name as ours, such as 'CI Name=name'; may be given again",
      mapped,
      {},
    )
    .option('--source <name>', 'who says so, the same every time (default: the name of the file)')
    .option('--dry-run', 'read and report, write nothing')
    .action((file: string, given: Given, command: Command) =>
      bringIn(importItemsLocally, [file], given, command),
    )
}

function mapped(pair: string, before: Record<string, string>): Record<string, string> {
  const [theirs, ours] = pair.split(/=(.*)/s)
  if (!theirs || !ours) throw new UsageError(`--map ${pair} is not of the form theirs=ours`)
  return { ...before, [theirs.trim()]: ours.trim() }
}

async function bringIn(
  work: Import,
  places: string[],
  { source, dryRun = false, map }: Given,
  command: Command,
): Promise<void> {
  const { config, log, json } = settingOf(command)
  const report = await work(config, {
    log,
    places: places.map((place) => path.resolve(place)),
    dryRun,
    ...(source !== undefined && { source }),
    ...(map && { mapping: map }),
  })
  print({ data: report, lines: linesOf(report, dryRun), warnings: warningsIn(report) }, json)
}

function linesOf(
  { made, changed, unchanged, relations, ...report }: CatalogueReport,
  dryRun: boolean,
): string[] {
  const { conflicts, missing, teams, people, source } = report
  return [
    `${source}: ${dryRun ? 'would make' : 'made'} ${counted(made.length, 'thing')}, change ${changed.length}, leave ${unchanged} as they are.`,
    `Relations: ${relations.made} new, ${relations.ended} ended.`,
    ...(teams.length > 0 ? [`Teams ${dryRun ? 'to make' : 'made'}: ${teams.join(', ')}.`] : []),
    ...(people.length > 0
      ? [
          `Not brought in, because an account gives access: ${counted(people.length, 'person', 'people')} (${people.join(', ')}).`,
        ]
      : []),
    ...(missing.length > 0
      ? [`No longer named, and marked so: ${missing.map(({ key }) => key).join(', ')}.`]
      : []),
    ...conflicts.map(
      ({ key, field, said, stands }) =>
        `Kept: ${field} of ${key} is ${JSON.stringify(stands)}; ${source} says ${JSON.stringify(said)}.`,
    ),
  ]
}

function warningsIn({ troubles, problems }: CatalogueReport): string[] {
  return [
    ...troubles.map(({ file, line, why }) => `${file}:${line} ${why}`),
    ...problems.map(({ key, why }) => `${key}: ${why}`),
  ]
}
