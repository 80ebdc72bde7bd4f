export { addKindRoutes, addRecordRoutes } from './kind.ts'
export { liveRoutes } from './live.ts'
export { addNoticeRoutes } from './noticing.ts'
export { addRoute, type Checked, type RouteFacts } from './route.ts'
