import type { Place } from '../place.ts'
import { addActs } from './acts.ts'
import { addList } from './list.ts'
import { addRecord } from './record.ts'
import { addReport } from './report.ts'

/** Where people report what is wrong and follow what becomes of it. */
export function addPortal(place: Place): void {
  addList(place)
  addReport(place)
  addRecord(place)
  addActs(place)
}
