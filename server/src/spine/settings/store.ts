import { Problem } from '@throughline/contract'
import type { Db } from '../db/index.ts'
import { type CalendarDefinition, type WorkingTable, workingTable } from '../time/index.ts'
import { defaultSettings, type Settings } from './settings.ts'

export type SettingsStore = {
  current(): Settings
  /** Versions by key: a clock remembers the version of `targets` it was given. */
  versionOf(key: keyof Settings): number
  reload(): Promise<void>
}

/** The settings in force, from the database over the defaults. */
export async function openSettings(db: Db): Promise<SettingsStore> {
  let settings = defaultSettings
  let versions = new Map<string, number>()
  const reload = async (): Promise<void> => {
    const { rows } = await db.pool.query<{ key: string; value: unknown; version: number }>(
      'select key, value, version from setting',
    )
    settings = {
      ...defaultSettings,
      ...Object.fromEntries(rows.map((row) => [row.key, row.value])),
    } as Settings
    versions = new Map(rows.map((row) => [row.key, row.version]))
  }
  await reload()
  return { current: () => settings, versionOf: (key) => versions.get(key) ?? 0, reload }
}

/** Calendars are immutable versions: an id means the same hours for ever. */
export type CalendarStore = {
  /** The working intervals of a version. @throws when there is no such version (reload first). */
  table(id: number): WorkingTable
  /** The id of a calendar's newest version, the default's where the key is null or unknown. */
  current(key: string | null): number
  always: number
  /** Whether there is a calendar of this key. */
  has(key: string): boolean
  reload(): Promise<void>
}

/** The calendar that holds where a service names none. */
export const defaultCalendar = 'office'

export async function openCalendars(db: Db): Promise<CalendarStore> {
  const tables = new Map<number, WorkingTable>()
  const newest = new Map<string, number>()
  const reload = async (): Promise<void> => {
    const { rows } = await db.pool.query<{ id: number; key: string; definition: CalendarDefinition }>(
      'select id, key, definition from calendar_version order by key, version',
    )
    for (const { id, key, definition } of rows) {
      if (!tables.has(id)) tables.set(id, workingTable(definition))
      newest.set(key, id)
    }
  }
  await reload()
  const named = (key: string): number => {
    const id = newest.get(key)
    if (id === undefined) throw new Problem('internal', { trace: `calendar ${key} is missing` })
    return id
  }
  return {
    table: (id) => {
      const table = tables.get(id)
      if (!table) throw new Problem('internal', { trace: `calendar version ${id} is missing` })
      return table
    },
    current: (key) => (key === null ? undefined : newest.get(key)) ?? named(defaultCalendar),
    get always() {
      return named('always')
    },
    has: (key) => newest.has(key),
    reload,
  }
}
