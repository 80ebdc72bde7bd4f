export { createWorkforceDirectory } from './directory.ts'
export { addWorkforceRoutes } from './routes.ts'
