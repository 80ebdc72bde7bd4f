export { type Condition, conditionOf, conditionProblem, type Vocabulary } from './expressions.ts'
