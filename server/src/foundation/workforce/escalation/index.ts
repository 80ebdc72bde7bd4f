export { type Call, callsOf } from './calls.ts'
export type { PathData } from './facts.ts'
export { escalationPath } from './path.ts'
export { type PathRow, readPaths } from './store.ts'
