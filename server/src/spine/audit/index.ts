export { recordChange, type SystemChange } from './system-record.ts'
