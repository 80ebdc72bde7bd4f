import { useEffect, useRef, useSyncExternalStore } from 'react'

/**
 * What a person can do on the screen that is open: found by ⌘K, shown by `?`, done by its keys. A screen says it once,
 * with `useCommands`.
 */
export type Command = {
  id: string
  label: string
  /** One key (`r`, `Enter`, `?`), or two in a row (`g d`); shown in the help. */
  keys?: string
  /** The heading under which help and finder show it. */
  group: string
  run: () => void
  /** Not in the finder: moving in a list, for example. */
  keysOnly?: boolean
  /** Not in the help either: an arrow does what everybody knows. */
  obvious?: boolean
}

type Held = { readonly list: () => readonly Command[] }

let screens: readonly Held[] = []
const listeners = new Set<() => void>()

/** The commands of this screen, for as long as it is mounted; a later screen's keys win. */
export function useCommands(commands: readonly Command[]): void {
  const latest = useRef(commands)
  useEffect(() => {
    latest.current = commands
  })
  useEffect(() => {
    const held = { list: () => latest.current }
    change([...screens, held])
    return () => change(screens.filter((one) => one !== held))
  }, [])
}

function change(next: readonly Held[]): void {
  screens = next
  for (const listener of listeners) listener()
}

/** All commands of the open screens, the innermost first. */
export const allCommands = (): Command[] => screens.toReversed().flatMap(({ list }) => list())

/** How often the open screens changed: what shows all commands reads them anew then. */
export function useOpenScreens(): readonly unknown[] {
  return useSyncExternalStore(subscribe, () => screens)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

let first = ''
let firstAt = 0

/** Does what a key is for, unless the person is typing. */
export function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return
  const sequence = first && event.timeStamp - firstAt < 1_500 ? `${first} ${event.key}` : ''
  const commands = allCommands()
  const command =
    commands.find(({ keys }) => keys === sequence) ?? commands.find(({ keys }) => keys === event.key)
  if (command) {
    event.preventDefault()
    first = ''
    command.run()
  } else {
    first = commands.some(({ keys }) => keys?.startsWith(`${event.key} `)) ? event.key : ''
    firstAt = event.timeStamp
  }
}

function isTyping({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (
    target.closest('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]')
  )
    return true
  // An open dialog or menu has the keyboard to itself.
  if (target.closest('[role=dialog], [role=menu], [role=listbox]')) return true
  return (key === 'Enter' || key === ' ') && target.closest('a, button, [role=button], summary') !== null
}
