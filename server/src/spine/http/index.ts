export { answerProblems, isDatabaseAway, problemCodes } from './problems.ts'
export { type Authenticate, addContext, versionSent } from './request-context.ts'
