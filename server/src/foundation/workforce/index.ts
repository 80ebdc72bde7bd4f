export {
  amendPerson,
  amendProfile,
  createPerson,
  findPeople,
  invite,
  resetSecondFactor,
  seePerson,
  signOutEverywhere,
} from './commands.ts'
export { createWorkforceDirectory, type WorkforceDirectory } from './directory.ts'
export { createKey, listKeys, revokeKey } from './key-commands.ts'
export { addWorkforceRoutes } from './routes.ts'
export { amendTeam, createTeam, joinTeam, leaveTeam, listTeams, seeTeam } from './team-commands.ts'
