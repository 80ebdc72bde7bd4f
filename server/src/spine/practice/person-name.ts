import type { JsonObject } from '../records/index.ts'
import type { People } from './practice.ts'

/** A person's name for an answer; someone no longer known keeps their number. */
export function personName(people: People, id: number | null): JsonObject | null {
  return id === null ? null : { id, name: people.get(id)?.name ?? `Person ${id}` }
}
