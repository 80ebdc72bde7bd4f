import type { ReactNode } from 'react'
import { now } from '../api/index.ts'
import { Priority } from '../parts/priority.tsx'
import { When } from '../parts/when.tsx'
import { useFormats } from '../words/formats.ts'
import { useWords, type Words } from '../words/index.ts'
import type { Sort } from './filters.ts'
import classes from './queue.module.css'
import type { Row } from './rows.ts'

export const columnIds = [
  'priority',
  'ref',
  'title',
  'state',
  'team',
  'holder',
  'requester',
  'service',
  'due',
  'updated',
  'opened',
  'channel',
] as const
export type ColumnId = (typeof columnIds)[number]

export const usualColumns: readonly ColumnId[] = [
  'priority',
  'ref',
  'title',
  'state',
  'team',
  'holder',
  'due',
  'updated',
]

type Column = {
  /** CSS grid width. */
  width: string
  /** The orders it can be sorted in; a second press takes the next. */
  sorts?: readonly Sort[]
  right?: true
  cell: (row: Row) => ReactNode
}

/** What a row can show. */
export const columns: Record<ColumnId, Column> = {
  priority: { width: '36px', sorts: ['priority'], cell: ({ priority }) => <Priority value={priority} /> },
  ref: { width: '92px', cell: ({ ref }) => <span className="muted">{ref}</span> },
  title: { width: 'minmax(176px, 1fr)', cell: (row) => <Title row={row} /> },
  state: { width: 'minmax(96px, 164px)', cell: (row) => <State row={row} /> },
  team: { width: '124px', cell: ({ team }) => <Name of={team} /> },
  holder: { width: '136px', cell: ({ holder }) => <Name of={holder} /> },
  requester: { width: '136px', cell: ({ requester }) => <Name of={requester} /> },
  service: { width: '124px', cell: ({ service }) => <Name of={service} none="" /> },
  due: { width: '92px', sorts: ['due'], right: true, cell: (row) => <Due row={row} /> },
  updated: {
    width: '84px',
    sorts: ['-updated', 'updated'],
    right: true,
    cell: ({ updatedAt }) => <Ago at={updatedAt} />,
  },
  opened: {
    width: '84px',
    sorts: ['-opened', 'opened'],
    right: true,
    cell: ({ openedAt }) => <Ago at={openedAt} />,
  },
  channel: { width: '80px', cell: ({ channel }) => <span className="muted">{channel}</span> },
}

/** What gives way first where there is little room: what a preview or the record's page shows as well. */
const givesWay: readonly ColumnId[] = [
  'channel',
  'opened',
  'service',
  'requester',
  'updated',
  'team',
  'holder',
  'ref',
]
const gap = 12
const edges = 48
const titleComfort = 280

const pixelsIn = (id: ColumnId): number[] => (columns[id].width.match(/\d+(?=px)/g) ?? []).map(Number)
/** What a column needs to be read in comfort, and what it can do with. */
const comfort = (id: ColumnId): number => (id === 'title' ? titleComfort : Math.max(...pixelsIn(id)))
const least = (id: ColumnId): number => Math.min(...pixelsIn(id))

/**
 * Those of the columns for which so many pixels are enough; the number goes only where nothing else is left. The usual
 * ones give way to a subject read in comfort; what a person chose stays for as long as all can be read at all.
 */
export function fitting(chosen: readonly ColumnId[], pixels: number): readonly ColumnId[] {
  const tooWide = (ids: readonly ColumnId[], width: (id: ColumnId) => number): boolean =>
    ids.reduce((sum, id) => sum + gap + width(id), edges) > pixels
  let shown = chosen
  for (const id of givesWay) {
    if (tooWide(shown, id === 'ref' || chosen !== usualColumns ? least : comfort))
      shown = shown.filter((other) => other !== id)
  }
  return shown
}

/** What a column is called: `P` is enough over a priority. */
export function columnName(id: ColumnId, words: Words): string {
  return id === 'priority' ? words.terms.priority : words.terms[id]
}

/** Nobody has begun with it. */
export const isUntouched = ({ state }: Row): boolean => state === 'new' || state === 'assigned'

function Title({ row }: { row: Row }) {
  const { title } = row
  return (
    <span className="cut" dir="auto" data-new={isUntouched(row) || undefined} title={title}>
      {title}
    </span>
  )
}

function Name({ of, none }: { of: { name: string } | null; none?: string }) {
  const nobody = useWords().shell.nobody
  if (!of) return <span className="muted">{none ?? nobody}</span>
  return (
    <span className="cut" dir="auto" title={of.name}>
      {of.name}
    </span>
  )
}

/** The state in words: whoever is waited for is named. */
export function stateOf(row: Row, words: Words): string {
  const { said } = words.record
  if (row.state === 'waiting-requester' && row.requester) return said.waitingFor(row.requester.name)
  if (row.state === 'waiting-supplier' && row.supplier) return said.waitingFor(row.supplier)
  return words.terms.states[row.state as keyof typeof words.terms.states] ?? row.state
}

function State({ row }: { row: Row }) {
  const said = stateOf(row, useWords())
  return (
    <span className="cut" title={said}>
      {said}
    </span>
  )
}

/** How long until it is due, or for how long it has been: with a minus, red, and said in the words of its record. */
export function Due({ row: { dueAt, category } }: { row: Row }) {
  const words = useWords().record.clocks
  const formats = useFormats()
  if (!dueAt || ['done', 'cancelled', 'merged'].includes(category)) return null
  const left = Date.parse(dueAt) - now()
  const time = formats.duration(left)
  const said = left < 0 ? words.over(time) : words.left(time)
  return (
    <time
      dateTime={dueAt}
      title={`${said}. ${words.due(formats.exact(dueAt))}`}
      className={left < 0 ? `figures ${classes.over}` : 'figures'}
    >
      <span aria-hidden>{left < 0 ? `−${time}` : time}</span>
      <span className="sr-only">{said}</span>
    </time>
  )
}

function Ago({ at }: { at: string }) {
  return (
    <span className="muted">
      <When at={at} />
    </span>
  )
}

/** For a phone's second line: number, state, and who has it. */
export function secondLine(row: Row, words: Words): string {
  const holder = row.holder?.name ?? row.team?.name ?? words.shell.nobody
  return [row.ref, stateOf(row, words), holder].join(' · ')
}
