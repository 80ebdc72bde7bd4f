import { Button, Kbd } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { useConflict } from '../record/conflicts.ts'
import { verbKeys, verbWord } from '../record/verbs.ts'
import { useCommands } from '../shell/commands.ts'
import { useMe } from '../shell/session.ts'
import { say } from '../shell/toasts.tsx'
import { useFormats } from '../words/formats.ts'
import { useWords } from '../words/index.ts'
import { useDeskActing } from './acting.tsx'
import classes from './desk.module.css'
import { FilterBar } from './filter-bar.tsx'
import { askedBy, builtInViews, type FilterName, type Filters, type Sort, withFilter } from './filters.ts'
import { useDeskPreferences } from './own-views.ts'
import { Queue } from './queue.tsx'
import { useCalmUpdates, useCount, useRows } from './rows.ts'
import { useSelection } from './selection.ts'
import { ViewSwitch } from './view-switch.tsx'
import { ViewsRail } from './views-rail.tsx'

const Preview = lazy(() => import('./preview.tsx').then((module) => ({ default: module.Preview })))
const ColumnsDialog = lazy(() =>
  import('./columns-menu.tsx').then((module) => ({ default: module.ColumnsDialog })),
)
const SaveViewDialog = lazy(() =>
  import('./save-view-dialog.tsx').then((module) => ({ default: module.SaveViewDialog })),
)
const ConflictDialog = lazy(() =>
  import('../record/conflict-dialog.tsx').then((module) => ({ default: module.ConflictDialog })),
)

const previewKey = 'throughline.preview'
/** What one can do with rows, in the order of the bar that appears for a selection. */
const rowVerbs = ['take', 'assign', 'give', 'resolve', 'wait', 'cancel', 'override-priority', 'tag'] as const
const bulkVerbs = ['take', 'assign', 'give', 'tag', 'override-priority', 'cancel'] as const

/** The queue: what there is to do, narrowed to a view, worked through by key. */
export function Desk() {
  const me = useMe()
  const words = useWords()
  const formats = useFormats()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const search: Filters = useSearch({ from: '/desk' })
  const preferences = useDeskPreferences()
  const views = [...builtInViews(me, words.desk.view), ...preferences.own]
  const asked = askedBy(search, views)
  const filters = useStable(asked.filters)
  const list = useRows(filters, asked.sort)
  const selection = useSelection(list.rows, JSON.stringify([filters, asked.sort]))
  const acting = useDeskActing(selection.keep)
  const reload = useCallback(() => void queries.resetQueries({ queryKey: list.key }), [queries, list.key])
  const calm = useCalmUpdates(queries, list.key, reload)
  const conflict = useConflict()
  const searchRef = useRef<HTMLInputElement>(null)
  const [previewed, setPreviewed] = useState(() => localStorage.getItem(previewKey) === 'on')
  const [dialog, setDialog] = useState<'columns' | 'save' | null>(null)

  const go = (next: Filters): void => void navigate({ to: '/desk', search: next })
  const open = (ref: string): void => void navigate({ to: '/records/$ref', params: { ref } })
  const onFilter = useEvent((name: FilterName, value: string) =>
    go(withFilter(search, asked.view, name, value)),
  )
  const onSort = (sort: Sort): void => go({ ...search, sort })
  const togglePreview = (): void => {
    localStorage.setItem(previewKey, previewed ? 'off' : 'on')
    setPreviewed(!previewed)
  }
  const targets =
    selection.selectedRows.length > 0 ? selection.selectedRows : selection.row ? [selection.row] : []
  const onEnd = useEvent(() => {
    if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage()
  })

  const { keys } = words.desk
  const moving = { group: keys.group, keysOnly: true }
  const step = (by: number, selecting: boolean): void => {
    if (selecting && selection.row) selection.select(selection.row.ref, true, false)
    selection.move(by)
  }
  useCommands([
    { id: 'next', label: keys.next, keys: 'j', ...moving, run: () => step(1, false) },
    { id: 'previous', label: keys.previous, keys: 'k', ...moving, run: () => step(-1, false) },
    { id: 'down', label: keys.next, keys: 'ArrowDown', ...moving, run: () => step(1, false) },
    { id: 'up', label: keys.previous, keys: 'ArrowUp', ...moving, run: () => step(-1, false) },
    {
      id: 'enter',
      label: keys.open,
      keys: 'Enter',
      ...moving,
      run: () => selection.row && open(selection.row.ref),
    },
    {
      id: 'open',
      label: keys.open,
      keys: 'o',
      ...moving,
      run: () => selection.row && open(selection.row.ref),
    },
    {
      id: 'select',
      label: keys.select,
      keys: 'x',
      ...moving,
      run: () =>
        selection.row &&
        selection.select(selection.row.ref, !selection.selected.has(selection.row.ref), false),
    },
    { id: 'select-next', label: keys.selectNext, keys: 'J', ...moving, run: () => step(1, true) },
    { id: 'select-previous', label: keys.selectPrevious, keys: 'K', ...moving, run: () => step(-1, true) },
    { id: 'search', label: keys.search, keys: '/', group: keys.group, run: () => searchRef.current?.focus() },
    { id: 'preview', label: keys.preview, keys: 'p', group: keys.group, run: togglePreview },
    { id: 'show', label: keys.show, keys: '.', group: keys.group, run: calm.show },
    { id: 'clear', label: keys.clear, keys: 'Escape', ...moving, run: () => selection.selectAll(false) },
    { id: 'columns', label: words.desk.columns, group: keys.group, run: () => setDialog('columns') },
    ...(targets.length > 0
      ? rowVerbs.map((verb) => ({
          id: `row ${verb}`,
          label: wordOf(verb),
          group: keys.onSelection,
          run: () => acting.start(verb, targets),
          ...(verbKeys[verb] && { keys: verbKeys[verb] }),
        }))
      : []),
  ])
  function wordOf(verb: string): string {
    return verb === 'tag' ? words.desk.tag : verbWord(words, verb)
  }

  const chosen = selection.selectedRows.length
  return (
    <section className={classes.desk} aria-label={words.desk.heading}>
      <header className={classes.top}>
        <div className={classes.title}>
          <h1 dir="auto" className="wide-only">
            {asked.view.name}
          </h1>
          <ViewSwitch views={views} current={asked.view.id} onView={(id) => go({ view: id })} />
          <Count filters={filters} />
          {calm.fresh > 0 && (
            <Button variant="light" onClick={calm.show} title=".">
              {words.desk.fresh(calm.fresh)}
            </Button>
          )}
        </div>
        <FilterBar
          asked={asked}
          searchRef={searchRef}
          onFilter={onFilter}
          onClear={() => go({ view: asked.view.id })}
          onSave={() => setDialog('save')}
        >
          <Button variant="subtle" className="wide-only" onClick={() => setDialog('columns')}>
            {words.desk.columns}
          </Button>
          <Button
            variant={previewed ? 'light' : 'subtle'}
            className="wide-only"
            aria-pressed={previewed}
            onClick={togglePreview}
          >
            {words.desk.preview}
          </Button>
        </FilterBar>
      </header>
      <div className={classes.body}>
        <div className={classes.list}>
          {list.isPending && <Loading />}
          {list.isError && <Failed error={list.error} retry={() => void list.refetch()} />}
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
              selected={selection.selected}
              onCurrent={selection.setCurrent}
              onOpen={open}
              onSelect={selection.select}
              onSelectAll={selection.selectAll}
              onEnd={onEnd}
              label={asked.view.name}
            />
          )}
        </div>
        {previewed && (
          <aside className={`${classes.side} wide-only`}>
            {selection.current ? (
              <Suspense fallback={<Loading />}>
                <Preview key={selection.current} of={selection.current} />
              </Suspense>
            ) : (
              <p className={`${classes.hint} muted`}>{words.desk.nothingChosen}</p>
            )}
          </aside>
        )}
      </div>
      {chosen > 0 ? (
        <div className={classes.bulk} role="toolbar" aria-label={keys.onSelection}>
          <b>{words.desk.selected(formats.count(chosen))}</b>
          {bulkVerbs.map((verb) => (
            <Button key={verb} variant="default" onClick={() => acting.start(verb, selection.selectedRows)}>
              {wordOf(verb)}
            </Button>
          ))}
          <Button variant="subtle" onClick={() => selection.selectAll(false)}>
            {words.desk.unselect}
          </Button>
        </div>
      ) : (
        <KeyHints />
      )}
      <ViewsRail views={views} current={asked.view.id} onRemove={(view) => void preferences.remove(view)} />
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
            relative={asked.filters.due !== undefined}
            onClose={() => setDialog(null)}
            onSave={(name) => {
              setDialog(null)
              void preferences.save(name, asked).then((id) => {
                say(words.desk.viewSaved(name))
                go({ view: id })
              })
            }}
          />
        )}
      </Suspense>
    </section>
  )
}

const hints = ['next', 'open', 'select', 'search', 'preview'] as const
const hintKeys = { next: 'j k', open: 'Enter', select: 'x', search: '/', preview: 'p' }

/** The keys that one needs all day; `?` shows all of them. */
function KeyHints() {
  const { keys } = useWords().desk
  return (
    <footer className={`${classes.hints} wide-only`}>
      {hints.map((hint) => (
        <span key={hint}>
          {hintKeys[hint].split(' ').map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
          {keys.short[hint]}
        </span>
      ))}
    </footer>
  )
}

function Count({ filters }: { filters: Filters }) {
  const words = useWords().desk
  const formats = useFormats()
  const { data } = useCount(filters)
  if (!data) return null
  return <span className="muted figures">{words.count(formats.count(data.count), data.capped)}</span>
}

function Nothing({ view, filtered }: { view: string; filtered: boolean }) {
  const { empty } = useWords().desk
  if (filtered) return <Hint title={empty.filtered} hint={empty.filteredHint} />
  if (view === 'mine') return <Hint title={empty.mine} hint={empty.mineHint} />
  return <Hint title={empty.other} hint={empty.otherHint} />
}

function Hint({ title, hint }: { title: string; hint: string }) {
  return (
    <Empty title={title}>
      <p className="muted">{hint}</p>
    </Empty>
  )
}

/** The same object for as long as it says the same: it is a key. */
function useStable(filters: Filters): Filters {
  const said = JSON.stringify(filters)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it says is what it depends on
  return useMemo(() => filters, [said])
}

/** A callback that stays the same, and always does what the last drawing meant. */
function useEvent<A extends unknown[]>(callback: (...args: A) => void): (...args: A) => void {
  const latest = useRef(callback)
  latest.current = callback
  return useCallback((...args: A) => latest.current(...args), [])
}
