import { keepHere } from './browser-store.ts'
import { newKey } from './new-key.ts'

/**
 * Where a tab keeps what it has not sent: each tab has its own drawer in the browser's store, so that no two tabs
 * write the same one or send the same change. What a closed tab left is adopted by one that is open.
 */
export type Drawer<T> = {
  name: string
  found: T[]
  /** Answers whether they are kept: the browser may have no room for them. */
  store(items: readonly T[]): boolean
}

/** Opens this tab's drawer; `found` is what the page before this one left in it. */
export async function openDrawer<T>(prefix: string): Promise<Drawer<T>> {
  const earlier = sessionStorage.getItem(prefix)
  // A duplicated tab has the same memory: the first holds the lock.
  const mine = earlier && (await hold(`${prefix}.${earlier}`)) ? earlier : newKey()
  if (mine !== earlier) await hold(`${prefix}.${mine}`)
  sessionStorage.setItem(prefix, mine)
  const name = `${prefix}.${mine}`
  return { name, found: itemsIn(name), store: (items) => put(name, items) }
}

/** Takes what tabs left that are no longer open. */
export async function adoptAbandoned<T>(own: string): Promise<T[]> {
  if (!navigator.locks) return []
  const prefix = own.slice(0, own.lastIndexOf('.') + 1)
  const found: T[] = []
  for (const name of Object.keys(localStorage).filter((key) => key.startsWith(prefix) && key !== own)) {
    await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
      if (!lock) return
      found.push(...itemsIn<T>(name))
      localStorage.removeItem(name)
    })
  }
  return found
}

/** Holds a lock for as long as the page lives. Answers false where another tab has it. */
function hold(name: string): Promise<boolean> {
  // Without https there are no locks: then each tab keeps to its own.
  if (!navigator.locks) return Promise.resolve(true)
  return new Promise((resolve) => {
    void navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      resolve(lock !== null)
      return lock ? new Promise(() => {}) : undefined
    })
  })
}

function itemsIn<T>(name: string): T[] {
  try {
    return JSON.parse(localStorage.getItem(name) ?? '[]') as T[]
  } catch {
    return []
  }
}

function put(name: string, items: readonly unknown[]): boolean {
  return keepHere(name, items.length > 0 ? JSON.stringify(items) : null)
}
