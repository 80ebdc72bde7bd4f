import type { RefObject } from 'react'
import { verbKeys, verbWord } from '../record/verbs.ts'
import { type Command, useCommands } from '../shell/commands.ts'
import { useWords } from '../words/index.ts'
import type { DeskActing } from './acting.tsx'
import type { View } from './filters.ts'
import type { Row } from './rows.ts'
import type { useSelection } from './selection.ts'

/** What one can do with rows: the row one is on, or all that are selected. */
const rowVerbs = [
  'take',
  'assign',
  'give',
  'wait',
  'resume',
  'resolve',
  'release',
  'tag',
  'merge',
  'override-priority',
  'cancel',
] as const
/** On this screen `p` is the preview's. */
const keyOf: Record<string, string | undefined> = { ...verbKeys, release: undefined, tag: 'l', merge: 'm' }
const screenful = 20

type Given = {
  selection: ReturnType<typeof useSelection>
  acting: DeskActing
  views: readonly View[]
  searchRef: RefObject<HTMLInputElement | null>
  addRef: RefObject<HTMLButtonElement | null>
  onOpen: (ref: string) => void
  onView: (view: View) => void
  onPreview: () => void
  onShow: () => void
  onColumns: () => void
}

/** All that the keys do on the Desk; ⌘K and `?` know it from here. */
export function useDeskCommands(given: Given): void {
  const words = useWords()
  const { keys } = words.desk
  const { selection, acting } = given
  const { row } = selection
  const targets: readonly Row[] =
    selection.selectedRows.length > 0 ? selection.selectedRows : row ? [row] : []
  const step = (by: number): void => void selection.move(by)
  const selectAndStep = (by: number): void => {
    if (row) selection.select(row.ref, true, false)
    step(by)
  }
  const moving = (id: string, label: string, key: string, run: () => void): Command => ({
    id,
    label,
    keys: key,
    group: keys.group,
    keysOnly: true,
    run,
  })
  const obvious = (...one: Parameters<typeof moving>): Command => ({ ...moving(...one), obvious: true })
  const open = (): void => {
    if (row) given.onOpen(row.ref)
  }
  const doing = (id: string, label: string, key: string | undefined, run: () => void): Command => ({
    id,
    label,
    group: keys.group,
    run,
    ...(key && { keys: key }),
  })
  useCommands([
    moving('next', keys.next, 'j', () => step(1)),
    moving('previous', keys.previous, 'k', () => step(-1)),
    obvious('down', keys.next, 'ArrowDown', () => step(1)),
    obvious('up', keys.previous, 'ArrowUp', () => step(-1)),
    obvious('further', keys.further, 'PageDown', () => step(screenful)),
    obvious('back', keys.back, 'PageUp', () => step(-screenful)),
    obvious('first', keys.first, 'Home', () => step(Number.NEGATIVE_INFINITY)),
    obvious('last', keys.last, 'End', () => step(Number.POSITIVE_INFINITY)),
    obvious('enter', keys.open, 'Enter', open),
    moving('open', keys.open, 'o', open),
    moving('select', keys.select, 'x', () => {
      if (row) selection.select(row.ref, !selection.selected.has(row.ref), false)
    }),
    moving('select-range', keys.selectRange, 'X', () => {
      if (row) selection.select(row.ref, true, true)
    }),
    moving('select-next', keys.selectNext, 'J', () => selectAndStep(1)),
    moving('select-previous', keys.selectPrevious, 'K', () => selectAndStep(-1)),
    moving('clear', keys.clear, 'Escape', () => selection.selectAll(false)),
    doing('search', keys.search, '/', () => given.searchRef.current?.focus()),
    doing('add-filter', keys.addFilter, 'f', () => {
      // Escape gives the focus back to where it was.
      given.addRef.current?.focus()
      given.addRef.current?.click()
    }),
    doing('preview', keys.preview, 'p', given.onPreview),
    doing('show', keys.show, '.', given.onShow),
    doing('columns', words.desk.columns, undefined, given.onColumns),
    ...given.views.map((view, at) => ({
      ...doing(`view ${view.id}`, keys.toView(view.name), at < 9 ? String(at + 1) : undefined, () =>
        given.onView(view),
      ),
      group: words.desk.views,
    })),
    ...(targets.length === 0 ? [] : rowVerbs).map((verb) => ({
      ...doing(`row ${verb}`, verb === 'tag' ? words.desk.tag : verbWord(words, verb), keyOf[verb], () =>
        acting.start(verb, targets),
      ),
      group: keys.onSelection,
    })),
  ])
}
