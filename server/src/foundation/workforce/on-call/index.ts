export { addOnCallRoutes } from './routes.ts'
export { schedule } from './schedule.ts'
