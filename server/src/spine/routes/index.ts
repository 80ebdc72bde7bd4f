export { addNoticeRoutes } from './noticing.ts'
export { addKindRoutes, addRecordRoutes } from './kind.ts'
export { addRoute, type Checked, type RouteFacts } from './route.ts'
export { answers, pageQuery, refParams } from './schemas.ts'
