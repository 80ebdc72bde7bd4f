export { absences } from './absences.ts'
export { addAbsenceRoutes } from './routes.ts'
export type { Span } from './store.ts'
