export { type Answered, createOutgoing, type Outgoing, Unreachable } from './outgoing.ts'
export type { OutgoingRules } from './rules.ts'
