export { type ClockStep, clockLoop, stepsReached, type Unconcerned } from './clock-loop.ts'
export { gathered } from './gather.ts'
export {
  causeFor,
  deepest,
  depthOf,
  type Handler,
  type Job,
  type JobEntry,
  type Message,
  once,
  type Want,
} from './handler.ts'
export type { Loop } from './loop.ts'
export { installQueue } from './queue.ts'
export { liveChannel } from './relay.ts'
export type { Following } from './run-handlers.ts'
export { followAll, type Order, runUntil } from './simulate.ts'
export { type Jobs, type JobsOptions, startJobs } from './start-jobs.ts'
export { rebuildTimers, type Timed, type Timer, timerHandler, timerLoop } from './timers.ts'
