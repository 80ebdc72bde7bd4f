import type { RecordRow } from '../../spine/records/index.ts'
import { isOpenMajor, majorGuards, majorOf } from './major.ts'

/** What stands against verbs of an incident, as it is: words that continue "INC-7 is …". */
export const guards = {
  ...majorGuards,
  // Whoever leads it and whoever follows it would lose it.
  merge: (row: RecordRow): string | null =>
    isOpenMajor(majorOf(row)) ? 'a major incident: merge the other one into it' : null,
}
