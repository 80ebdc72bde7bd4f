export { addReadinessRoutes } from './routes.ts'
