export { answeredBefore } from './answered.ts'
export type { ChainProblem } from './check-chain.ts'
export { type Checkpointed, checkpointLoop, makeCheckpoint } from './checkpoint.ts'
export {
  compareRebuilt,
  type Difference,
  type RebuildOptions,
  type RebuildReport,
} from './compare-rebuilt.ts'
export type { Folding } from './folded.ts'
export { type Rebuilt, rebuild } from './rebuild.ts'
export { copiesNamed, type Redacting, redact, removeRedactedContents } from './redact.ts'
export { system } from './system-kind.ts'
export { changeIntent, recordChange, type SystemChange } from './system-record.ts'
export { type ChainReport, type VerifyOptions, verifyChains } from './verify.ts'
export {
  type CheckpointOptions,
  type CheckpointProblem,
  type CheckpointReport,
  verifyCheckpoints,
} from './verify-checkpoints.ts'
