export { addKindRoutes, addRecordRoutes } from './kind.ts'
export { addNoticeRoutes } from './noticing.ts'
export { addRoute, type Checked, type RouteFacts } from './route.ts'
export { answers, pageQuery, refParams } from './schemas.ts'
