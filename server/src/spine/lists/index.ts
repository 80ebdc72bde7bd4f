export { type Count, countRecords } from './count.ts'
export { exportCsv } from './export.ts'
export { listRecords, type RecordPage } from './list.ts'
