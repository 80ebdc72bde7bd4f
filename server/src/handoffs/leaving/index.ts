export { addLeavingRoutes } from './routes.ts'
