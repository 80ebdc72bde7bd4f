export { UnreadableFile } from './bytes.ts'
export { type ImportOptions, type ImportReport, importServiceNow } from './import.ts'
