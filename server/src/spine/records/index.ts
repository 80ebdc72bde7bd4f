export * from './chain.ts'
export { type SearchText, searchColumns, searchVectors } from './commit-sql.ts'
export {
  AlreadyDone,
  type Also,
  type AnswerKey,
  commit,
  type Door,
  type DoorMode,
  type Intent,
  Moved,
  type Poke,
  prepare,
  statementOf,
  type Written,
} from './door.ts'
export { beginFold, type Fold, foldEntries, foldRow, merge, redactedText } from './fold.ts'
export { nextNumber } from './ids.ts'
export {
  type Asker,
  loadEntries,
  loadEntriesAt,
  loadEntriesBetween,
  loadFor,
  loadRecords,
  loadRows,
  recordSelection,
} from './load.ts'
export * from './model.ts'
export * from './standing.ts'
export { wordsApart } from './words.ts'
