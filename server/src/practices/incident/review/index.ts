export { reviewFollowers, reviewTimers } from './follow.ts'
export { review } from './review.ts'
