export { type Told, toldSchedules } from './in-force.ts'
export { addOnCallRoutes } from './routes.ts'
export { schedule } from './schedule.ts'
export { readSchedules, type ScheduleRow } from './store.ts'
