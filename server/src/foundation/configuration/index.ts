export { createServiceDirectory, type ServiceDirectory } from './directory.ts'
export { service } from './service.ts'
