export { goodbye } from './goodbye.ts'
export { type Duty, dutiesOf, dutyHandedOver } from './on-call.ts'
export { pathCalls, pathHandedOver } from './paths.ts'
export { type Post, postHandedOver, postsOf } from './posts.ts'
