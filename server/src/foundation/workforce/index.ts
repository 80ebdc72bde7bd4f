export { createWorkforceDirectory } from './directory.ts'
export { createKey, listKeys, revokeKey } from './key-commands.ts'
export { addWorkforceRoutes } from './routes.ts'
export type { KeyRow } from './workforce.ts'
