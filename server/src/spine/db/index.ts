export { type MigrateOptions, migrate, SchemaTooNewError } from './migrate.ts'
export { type Db, openPool, type PoolOptions } from './pool.ts'
