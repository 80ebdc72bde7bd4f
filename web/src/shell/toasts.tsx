import { Button } from '@mantine/core'
import type { NotificationData } from '@mantine/notifications'
import { type NewWrite, newKey, type Outcome, send, undo } from '../api/index.ts'
import { persistently } from '../parts/lazily.ts'
import type { Words } from '../words/index.ts'
import classes from './toasts.module.css'

/** How long a change can be taken back before it is sent, in milliseconds. */
const undoMs = 6_000

let wanted = false
const listeners = new Set<() => void>()

let loading: Promise<typeof import('./toast-library.ts')> | undefined

/** One for all: another one has toasts of its own, which nobody sees. */
export function toastLibrary(): NonNullable<typeof loading> {
  loading ??= persistently(() => import('./toast-library.ts')).catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}

export const toastsWanted = (): boolean => wanted
export function onToasts(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

async function show(toast: NotificationData): Promise<void> {
  wanted = true
  for (const listener of listeners) listener()
  // Where it cannot be had, its host loads the page again.
  const { notifications } = await toastLibrary().catch(() => ({ notifications: null }))
  notifications?.show({ withBorder: true, ...toast })
}

async function hide(id: string): Promise<void> {
  const { notifications } = await toastLibrary().catch(() => ({ notifications: null }))
  notifications?.hide(id)
}

/** Makes a change that can be taken back: says what was done, with *Undo*, and sends it when that has passed. */
export function sendUndoable(write: Omit<NewWrite, 'key' | 'undoMs'>, words: Words): Promise<Outcome> {
  const key = newKey()
  offerUndo([key], write.label, words)
  return send({ ...write, key, undoMs })
}

/** The same for many at once: one word, one *Undo* for all. */
export function sendAllUndoable(
  writes: readonly Omit<NewWrite, 'key' | 'undoMs'>[],
  label: string,
  words: Words,
): Promise<Outcome[]> {
  const keyed = writes.map((write) => ({ ...write, key: newKey(), undoMs }))
  offerUndo(
    keyed.map(({ key }) => key),
    label,
    words,
  )
  return Promise.all(keyed.map(send))
}

function offerUndo(keys: readonly string[], label: string, words: Words): void {
  const id = keys[0] ?? label
  const takeBack = (): void => {
    for (const key of keys) undo(key)
    void hide(id)
  }
  void show({
    id,
    autoClose: undoMs - 500,
    message: (
      <span className={classes.row}>
        <span className={classes.label}>{label}</span>
        <Button size="compact-sm" variant="subtle" onClick={takeBack}>
          {words.shell.undo}
        </Button>
      </span>
    ),
  })
}

/** Says in a few words what happened. */
export function say(message: string): void {
  void show({ message, autoClose: 4_000 })
}

/** Says what could not be done and why; stays until it is closed. */
export function sayFailed(label: string, why: string, words: Words): void {
  void show({
    title: words.shell.failed(label),
    message: why,
    autoClose: 15_000,
    color: 'red',
    role: 'alert',
  })
}
