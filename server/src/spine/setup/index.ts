export { changeCalendar, changeSetting } from './commands.ts'
export { nameOrganisation } from './organisation.ts'
export { reaimClocks } from './reaim.ts'
export { addSetUpRoutes } from './routes.ts'
