import { type StandingTable, searchColumns, searchVectors, unnested } from '../records/index.ts'

/**
 * Compares what must stand (arrays from `$3` on) with what stands in a table, for the records with $1 < id ≤ $2,
 * and answers only what differs. PostgreSQL compares, because only it knows when two jsonb or two instants are
 * the same; and as the table's side is a range of records, rows that belong to no record come to light as well.
 */
export function comparison({ table, owner, key, columns }: StandingTable): string {
  const names = columns.map(({ name }) => name)
  return `
    select coalesce(v.${owner}, t.${owner}) as id, ${keyText(key)} as key,
      v.${owner} is null as extra, t.${owner} is null as missing, ${differing(names)} as columns
    from ${unnested({ columns }, 2)} v
    full join (select * from ${table} where ${owner} > $1 and ${owner} <= $2) t
      on ${key.map((name) => `v.${name} = t.${name}`).join(' and ')}
    where v.${owner} is null or t.${owner} is null
      or (${names.map((name) => `v.${name}`).join(', ')}) is distinct from (${names.map((name) => `t.${name}`).join(', ')})`
}

function keyText(key: readonly string[]): string {
  const [, ...rest] = key.map((name) => `coalesce(v.${name}, t.${name})`)
  return rest.length > 0 ? `concat_ws(' ', ${rest.join(', ')})` : `''`
}

function differing(names: readonly string[]): string {
  return `array_remove(array[${names
    .map((name) => `case when v.${name} is distinct from t.${name} then '${name}' end`)
    .join(', ')}], null)`
}

/**
 * The same for search rows: whether the same words are found, in the title and elsewhere. Where in the text a word
 * stands depends on whether the row was written whole or grew comment by comment, so positions are left out, and
 * so is a text too long to be indexed whole (\`cut\`).
 */
export const searchComparison = `
  select coalesce(v.id, t.id) as id, '' as key, v.id is null as extra, t.id is null as missing,
    ${differing(['kind', 'staff', 'open', 'staff_title', 'open_title'])} as columns
  from (select v.id, v.kind, strip(a) as staff, strip(b) as open, strip(ts_filter(a, '{a}')) as staff_title,
          strip(ts_filter(b, '{a}')) as open_title, v.cut
        from (select v.id, v.kind, v.cut, ${searchVectors.replace(/,\s*setweight/, ' as a, setweight')} as b
              from ${unnested({ columns: [...searchColumns, { name: 'cut', type: 'boolean', value: () => null }] }, 2)} v) v) v
  full join (select id, kind, strip(staff) as staff, strip(open) as open, strip(ts_filter(staff, '{a}')) as staff_title,
          strip(ts_filter(open, '{a}')) as open_title
        from record_search where id > $1 and id <= $2) t on t.id = v.id
  where v.id is null or t.id is null or (not v.cut and (v.kind, v.staff, v.open, v.staff_title, v.open_title)
    is distinct from (t.kind, t.staff, t.open, t.staff_title, t.open_title))`
