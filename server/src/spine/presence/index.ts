export { beHere, leave, presenceChannel } from './presence.ts'
