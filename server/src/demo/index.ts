export { signInsOf } from './company/sign-ins.ts'
export { type LiveDeed, type LiveOptions, liveDemo, NoDemo, type Played } from './live/live.ts'
export { type Loaded, type LoadOptions, loadDemo } from './load.ts'
export { NotEmpty } from './store.ts'
