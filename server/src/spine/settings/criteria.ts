import { type Criterion, Problem } from '@throughline/contract'
import { conditionProblem, type Vocabulary } from '../expressions/index.ts'

/** What a criterion of readiness may speak of. */
export const readinessVocabulary = {
  service: 'texts',
  links: 'texts',
  attested: 'texts',
  custom: 'texts',
} as const satisfies Vocabulary

/** @throws invalid-input for conditions that cannot be read, or would take for ever */
export function checkCriteria(criteria: readonly Criterion[]): void {
  const problems = criteria.flatMap(({ when }, at) => {
    const why = when === undefined ? null : conditionProblem(when, readinessVocabulary)
    return why === null ? [] : [{ path: `/value/${at}/when`, message: `cannot be used: ${why}` }]
  })
  if (problems.length > 0) throw new Problem('invalid-input', {}, problems)
}
