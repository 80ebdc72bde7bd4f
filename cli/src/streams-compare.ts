import path from 'node:path'
import {
  type Comparison,
  compare,
  comparisonText,
  cutOff,
  harmless,
  hoursFrom,
  inHours,
  type Reading,
  type ReadOptions,
  type Side,
  splitAt,
  splitBy,
} from '@throughline/server/streams'
import type { Command } from 'commander'
import { print, UsageError } from './report.ts'
import { addReading, readShown, refuseUnknownOutcome, screenOf, understood } from './streams-reading.ts'

type Given = ReadOptions & { outcome?: string; hours?: string; split?: string; by?: string }
type Sides = { pairs: [Side, Side][]; readings: Reading[]; warnings: string[]; durations?: boolean }

export function addCompare(group: Command): void {
  const command = group
    .command('compare')
    .argument('<before>', 'an event log')
    .argument('[after]', 'another, to compare with it')
    .description('what differs beyond chance between two logs, two periods or the values of a column')
    .option('--split <date>', 'compare cases that began before a date with those from it on')
    .option('--by <column>', 'compare the cases of each frequent value of a column with all others')
  addReading(command).action(compareFiles)
}

async function compareFiles(
  before: string,
  after: string | undefined,
  { outcome, hours, split, by, ...given }: Given,
  command: Command,
): Promise<void> {
  const { json = false } = command.optsWithGlobals<{ json?: boolean }>()
  if ([after, split, by].filter((one) => one !== undefined).length !== 1) {
    throw new UsageError('Say what to compare with: a second file, --split DATE or --by COLUMN.')
  }
  const counted = hours === undefined ? null : understood(() => hoursFrom(hours))
  const zone = given.timezone ?? counted?.zone
  const {
    pairs,
    readings,
    warnings,
    durations = true,
  } = after !== undefined
    ? await sidesOfFiles([before, after], given, json)
    : await sidesOfOne(before, { given, split, by, json, ...(zone !== undefined && { zone }), outcome })
  if (outcome !== undefined) {
    refuseUnknownOutcome(
      outcome,
      pairs.flat().map(({ log }) => log),
    )
  }
  const comparisons = pairs.map(([one, other]): Comparison => {
    const [first, second] = counted
      ? [inHours(one.log, counted), inHours(other.log, counted)]
      : [one.log, other.log]
    return compare(
      { ...one, log: first },
      { ...other, log: second },
      { looks: pairs.length, durations, ...(outcome !== undefined && { outcome }) },
    )
  })
  const screen = screenOf(process.stdout)
  const lines = comparisons.flatMap((one, at) => [...(at === 0 ? [] : ['']), ...comparisonText(one, screen)])
  print({ data: { comparisons, readings }, lines, warnings: warnings.map(harmless) }, json)
}

async function sidesOfFiles(files: [string, string], given: ReadOptions, json: boolean): Promise<Sides> {
  const logs = [await readShown(files[0], given, json), await readShown(files[1], given, json)] as const
  const names = files.map((file) => path.basename(file))
  const told = names[0] === names[1] ? files : names
  return {
    pairs: [
      [
        { name: told[0] as string, short: 'first', log: logs[0].log },
        { name: told[1] as string, short: 'second', log: logs[1].log },
      ],
    ],
    readings: logs.map(({ reading }) => reading),
    warnings: logs.flatMap(({ reading }, at) => reading.warnings.map((one) => `${told[at]}: ${one}`)),
  }
}

type One = {
  given: ReadOptions
  split: string | undefined
  by: string | undefined
  json: boolean
  zone?: string
  outcome: string | undefined
}

async function sidesOfOne(file: string, { given, split, by, json, zone, outcome }: One): Promise<Sides> {
  const { log, reading } = await readShown(file, given, json)
  const { warnings } = reading
  if (split !== undefined) {
    const sides = understood(() => splitAt(log, split, zone ?? reading.timezone ?? 'UTC'))
    const cut = cutOff(sides[0].log, sides[1].log, outcome)
    return {
      pairs: [sides],
      readings: [reading],
      warnings: [...warnings, ...cut.warnings],
      durations: cut.durations,
    }
  }
  // Once more, with the column in the place of the team: a log keeps no column that has no role.
  const column = by as string
  const values = await readShown(file, { ...given, team: column }, json).catch((error: Error) => {
    throw new UsageError(error.message.replace('for --team', 'for --by'))
  })
  return { pairs: understood(() => splitBy(log, values.log, column)), readings: [reading], warnings }
}
