export { membershipLoop } from './loop.ts'
export { addMembershipRoutes } from './routes.ts'
