export { UnreadableFile } from '../../spine/files/index.ts'
export { type ImportOptions, type ImportReport, importServiceNow } from './import.ts'
