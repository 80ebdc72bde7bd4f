export * from './timeline.ts'
export { type Voice, voicesOf } from './voices.ts'
