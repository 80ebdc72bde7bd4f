export { recordChange, type SystemChange } from './system-record.ts'
export { system } from './system-kind.ts'
