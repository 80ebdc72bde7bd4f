export { goodbye } from './goodbye.ts'
export { type Duty, dutiesOf, dutyHandedOver } from './on-call.ts'
export { type Post, postHandedOver, postsOf } from './posts.ts'
