export { type BackupOptions, type BackupReport, backup, type Progress } from './backup.ts'
export { BackupError } from './format.ts'
export { foldersOf } from './public-keys.ts'
export { type RestoreOptions, type RestoreReport, restore } from './restore.ts'
