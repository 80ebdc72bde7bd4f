export type {
  Calendars,
  Clock,
  ClockMode,
  ClockMove,
  ClockSpan,
  ClockState,
  FiredStep,
  Target,
} from './clock.ts'
export { defaultTargets, type TargetPolicy } from './default-targets.ts'
export { type ExplainedSpan, type Explanation, explainClock } from './explain.ts'
export { cancelClock, fireSteps, moveClock, reaimClock, restateStop, startClock } from './run-clock.ts'
