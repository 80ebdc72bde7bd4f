import type { Db } from '../../../spine/db/index.ts'
import type { Span } from './hours.ts'
import { onCallAt, shifts } from './on-call.ts'
import type { Rota, Shift, Source } from './rota.ts'
import type { ScheduleData } from './schedule.ts'
import { factsSet, holidaysOf } from './store.ts'

/** A rota from when on it held (epoch ms), and what its layers are called; null: the schedule was not in force. */
type Version = { since: number; rota: Rota | null; names: readonly string[] }

/** A schedule with all that it ever was: what was is answered by the rota that was in force then. */
export type Told = {
  at(instant: number): { person: number | null; source: Named }
  /** From one instant to another (epoch ms), without a gap or an overlap. */
  shifts(span: Span): (Omit<Shift, 'source'> & { source: Named })[]
}
export type Named = { layer: string | null; override: number | null }

/** Schedules by their numbers, read at once. */
export async function toldSchedules(db: Db, ids: readonly number[]): Promise<Map<number, Told>> {
  const set = await factsSet(db, ids)
  const calendars = new Set(
    set
      .flatMap(({ data }) => (data as ScheduleData | null)?.layers ?? [])
      .flatMap(({ holidays }) => (holidays ? [holidays.calendar] : [])),
  )
  const holidays = await holidaysOf(db, [...calendars])
  return new Map(
    ids.map((id) => {
      const versions: Version[] = []
      let [data, inForce]: [Partial<ScheduleData>, boolean] = [{}, true]
      for (const entry of set.filter((one) => one.id === id)) {
        data = { ...data, ...(entry.data as Partial<ScheduleData> | null) }
        inForce = entry.state === null ? inForce : entry.state === 'in-force'
        versions.push({
          since: entry.at,
          rota: inForce ? rotaOf(data, holidays) : null,
          names: (data.layers ?? []).map(({ name }) => name),
        })
      }
      return [id, told(versions)]
    }),
  )
}

/** The rota that a schedule's facts make. */
export function rotaOf(
  { layers = [], overrides = [] }: Partial<ScheduleData>,
  holidays: ReadonlyMap<string, ReadonlySet<string>>,
): Rota {
  return {
    layers: layers.map((layer) => ({
      ...layer,
      holidays: layer.holidays && {
        dates: holidays.get(layer.holidays.calendar) ?? new Set(),
        on: layer.holidays.on,
      },
    })),
    overrides: overrides.map((one) => ({ ...one, order: one.id })),
  }
}

function told(versions: readonly Version[]): Told {
  const sourceIn = ({ names }: Version, source: Source): Named => ({
    layer: source && 'layer' in source ? (names[source.layer] ?? null) : null,
    override: source && 'override' in source ? source.override : null,
  })
  const nobody = { person: null, source: { layer: null, override: null } }
  return {
    at: (instant) => {
      const version = versions.findLast(({ since }) => since <= instant)
      if (!version?.rota) return nobody
      const { person, source } = onCallAt(version.rota, instant)
      return { person, source: sourceIn(version, source) }
    },
    shifts: ({ from, until }) => {
      const all = versions.flatMap((version, i) => {
        const within = {
          from: Math.max(from, version.since),
          until: Math.min(until, versions[i + 1]?.since ?? Infinity),
        }
        if (within.from >= within.until) return []
        if (!version.rota) return [{ ...within, ...nobody }]
        return shifts(version.rota, within).map((one) => ({ ...one, source: sourceIn(version, one.source) }))
      })
      const before = Math.min(until, versions[0]?.since ?? until)
      return joined(before > from ? [{ from, until: before, ...nobody }, ...all] : all)
    },
  }
}

type NamedShift = ReturnType<Told['shifts']>[number]

/** A new version that says the same of now does not end a shift. */
function joined(all: readonly NamedShift[]): NamedShift[] {
  const done: NamedShift[] = []
  for (const one of all) {
    const last = done.at(-1)
    const same =
      last?.person === one.person &&
      last.source.layer === one.source.layer &&
      last.source.override === one.source.override
    if (last && same) last.until = one.until
    else done.push({ ...one })
  }
  return done
}
