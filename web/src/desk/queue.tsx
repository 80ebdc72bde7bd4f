import { useElementSize, useMediaQuery, useMergedRef } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, type MouseEvent, memo, useEffect, useMemo, useRef } from 'react'
import { Priority } from '../parts/priority.tsx'
import { useTicking } from '../parts/when.tsx'
import { useWords } from '../words/index.ts'
import { type ColumnId, columnName, columns, Due, fitting, isUntouched, secondLine } from './columns.tsx'
import type { Sort } from './filters.ts'
import classes from './queue.module.css'
import type { Row } from './rows.ts'

type Props = {
  rows: readonly Row[]
  shownColumns: readonly ColumnId[]
  sort: Sort
  onSort: (sort: Sort) => void
  /** The row one is on. */
  current: string | null
  /** Its place, -1 where it is none. */
  currentAt: number
  selected: ReadonlySet<string>
  /** What was done with it means that it is no longer of this list. */
  hasLeft: (row: Row) => boolean
  onCurrent: (ref: string) => void
  onOpen: (ref: string) => void
  onSelect: (ref: string, on: boolean, upTo: boolean) => void
  onSelectAll: (on: boolean) => void
  /** More is wanted: the end of what is loaded comes near. */
  onEnd: () => void
  /** Tries once more to load what could not be loaded. */
  more: (() => void) | null
  label: string
}

const rowHeight = { desk: 32, phone: 64 }
const nearEnd = 60

/** The rows, of which only those on the screen are drawn. */
export function Queue(props: Props) {
  const { rows, current, selected, onEnd, label } = props
  const phone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false }) ?? false
  const scroller = useRef<HTMLDivElement>(null)
  const { ref: measured, width } = useElementSize()
  const shownColumns = useMemo(() => fitting(props.shownColumns, width || 1200), [props.shownColumns, width])
  const both = useMergedRef(scroller, measured)
  const height = phone ? rowHeight.phone : rowHeight.desk
  useTicking()
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
    getItemKey: (index) => rows[index]?.ref ?? index,
    // The head covers the first row's height.
    scrollPaddingStart: phone ? 0 : rowHeight.desk,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height are measured anew
  useEffect(() => virtual.measure(), [virtual, height])
  const { currentAt } = props
  useEffect(() => {
    if (currentAt >= 0) virtual.scrollToIndex(currentAt, { align: 'auto' })
  }, [currentAt, virtual])
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - nearEnd) onEnd()
  }, [last, rows.length, onEnd])
  const template = ['32px', ...shownColumns.map((id) => columns[id].width)].join(' ')
  return (
    <div
      ref={both}
      className={classes.scroller}
      role="grid"
      aria-label={label}
      aria-multiselectable
      aria-rowcount={-1}
      aria-activedescendant={current ? `row-${current}` : undefined}
      tabIndex={0}
      style={{ '--columns': template } as CSSProperties}
    >
      {!phone && <Head {...props} shownColumns={shownColumns} />}
      <div className={classes.rows} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, key, start }) => {
          const row = rows[index]
          return (
            row && (
              <Line
                key={key}
                row={row}
                index={index}
                top={start}
                phone={phone}
                shownColumns={shownColumns}
                isCurrent={row.ref === current}
                isSelected={selected.has(row.ref)}
                isLeft={props.hasLeft(row)}
                onCurrent={props.onCurrent}
                onOpen={props.onOpen}
                onSelect={props.onSelect}
              />
            )
          )
        })}
      </div>
      {props.more && <MoreFailed onTry={props.more} />}
    </div>
  )
}

function MoreFailed({ onTry }: { onTry: () => void }) {
  const words = useWords()
  return (
    <p role="alert" className={classes.failed}>
      {words.desk.moreFailed}{' '}
      <button type="button" className={classes.again} onClick={onTry}>
        {words.shell.tryAgain}
      </button>
    </p>
  )
}

function Head({ rows, shownColumns, sort, onSort, selected, onSelectAll }: Props) {
  const words = useWords()
  const all = rows.length > 0 && rows.every(({ ref }) => selected.has(ref))
  return (
    <div className={classes.head} role="rowgroup">
      <div role="row" className={classes.cells}>
        <span role="columnheader" className={classes.check}>
          <input
            type="checkbox"
            aria-label={words.desk.selectAll}
            title={words.desk.selectAll}
            checked={all}
            onChange={() => onSelectAll(!all)}
          />
        </span>
        {shownColumns.map((id) => {
          const { sorts, right } = columns[id]
          const name = columnName(id, words)
          const by = sorts?.includes(sort) ? (sort.startsWith('-') ? 'descending' : 'ascending') : undefined
          const next = sorts && (sorts[(sorts.indexOf(sort) + 1) % sorts.length] ?? sorts[0])
          return (
            <span key={id} role="columnheader" aria-sort={by} className={classes.cell} data-right={right}>
              {next ? (
                <button
                  type="button"
                  className={classes.sorter}
                  title={words.desk.sortBy(name)}
                  onClick={() => onSort(next)}
                >
                  {id === 'priority' ? <abbr title={name}>P</abbr> : name}
                  <span aria-hidden>{by === 'ascending' ? ' ↑' : by && ' ↓'}</span>
                </button>
              ) : (
                name
              )}
            </span>
          )
        })}
      </div>
    </div>
  )
}

type LineProps = Pick<Props, 'shownColumns' | 'onCurrent' | 'onOpen' | 'onSelect'> & {
  row: Row
  index: number
  top: number
  phone: boolean
  isCurrent: boolean
  isSelected: boolean
  isLeft: boolean
}

const Line = memo(function Line(props: LineProps) {
  const { row, index, top, phone, isCurrent, isSelected, isLeft, shownColumns, onCurrent, onOpen, onSelect } =
    props
  const words = useWords()
  const select = (event: MouseEvent): void => {
    event.stopPropagation()
    onSelect(row.ref, !isSelected, event.shiftKey)
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the grid's (desk.tsx), which has the focus
    <div
      id={`row-${row.ref}`}
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-current={isCurrent || undefined}
      data-left={isLeft || undefined}
      title={isLeft ? words.desk.left : undefined}
      className={`${classes.row} ${phone ? classes.double : classes.cells}`}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => (phone ? onOpen(row.ref) : onCurrent(row.ref))}
      onDoubleClick={() => onOpen(row.ref)}
    >
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: room for a finger around the box, which has the key */}
      <span role="gridcell" className={classes.check} onClick={select}>
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={words.desk.select(row.ref)}
          checked={isSelected}
          onClick={select}
          readOnly
        />
      </span>
      {phone ? (
        <span role="gridcell" className={classes.two}>
          <span className={classes.firstLine}>
            <Priority value={row.priority} />
            <span className="cut" dir="auto" data-new={isUntouched(row) || undefined}>
              {row.title}
            </span>
            <Due row={row} />
          </span>
          <span className={`${classes.secondLine} cut`}>{secondLine(row, words)}</span>
        </span>
      ) : (
        shownColumns.map((id) => (
          <span key={id} role="gridcell" className={classes.cell} data-right={columns[id].right}>
            {columns[id].cell(row)}
          </span>
        ))
      )}
    </div>
  )
})
