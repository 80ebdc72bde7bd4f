import type { Db } from '../db/index.ts'

type Waiting<Key, Value> = { key: Key; resolve(value: Value): void; reject(error: unknown): void }

/**
 * A question to the database that is asked of all keys at once which are asked for in the same turn of the event
 * loop: jobs that run side by side, each in its own words, then cost one statement together. `ask` answers in the
 * order of its keys.
 */
export function gathered<Key, Value>(
  ask: (db: Db, keys: readonly Key[]) => Promise<readonly Value[]>,
): (db: Db, key: Key) => Promise<Value> {
  const waitingOf = new WeakMap<Db, Waiting<Key, Value>[]>()
  const askAll = (db: Db): void => {
    const waiting = waitingOf.get(db) ?? []
    waitingOf.delete(db)
    ask(
      db,
      waiting.map(({ key }) => key),
    ).then(
      (values) => {
        for (const [at, { resolve }] of waiting.entries()) resolve(values[at] as Value)
      },
      (error) => {
        for (const { reject } of waiting) reject(error)
      },
    )
  }
  return (db, key) =>
    new Promise((resolve, reject) => {
      const waiting = waitingOf.get(db)
      if (waiting) waiting.push({ key, resolve, reject })
      else {
        waitingOf.set(db, [{ key, resolve, reject }])
        setImmediate(askAll, db)
      }
    })
}
