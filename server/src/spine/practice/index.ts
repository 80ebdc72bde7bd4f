export { possible } from './act.ts'
export { clockOps } from './clock-ops.ts'
export * from './commands.ts'
export type { Decision } from './decide.ts'
export { handingOver } from './hand-over.ts'
export { holderNamed } from './holder.ts'
export { sameReaders } from './parts.ts'
export {
  beginPast,
  type Past,
  pastIntent,
  tellAct,
  tellAmendment,
  tellComment,
  tellDecided,
  tellOpened,
  tellOpening,
} from './past.ts'
export { personName } from './person-name.ts'
export * from './practice.ts'
export * from './present.ts'
export { entriesSaid, presentEntries } from './present-entries.ts'
export { type Registry, refOf, registryOf } from './registry.ts'
export { searchText } from './search-text.ts'
