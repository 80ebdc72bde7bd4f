import { UnreadableFile } from '../../../spine/files/index.ts'
import { unknown } from '../../log/event-log.ts'
import { Gathering } from '../../log/gathering.ts'
import { Instants } from '../instants.ts'
import type { Reading, ReadLog, ReadOptions } from '../reading.ts'
import { counted } from '../warnings.ts'
import { Zone } from '../zone.ts'
import type { Ocel, OcelEvent } from './model.ts'

const person = /resource|person|user|agent|employee|actor|assignee|creator|approver|editor|inserter|owner/i
const group = /team|group|department|unit|queue/i

/**
 * An object-centric log as cases: the objects of one type, each with the events it took part in. An event that several
 * of them took part in stands in each. Without `--case` it is the type that tells most: the most objects that live
 * through several events.
 */
export function flattened(ocel: Ocel, format: Reading['format'], options: ReadOptions): ReadLog {
  const type = options.case ?? likelyType(ocel)
  if (![...ocel.objects.values()].includes(type)) {
    throw new UnreadableFile(`there is no object of type "${type}"; there are: ${typesOf(ocel).join(', ')}`)
  }
  const instants = new Instants(options.dateOrder ?? 'dmy', new Zone(options.timezone ?? 'UTC'))
  const found = new Gathering()
  const odd = { repeated: 0, noTime: 0, unknown: 0, without: 0 }
  const seen = new Set<string>()
  for (const event of ocel.events) {
    if (seen.has(event.id)) odd.repeated++
    else addEvent(event)
    seen.add(event.id)
  }

  function addEvent(event: OcelEvent): void {
    const bytes = Buffer.from(event.time)
    const time = instants.read(bytes, 0, bytes.length)
    odd.unknown += event.objects.filter((id) => !ocel.objects.has(id)).length
    const cases = new Set(event.objects.filter((id) => ocel.objects.get(id) === type))
    if (Number.isNaN(time)) odd.noTime++
    else if (cases.size === 0) odd.without++
    else {
      const transition = event.attributes.find(
        ({ name }) => name === (options.lifecycle ?? 'lifecycle'),
      )?.value
      const { names, transitions } = found.activities
      const activity = found.activities.number(
        names.numberOf(event.type),
        transition ? transitions.numberOf(transition) : unknown,
      )
      const team = whoOf(event, ocel, options.team, group)
      const resource = whoOf(event, ocel, options.resource, person)
      for (const id of cases) {
        found.events.add(
          found.cases.numberOf(id),
          activity,
          time,
          team === null ? unknown : found.teams.numberOf(team),
          resource === null ? unknown : found.resources.numberOf(resource),
        )
      }
    }
  }

  if (found.events.events === 0)
    throw new UnreadableFile(`no event with a time belongs to an object of type "${type}"`)
  refuseUnknown(found, options)
  const log = found.finish(new TextDecoder(), options.class === 'name')
  return {
    log,
    reading: {
      format,
      columns: { case: type, activity: 'type', time: 'time' },
      encoding: 'utf-8',
      delimiter: null,
      dateOrder: null,
      timezone: instants.seen.local > 0 ? (options.timezone ?? 'UTC') : null,
      missing: [],
      ties: log.ties,
      warnings: [
        ...ocel.warnings,
        `cases are the objects of type "${type}", of ${typesOf(ocel).join(', ')}: choose another with --case`,
        counted(odd.noTime, 'event has', 'events have', 'no time that can be read: left out'),
        counted(odd.repeated, 'event repeats', 'events repeat', 'an id: left out'),
        counted(odd.unknown, 'reference leads', 'references lead', 'to no object: passed over'),
        counted(odd.without, 'event belongs', 'events belong', `to no ${type}: left out`),
      ].filter(Boolean),
    },
  }
}

/** What a person named must be there: else its figures would be missing without a word. */
function refuseUnknown({ teams, resources, activities }: Gathering, options: ReadOptions): void {
  for (const [role, names] of [
    ['team', teams],
    ['resource', resources],
    ['lifecycle', activities.transitions],
  ] as const) {
    if (options[role] !== undefined && names.size === 0) {
      throw new UnreadableFile(
        `no event has an attribute or an object of type "${options[role]}" for --${role}`,
      )
    }
  }
}

function typesOf({ objects }: Ocel): string[] {
  return [...new Set(objects.values())]
}

/** The type with the most objects that two events or more belong to; else the one with the most events. */
function likelyType({ objects, events }: Ocel): string {
  const perObject = new Map<string, number>()
  for (const event of events)
    for (const id of new Set(event.objects)) perObject.set(id, (perObject.get(id) ?? 0) + 1)
  const score = new Map<string, number>()
  for (const [id, count] of perObject) {
    const type = objects.get(id)
    if (type !== undefined) score.set(type, (score.get(type) ?? 0) + (count > 1 ? count : 0.001))
  }
  const best = [...score].sort((a, b) => b[1] - a[1])[0]
  if (!best) throw new UnreadableFile('no event belongs to an object')
  return best[0]
}

/** Who had an event: an attribute of that name, or an object of a type of that name. */
function whoOf(event: OcelEvent, { objects }: Ocel, asked: string | undefined, usual: RegExp): string | null {
  const isMeant = (name: string): boolean => (asked === undefined ? usual.test(name) : name === asked)
  const attribute = event.attributes.find(({ name, value }) => value !== '' && isMeant(name))
  if (attribute) return attribute.value
  return event.objects.find((id) => isMeant(objects.get(id) ?? '')) ?? null
}
