export { bringInPeople, bringInTeams, type Newcomer, type NewTeam } from './bring-in.ts'
export { bringInFacts } from './bring-in-facts.ts'
export { readContacts } from './contacts/index.ts'
export { createWorkforceDirectory } from './directory.ts'
export { type Knowledge, knowledgeOf, onDuty } from './duty.ts'
export {
  type Call,
  callsOf,
  escalationPath,
  type PathData,
  type PathRow,
  readPaths,
} from './escalation/index.ts'
export { createKey, listKeys, revokeKey } from './key-commands.ts'
export {
  type Duty,
  dutiesOf,
  dutyHandedOver,
  goodbye,
  type Post,
  pathCalls,
  pathHandedOver,
  postHandedOver,
  postsOf,
} from './leaving/index.ts'
export { membershipLoop } from './memberships/index.ts'
export {
  addFeedRoutes,
  addOnCallRoutes,
  readSchedules,
  schedule,
  type Told,
  toldSchedules,
} from './on-call/index.ts'
export { type OutsideName, peopleNamed, teamsNamed } from './outside.ts'
export { addWorkforceRoutes } from './routes.ts'
export { createTeam } from './team-commands.ts'
export type { KeyRow } from './workforce.ts'
