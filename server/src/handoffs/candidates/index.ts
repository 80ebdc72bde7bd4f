export { addCandidateRoutes } from './routes.ts'
