import { Kbd, Loader, Modal, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useId, useState } from 'react'
import { api, read } from '../api/index.ts'
import { useWords } from '../words/index.ts'
import { allCommands } from './commands.ts'
import classes from './finder.module.css'

type Hit = { id: string; label: string; detail: string; keys?: string; run: () => void }

/** ⌘K: everything one can find or do, by typing. Commands of the open screen first, then records. */
export function Finder({ onClose }: { onClose: () => void }) {
  const words = useWords()
  const listId = useId()
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const [asked] = useDebouncedValue(typed.trim(), 80)
  // Which commands there are is settled when the finder opens: it has the keyboard itself from then on.
  const [commands] = useState(() => allCommands().filter(({ keysOnly }) => !keysOnly))
  const { data: records = [], isFetching } = useQuery({
    queryKey: ['find', asked],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/search', { params: { query: { q: asked, limit: 8 } }, signal })),
    select: ({ items }) => items,
    enabled: asked.length > 1,
    placeholderData: keepPreviousData,
  })
  const fitting = commands
    .filter(({ label }) => fits(label, typed))
    .map((one): Hit => ({ ...one, detail: one.group }))
  const found = (asked.length > 1 ? records : []).map(
    ({ ref, title, state, kind }): Hit => ({
      id: ref,
      label: title,
      detail: `${ref}, ${kind === 'incident' ? words.terms.states[state as keyof typeof words.terms.states] : state}`,
      run: () => void navigate({ to: '/records/$ref', params: { ref } }),
    }),
  )
  const hits = [...fitting, ...found]
  const current = Math.min(at, hits.length - 1)

  const choose = (hit: Hit | undefined): void => {
    if (!hit) return
    onClose()
    hit.run()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      setAt((current + step + hits.length) % Math.max(hits.length, 1))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      choose(hits[current])
    }
  }

  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      size="lg"
      aria-label={words.shell.findOrDo}
    >
      <TextInput
        data-autofocus
        size="lg"
        variant="unstyled"
        className={classes.input}
        placeholder={words.shell.findOrDo}
        aria-label={words.shell.findOrDo}
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={hits[current] ? `${listId}-${current}` : undefined}
        rightSection={isFetching ? <Loader size={14} /> : null}
        value={typed}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div id={listId} role="listbox" aria-label={words.shell.findOrDo} className={classes.list}>
        {hits.map((hit, index) => (
          <div
            key={hit.id}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            className={classes.hit}
            onMouseMove={() => setAt(index)}
            onClick={() => choose(hit)}
            onKeyDown={onKeyDown}
          >
            <span className="cut" dir="auto">
              {hit.label}
            </span>
            <span className={classes.detail}>
              {hit.keys ? hit.keys.split(' ').map((key) => <Kbd key={key}>{key}</Kbd>) : hit.detail}
            </span>
          </div>
        ))}
      </div>
      {hits.length === 0 && <p className={classes.none}>{words.shell.noMatch}</p>}
    </Modal>
  )
}

/** Every word typed begins a word of the label. */
function fits(label: string, typed: string): boolean {
  const parts = label.toLowerCase().split(/\s+/)
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => parts.some((part) => part.startsWith(word)))
}
