export { answerFrameworkError, answerProblems, bodyOf, problemOf } from './problems.ts'
export { type Authenticate, addContext, versionSent } from './request-context.ts'
