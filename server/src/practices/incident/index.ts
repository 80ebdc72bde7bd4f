export { incidentFollowers } from './follow.ts'
export { dataOf } from './incident.ts'
export { incident } from './practice.ts'
export { incidentTimers, takenAlready } from './ticks.ts'
