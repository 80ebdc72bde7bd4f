import { type AlertRules, badField, Problem } from '@throughline/contract'
import { conditionProblem, type Vocabulary } from '../expressions/index.ts'

/** What a rule about alerts may speak of. */
export const ruleVocabulary = {
  labels: 'texts',
  annotations: 'texts',
  source: 'text',
} as const satisfies Vocabulary

/** Refuses rules that cannot be read, or that could not be told apart. `at` is where they stand in what was sent. */
export function checkAlertRules({ rules }: AlertRules, at = 'value'): void {
  const problems = rules.flatMap(({ when }, index) => {
    const why = conditionProblem(when, ruleVocabulary)
    return why === null ? [] : [{ path: `/${at}/rules/${index}/when`, message: `cannot be used: ${why}` }]
  })
  if (problems.length > 0) throw new Problem('invalid-input', {}, problems)
  const names = rules.map(({ name }) => name.toLowerCase())
  const twice = names.findIndex((name, index) => names.indexOf(name) !== index)
  if (twice >= 0) throw badField(`${at}/rules/${twice}/name`, 'is the name of another rule already')
}
