export { survivorOf } from '../links/index.ts'
export { tellMerged, tellSurvivor } from './follow.ts'
