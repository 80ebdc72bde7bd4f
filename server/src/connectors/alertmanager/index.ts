export { addAlertmanagerRoutes } from './routes.ts'
