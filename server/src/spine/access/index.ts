export { type Action, authorize, may, type Visible } from './abilities.ts'
export * from './actor.ts'
export { type ScopeBranch, scopeOf, visibleIds } from './scope.ts'
