import { statSync } from 'node:fs'
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { UnreadableFile } from '../../../spine/files/index.ts'
import { counted } from '../warnings.ts'
import type { Ocel, OcelEvent } from './model.ts'

const mostRelations = 20_000_000

/** Reads OCEL 2.0 as a SQLite database, which is never written to. Throws `UnreadableFile` naming the table. */
export function ocelFromSqlite(path: string): Ocel {
  refuseUnfinished(path)
  const url = pathToFileURL(path)
  // Nothing beside the file is made or locked.
  url.searchParams.set('immutable', '1')
  try {
    const database = new DatabaseSync(url, { readOnly: true })
    try {
      return new Tables(database).read()
    } finally {
      database.close()
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw error
    throw new UnreadableFile(`the database cannot be read: ${(error as Error).message}`)
  }
}

/** What a program has not yet moved from its journal into the database would be missing. */
function refuseUnfinished(path: string): void {
  for (const ending of ['-wal', '-journal']) {
    const journal = statSync(path + ending, { throwIfNoEntry: false })
    if (journal && journal.size > 0) {
      throw new UnreadableFile(`${path}${ending} lies beside it: close the program that writes it first`)
    }
  }
}

class Tables {
  readonly #database: DatabaseSync
  /** By name in small letters, as SQLite compares them. Views are no tables: they could ask anything. */
  readonly #names = new Map<string, string>()
  readonly #warnings: string[] = []

  constructor(database: DatabaseSync) {
    this.#database = database
    const tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'create virtual%'"
    for (const { name } of this.#rows(tables)) this.#names.set(textOf(name).toLowerCase(), textOf(name))
  }

  read(): Ocel {
    const objects = this.#objects()
    const events = this.#events()
    for (const [type, table] of this.#types('event_map_type', 'event_')) this.#fill(events, type, table)
    this.#relate(events)
    return { objects, events: [...events.values()], warnings: this.#warnings.filter(Boolean) }
  }

  #objects(): Map<string, string> {
    const objects = new Map<string, string>()
    let repeated = 0
    for (const { ocel_id, ocel_type } of this.#of('object', ['ocel_id', 'ocel_type'])) {
      if (objects.has(textOf(ocel_id))) repeated++
      else objects.set(textOf(ocel_id), textOf(ocel_type))
    }
    this.#warnings.push(counted(repeated, 'object repeats', 'objects repeat', 'an id: the first counts'))
    return objects
  }

  #events(): Map<string, OcelEvent> {
    const events = new Map<string, OcelEvent>()
    let repeated = 0
    for (const { ocel_id, ocel_type } of this.#of('event', ['ocel_id', 'ocel_type'])) {
      const id = textOf(ocel_id)
      if (events.has(id)) repeated++
      else events.set(id, { id, type: textOf(ocel_type), time: '', attributes: [], objects: [] })
    }
    this.#warnings.push(counted(repeated, 'event repeats', 'events repeat', 'an id: the first counts'))
    return events
  }

  /** Types with the table that has what is known of each of theirs. */
  *#types(map: string, prefix: string): Generator<[type: string, table: string]> {
    for (const { ocel_type, ocel_type_map } of this.#of(map, ['ocel_type', 'ocel_type_map'])) {
      yield [textOf(ocel_type), prefix + textOf(ocel_type_map)]
    }
  }

  /** Times and attributes of the events of a type; those that are in no such table stay without a time. */
  #fill(events: ReadonlyMap<string, OcelEvent>, type: string, table: string): void {
    let strange = 0
    for (const row of this.#of(table, ['ocel_id', 'ocel_time'], '*')) {
      const event = events.get(textOf(row.ocel_id))
      if (event?.type !== type) strange++
      else if (event.time === '') {
        event.time = textOf(row.ocel_time)
        event.attributes = Object.entries(row)
          .filter(([name, value]) => value !== null && name !== 'ocel_id' && name !== 'ocel_time')
          .map(([name, value]) => ({ name, value: textOf(value) }))
      }
    }
    const rest = `of "${table}" no event of type "${type}": passed over`
    this.#warnings.push(counted(strange, 'row is', 'rows are', rest))
  }

  #relate(events: ReadonlyMap<string, OcelEvent>): void {
    let count = 0
    let strange = 0
    for (const row of this.#of('event_object', ['ocel_event_id', 'ocel_object_id'])) {
      if (++count > mostRelations) {
        throw new UnreadableFile(`"event_object" has more than ${mostRelations.toLocaleString('en')} rows`)
      }
      const event = events.get(textOf(row.ocel_event_id))
      if (event) event.objects.push(textOf(row.ocel_object_id))
      else strange++
    }
    const rest = 'to no event: passed over'
    this.#warnings.push(counted(strange, 'row of "event_object" leads', 'rows of "event_object" lead', rest))
  }

  /** The rows of a table that must have these columns. */
  *#of(name: string, needed: readonly string[], all?: '*'): Generator<Record<string, SQLOutputValue>> {
    const table = this.#names.get(name.toLowerCase())
    if (table === undefined) throw new UnreadableFile(`OCEL needs a table "${name}"; there is none`)
    const columns = [...this.#rows(`PRAGMA table_info(${quoted(table)})`)].map(({ name }) => textOf(name))
    const missing = needed.find((column) => !columns.includes(column))
    if (missing) throw new UnreadableFile(`the table "${name}" has no column "${missing}"`)
    yield* this.#rows(`SELECT ${all ?? needed.map(quoted).join(', ')} FROM ${quoted(table)}`)
  }

  #rows(sql: string): Iterable<Record<string, SQLOutputValue>> {
    const statement = this.#database.prepare(sql)
    // Integers beyond 2^53 are no reason to fail.
    statement.setReadBigInts(true)
    return statement.iterate()
  }
}

/** A name within SQL; names of tables cannot be parameters. */
function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

function textOf(value: SQLOutputValue | undefined): string {
  return value === null || value === undefined || value instanceof Uint8Array ? '' : String(value)
}
