export { addContactRoutes } from './routes.ts'
export { readContacts } from './store.ts'
