export { answerFrameworkError, answerProblems } from './problems.ts'
export { type Authenticate, addContext, versionSent } from './request-context.ts'
