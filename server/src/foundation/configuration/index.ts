export { createServiceDirectory, type ServiceDirectory } from './directory.ts'
export { item } from './item.ts'
export { addReachRoutes } from './reach-routes.ts'
export { service } from './service.ts'
