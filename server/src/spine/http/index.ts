export { answerProblems, isDatabaseAway, problemCodes } from './problems.ts'
export { addContext, type Authenticate, versionSent } from './request-context.ts'
