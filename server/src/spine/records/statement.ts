import type { Column } from './columns.ts'
import { type Name, names, type Part, type Parts, parts, type Rows } from './commit-sql.ts'

/** A named statement, prepared once in each connection, and its parameters. */
export type Statement = { name: string; text: string; values: unknown[] }

const order = Object.keys(parts) as (keyof Parts)[]
const prepared = new Map<string, { name: string; text: string }>()

/** More rows of one record than this come as arrays: each number of rows is a statement of its own. */
const fewRows = 4

/**
 * The statement that writes the rows; it answers the ids that passed. Parts without rows are left out, and each
 * combination that occurs is prepared once. Rows of many records come as one array per column, so that one
 * statement does for two and for five hundred. One record's few rows come as they are: to unfold a hundred arrays
 * of one costs PostgreSQL as much as all else in the statement.
 */
export function statementFor(rows: Parts): Statement {
  const present = order.filter((part) => rows[part].length > 0)
  const one =
    rows.insert.length + rows.update.length === 1 && present.every((part) => rows[part].length <= fewRows)
  const key = present.map((part) => (one ? `${part} ${rows[part].length}` : part)).join(', ')
  let statement = prepared.get(key)
  if (!statement) {
    statement = { name: `commit ${prepared.size}`, text: textFor(present, one ? rows : null) }
    prepared.set(key, statement)
  }
  return {
    ...statement,
    values: present.flatMap((part) => (one ? valuesOf(part, rows) : arraysOf(part, rows))),
  }
}

type Columns<P extends keyof Parts> = readonly Column<Parts[P][number]>[]

function valuesOf<P extends keyof Parts>(part: P, rows: Parts): unknown[] {
  const columns = parts[part].columns as Columns<P>
  return rows[part].flatMap((row) => columns.map(({ value }) => value(row)))
}

function arraysOf<P extends keyof Parts>(part: P, rows: Parts): unknown[][] {
  const columns = parts[part].columns as Columns<P>
  return columns.map(({ value }) => (rows[part] as Parts[P][number][]).map(value))
}

function textFor(present: readonly (keyof Parts)[], few: Parts | null): string {
  let parameters = 0
  const next = (type: string): string => `$${++parameters}::${type}`
  const clauses = present.map((name) => {
    const { columns, sql }: { columns: readonly Name[]; sql: Part<never>['sql'] } = parts[name]
    const rows = few ? fewOf(columns, few[name].length, next) : manyOf(columns, next)
    return { name, clause: `${named(name)} as (${sql(rows, columns)})` }
  })
  const writesRecord = ({ name }: { name: string }): boolean => name === 'insert' || name === 'update'
  const first = clauses.filter(writesRecord)
  const rest = clauses.filter((one) => !writesRecord(one))
  const done = `done as (${first.map(({ name }) => `select id from ${named(name)}`).join(' union all ')})`
  const all = [...first.map(({ clause }) => clause), done, ...rest.map(({ clause }) => clause)]
  return `with ${all.join(',\n')}\nselect id from done`
}

type Next = (type: string) => string

function manyOf(columns: readonly Name[], next: Next): Rows {
  const arrays = columns.map(({ type }) => next(`${type}[]`)).join(', ')
  const passed = (owner: string): string => `v.${owner} in (select id from done)`
  return { from: `unnest(${arrays}) as v(${names(columns)})`, passed }
}

function fewOf(columns: readonly Name[], count: number, next: Next): Rows {
  const row = (): string => `(${columns.map(({ type }) => next(type)).join(', ')})`
  const values = Array.from({ length: count }, row).join(', ')
  // All rows are of the one record.
  return { from: `(values ${values}) as v(${names(columns)})`, passed: () => 'exists (select from done)' }
}

const named = (part: string): string => `p_${part.toLowerCase()}`
