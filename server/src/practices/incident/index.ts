export { dataOf } from './incident.ts'
export { incidentFollowers } from './follow.ts'
export { incident } from './practice.ts'
export { incidentTimers, takenAlready } from './ticks.ts'
