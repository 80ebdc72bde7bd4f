export { askOften, createNames } from './asked-often.ts'
export { migrate, migrationNames } from './migrate.ts'
export { type Db, openPool } from './pool.ts'
