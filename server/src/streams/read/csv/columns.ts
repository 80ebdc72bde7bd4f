import { UnreadableFile } from '../../../spine/files/index.ts'
import type { ReadOptions, Role } from '../reading.ts'

/** What columns are called in the exports we know, the surest first; compared without case, spaces and signs. */
const usual: Record<Role, readonly string[]> = {
  case: [
    'case:concept:name',
    'case id',
    'case',
    'trace id',
    'number',
    'issue key',
    'ticket id',
    'ticket number',
    'ticket',
    'incident number',
    'incident id',
    'request id',
    'task number',
    'order id',
    'key',
    'ref',
    'id',
  ],
  activity: [
    'concept:name',
    'activity',
    'activity name',
    'event',
    'event type',
    'to status',
    'new status',
    'incident_state',
    'state',
    'status',
    'to',
    'new value',
    'step',
    'action',
    'task',
  ],
  time: [
    'time:timestamp',
    'timestamp',
    'complete timestamp',
    'end timestamp',
    'event time',
    'time',
    'date time',
    'datetime',
    'sys_updated_at',
    'sys_updated_on',
    'changed at',
    'updated at',
    'updated',
    'created at',
    'created',
    'end',
    'date',
    'at',
  ],
  start: ['start timestamp', 'start time', 'start', 'started at', 'begin'],
  team: [
    'org:group',
    'team',
    'assignment_group',
    'assigned group',
    'group',
    'support group',
    'queue',
    'department',
  ],
  resource: [
    'org:resource',
    'resource',
    'assigned_to',
    'assignee',
    'agent',
    'user',
    'person',
    'author',
    'performed by',
  ],
  lifecycle: ['lifecycle:transition', 'lifecycle', 'transition', 'sub status', 'substatus'],
  split: [],
}

/** A name without case, spaces and signs, as names of columns are compared. */
export const plain = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')

/** Which column has which role: its place in a row, or -1. */
export type Places = Record<Role, number>

/** Finds the columns by what the person said, else by their names. Throws `UnreadableFile` for one that is not there. */
export function findPlaces(
  header: readonly string[],
  options: ReadOptions,
  known: Partial<Record<Role, string>> = {},
): Places {
  const taken = new Set<number>()
  const place = (role: Role): number => {
    const asked = options[role] ?? known[role]
    const found = asked === undefined ? usualPlace(header, role, taken) : placeOf(header, asked, role)
    if (found >= 0 && role !== 'split') taken.add(found)
    return found
  }
  return {
    case: place('case'),
    activity: place('activity'),
    time: place('time'),
    start: place('start'),
    team: place('team'),
    resource: place('resource'),
    lifecycle: place('lifecycle'),
    split: place('split'),
  }
}

/** Where the column is that a person or a known export names. */
export function placeOf(header: readonly string[], name: string, role: Role): number {
  const exact = header.indexOf(name)
  const found = exact >= 0 ? exact : header.findIndex((each) => isCalled(each, name))
  if (found >= 0) return found
  throw new UnreadableFile(`there is no column "${name}" for --${role}; there are: ${shown(header)}`)
}

function isCalled(name: string, asked: string): boolean {
  return plain(asked) !== '' && plain(name) === plain(asked)
}

function usualPlace(header: readonly string[], role: Role, taken: ReadonlySet<number>): number {
  for (const name of usual[role]) {
    const found = header.findIndex((each, at) => !taken.has(at) && plain(each) === plain(name))
    if (found >= 0) return found
  }
  return -1
}

/** The names of columns for a message. */
export function shown(header: readonly string[]): string {
  const names = header.slice(0, 40).map((name) => name.slice(0, 60))
  return names.join(', ') + (header.length > 40 ? `, and ${header.length - 40} more` : '')
}
