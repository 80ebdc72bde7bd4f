export { type Live, liveUpdates } from './live.ts'
export type { News, Reload, Update } from './news.ts'
export type { Send, Subscription } from './subscribers.ts'
