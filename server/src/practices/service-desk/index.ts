export { readNow } from './now.ts'
export { addNowRoutes } from './routes.ts'
