import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { now } from '../api/index.ts'
import { lazily } from '../parts/lazily.ts'
import { Failed, Loading } from '../parts/states.tsx'
import { useConflict } from '../record/conflicts.ts'
import { useConnection } from '../shell/connection.ts'
import { useMe } from '../shell/session.ts'
import { say } from '../shell/toasts.tsx'
import { useWords } from '../words/index.ts'
import { useDeskActing } from './acting.tsx'
import { useCalmUpdates } from './calm.ts'
import classes from './desk.module.css'
import { DeskFoot } from './desk-foot.tsx'
import { DeskTitle } from './desk-title.tsx'
import { FilterBar } from './filter-bar.tsx'
import {
  addressOf,
  askedBy,
  builtInViews,
  type FilterName,
  type Filters,
  type Sort,
  type View,
  withFilter,
} from './filters.ts'
import { fits } from './fits.ts'
import { Nothing } from './nothing.tsx'
import { useDeskPreferences } from './own-views.ts'
import { Queue } from './queue.tsx'
import { type Row, replaceRow, rowOf, useRows } from './rows.ts'
import { useSelection } from './selection.ts'
import { useDeskCommands } from './use-desk-commands.ts'
import { ViewsRail } from './views-rail.tsx'

const Preview = lazily(() => import('./preview.tsx'), 'Preview')
const ColumnsDialog = lazily(() => import('./columns-menu.tsx'), 'ColumnsDialog')
const SaveViewDialog = lazily(() => import('./save-view-dialog.tsx'), 'SaveViewDialog')
const ConflictDialog = lazily(() => import('../record/conflict-dialog.tsx'), 'ConflictDialog')

const previewKey = 'throughline.preview'

/** The queue: what there is to do, narrowed to a view, worked through by key. */
export function Desk() {
  const me = useMe()
  const words = useWords().desk
  const queries = useQueryClient()
  const navigate = useNavigate()
  const search: Filters = useSearch({ from: '/desk' })
  const preferences = useDeskPreferences()
  const { own } = preferences
  const views = useMemo(() => [...builtInViews(me, words.view), ...own], [me, words, own])
  const asked = useMemo(() => askedBy(search, views, words.view), [search, views, words])
  const filters = useStable(asked.filters)
  const list = useRows(filters, asked.sort)
  const selection = useSelection(list.rows, JSON.stringify([filters, asked.sort]))
  const acting = useDeskActing(selection.keep, (record) =>
    replaceRow(queries, list.key, rowOf(record as Parameters<typeof rowOf>[0])),
  )
  const calm = useCalmUpdates(list.key, me)
  const conflict = useConflict()
  const searchRef = useRef<HTMLInputElement>(null)
  const addRef = useRef<HTMLButtonElement>(null)
  const [previewed, setPreviewed] = useState(() => localStorage.getItem(previewKey) === 'on')
  const [dialog, setDialog] = useState<'columns' | 'save' | null>(null)

  const go = useEvent(
    (next: Filters, replace?: boolean) =>
      void navigate({ to: '/desk', search: next, replace: replace === true }),
  )
  const open = useEvent((ref: string) => void navigate({ to: '/records/$ref', params: { ref } }))
  const onFilter = useEvent((name: FilterName, value: string) =>
    // Letter after letter is one step of the way back.
    go(withFilter(search, asked.view, name, value), name === 'q' && Boolean(search.q)),
  )
  const onSort = useEvent((sort: Sort) => go({ view: asked.view.id, ...search, sort }))
  const onPreview = useEvent(() => {
    localStorage.setItem(previewKey, previewed ? 'off' : 'on')
    setPreviewed(!previewed)
  })
  const onColumns = useEvent(() => setDialog('columns'))
  const onSave = useEvent(() => setDialog('save'))
  const onClear = useEvent(() => go(addressOf(asked.view)))
  const onRemove = useEvent((view: View) => void preferences.remove(view))
  const onEnd = useEvent(() => {
    if (list.hasNextPage && !list.isFetchingNextPage && !list.isPlaceholderData && !list.isFetchNextPageError)
      void list.fetchNextPage()
  })
  const hasLeft = useEvent((row: Row) => !list.isPlaceholderData && !fits(row, filters, { me, now: now() }))
  useDeskCommands({
    selection,
    acting,
    views,
    searchRef,
    addRef,
    onOpen: open,
    onView: (view) => go(addressOf(view)),
    onPreview,
    onShow: calm.show,
    onColumns,
  })
  useShownAgain(list, calm)

  return (
    <section className={classes.desk} aria-label={words.heading}>
      <header className={classes.top}>
        <DeskTitle
          asked={asked}
          views={views}
          stir={calm.stir}
          previewed={previewed}
          onGo={go}
          onShow={calm.show}
          onColumns={onColumns}
          onPreview={onPreview}
        />
        <FilterBar
          asked={asked}
          searchRef={searchRef}
          addRef={addRef}
          onFilter={onFilter}
          onClear={onClear}
          onSave={onSave}
        />
      </header>
      <div className={classes.body}>
        <div className={classes.list} aria-busy={list.isPlaceholderData}>
          {list.isPending && <Loading />}
          {list.isError && list.rows.length === 0 && (
            <Failed error={list.error} retry={() => void list.refetch()} />
          )}
          {list.isSuccess && list.rows.length === 0 && (
            <Nothing view={asked.view.id} filtered={asked.changed} />
          )}
          {list.rows.length > 0 && (
            <Queue
              rows={list.rows}
              shownColumns={preferences.columns}
              sort={asked.sort}
              onSort={onSort}
              current={selection.current}
              currentAt={selection.index}
              selected={selection.selected}
              hasLeft={hasLeft}
              onCurrent={selection.setCurrent}
              onOpen={open}
              onSelect={selection.select}
              onSelectAll={selection.selectAll}
              onEnd={onEnd}
              more={list.isFetchNextPageError ? () => void list.fetchNextPage() : null}
              label={asked.view.name}
            />
          )}
        </div>
        {previewed && (
          <aside className={`${classes.side} wide-only`} aria-label={words.preview}>
            {selection.row ? (
              <Suspense fallback={<Loading />}>
                <Preview
                  row={selection.row}
                  onAct={(verb) => selection.row && acting.start(verb, [selection.row])}
                />
              </Suspense>
            ) : (
              <p className={`${classes.hint} muted`}>{words.nothingChosen}</p>
            )}
          </aside>
        )}
      </div>
      <DeskFoot
        chosen={selection.selectedRows}
        acting={acting}
        onUnselect={() => selection.selectAll(false)}
      />
      <ViewsRail views={views} current={asked.view.id} onRemove={onRemove} />
      {acting.dialogs}
      <Suspense>
        {conflict && <ConflictDialog />}
        {dialog === 'columns' && (
          <ColumnsDialog
            shown={preferences.columns}
            onClose={() => setDialog(null)}
            onChange={(columns) => void preferences.setColumns(columns)}
          />
        )}
        {dialog === 'save' && (
          <SaveViewDialog
            onClose={() => setDialog(null)}
            onSave={(name) => {
              setDialog(null)
              void preferences.save(name, asked).then((view) => {
                say(words.viewSaved(name))
                go(addressOf(view))
              })
            }}
          />
        )}
      </Suspense>
    </section>
  )
}

/** Read anew by itself where nothing would move: a list that failed, once the server is back, and an empty one. */
function useShownAgain(list: ReturnType<typeof useRows>, calm: ReturnType<typeof useCalmUpdates>): void {
  const there = useConnection()
  const { isError, refetch, isSuccess, isPlaceholderData, rows } = list
  useEffect(() => {
    if (there && isError && rows.length === 0) void refetch()
  }, [there, isError, rows.length, refetch])
  const isEmpty = isSuccess && !isPlaceholderData && rows.length === 0
  const arrived = calm.stir.fresh.length > 0
  useEffect(() => {
    if (isEmpty && arrived) calm.show()
  }, [isEmpty, arrived, calm.show])
}

/** The same object for as long as it says the same: it is a key. */
function useStable(filters: Filters): Filters {
  const said = JSON.stringify(filters)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it says is what it depends on
  return useMemo(() => filters, [said])
}

/** A callback that stays the same, and always does what the last drawing meant. */
function useEvent<A extends unknown[], R>(callback: (...args: A) => R): (...args: A) => R {
  const latest = useRef(callback)
  latest.current = callback
  return useCallback((...args: A) => latest.current(...args), [])
}
