import { Button } from '@mantine/core'
import { memo, type Ref, type RefObject, Suspense, useState } from 'react'
import { lazily } from '../parts/lazily.ts'
import { useWords } from '../words/index.ts'
import classes from './desk.module.css'
import { FilterChip } from './filter-chip.tsx'
import { type Asked, type FilterName, filterNames } from './filters.ts'
import { SearchField } from './search-field.tsx'

const FilterDialog = lazily(() => import('./filter-dialog.tsx'), 'FilterDialog')
const FilterMenu = lazily(() => import('./filter-menu.tsx'), 'FilterMenu')

type Props = {
  asked: Asked
  searchRef: RefObject<HTMLInputElement | null>
  addRef: Ref<HTMLButtonElement>
  onFilter: (name: FilterName, value: string) => void
  onClear: () => void
  onSave: () => void
}

/** What the list is narrowed to: words, and one filter after another, each of which can be changed or taken away. */
export const FilterBar = memo(function FilterBar(props: Props) {
  const { asked, searchRef, addRef, onFilter, onClear, onSave } = props
  const words = useWords().desk
  const [editing, setEditing] = useState<FilterName | null>(null)
  const { filters, view } = asked
  // What the view itself asks for is said by its name.
  const own = filterNames.filter((name) => name !== 'q' && filters[name] !== view.filters[name])
  const free = filterNames.filter((name) => name !== 'q' && !own.includes(name))
  return (
    <div className={classes.filters}>
      <SearchField value={filters.q ?? ''} inputRef={searchRef} onSearch={(q) => onFilter('q', q)} />
      <AddFilter names={free} addRef={addRef} onChoose={setEditing} />
      {own.map((name) => (
        <FilterChip
          key={name}
          name={name}
          value={filters[name] ?? ''}
          onEdit={() => setEditing(name)}
          onRemove={() => onFilter(name, filters[name] === undefined ? (view.filters[name] ?? '') : '')}
        />
      ))}
      {asked.changed && (
        <>
          <Button variant="subtle" onClick={onClear}>
            {words.clear}
          </Button>
          <Button variant="subtle" onClick={onSave}>
            {words.saveView}
          </Button>
        </>
      )}
      {editing && (
        <Suspense>
          <FilterDialog
            name={editing}
            value={filters[editing] ?? ''}
            onClose={() => setEditing(null)}
            onFilter={onFilter}
          />
        </Suspense>
      )}
    </div>
  )
})

type AddProps = {
  names: readonly FilterName[]
  addRef: Ref<HTMLButtonElement>
  onChoose: (name: FilterName) => void
}

/** The menu of filters is loaded when it is opened. */
function AddFilter({ names, addRef, onChoose }: AddProps) {
  const words = useWords().desk
  const [wanted, setWanted] = useState(false)
  const button = (
    <Button
      ref={addRef}
      variant="subtle"
      aria-label={words.addFilter}
      aria-haspopup="menu"
      onClick={() => setWanted(true)}
    >
      + {words.filter}
    </Button>
  )
  if (!wanted) return button
  return (
    <Suspense fallback={button}>
      <FilterMenu names={names} addRef={addRef} onChoose={onChoose} />
    </Suspense>
  )
}
