export type { ChainProblem } from './check-chain.ts'
export { system } from './system-kind.ts'
export { recordChange, type SystemChange } from './system-record.ts'
export { type ChainReport, verifyChains, type VerifyOptions } from './verify.ts'
