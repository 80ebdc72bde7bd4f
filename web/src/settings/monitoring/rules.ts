import type { Value } from '../setting-values.ts'

export type Rules = Value<'alertRules'>
export type Rule = Rules['rules'][number]
