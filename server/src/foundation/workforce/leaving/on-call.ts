import type { Db } from '../../../spine/db/index.ts'
import { loadRecords } from '../../../spine/records/index.ts'
import { toldSchedules } from '../on-call/in-force.ts'
import type { ScheduleData } from '../on-call/schedule.ts'
import { readSchedules } from '../on-call/store.ts'

/** So far ahead their next shift is looked for, milliseconds. */
const AHEAD = 28 * 86_400_000

/** A schedule in force that counts on somebody; `next`: when their next shift begins, or began, epoch ms. */
export type Duty = { id: number; ref: string; title: string; next: number | null; data: ScheduleData }

/** The schedules in force in whose layers, or coming overrides, somebody is. */
export async function dutiesOf(db: Db, personId: number, now: number): Promise<Duty[]> {
  const schedules = await readSchedules(db)
  const records = await loadRecords(
    db,
    schedules.map(({ id }) => id),
  )
  const found = schedules.flatMap(({ id, ref, name }) => {
    const data = records.get(id)?.row.data as ScheduleData | undefined
    return data && countsOn(data, personId, now) ? [{ id, ref, title: name, data }] : []
  })
  const told = await toldSchedules(
    db,
    found.map(({ id }) => id),
  )
  return found.map((one) => {
    const shifts = told.get(one.id)?.shifts({ from: now, until: now + AHEAD }) ?? []
    return { ...one, next: shifts.find(({ person }) => person === personId)?.from ?? null }
  })
}

function countsOn({ layers, overrides = [] }: ScheduleData, personId: number, now: number): boolean {
  return (
    layers.some(({ members }) => members.some(({ person }) => person === personId)) ||
    overrides.some(({ person, until }) => person === personId && until > now)
  )
}

/** The facts of a schedule in which somebody takes another's turns, one for one; swaps of who leaves are off. */
export function dutyHandedOver(
  { layers, overrides = [], swaps = [] }: ScheduleData,
  from: number,
  { to, now }: { to: number; now: number },
): Pick<ScheduleData, 'layers' | 'overrides' | 'swaps'> {
  const taken = <T extends { person: number | null }>(one: T): T =>
    one.person === from ? { ...one, person: to } : one
  return {
    layers: layers.map((layer) => ({ ...layer, members: layer.members.map(taken) })),
    overrides: overrides.map((one) => (one.until > now ? taken(one) : one)),
    swaps: swaps.filter(({ person, by }) => person !== from && by !== from),
  }
}
