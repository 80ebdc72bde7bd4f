export { migrate } from './migrate.ts'
export { type Db, openPool } from './pool.ts'
