export { everydayNotices, peopleIn } from './everyday.ts'
export { type Hands, handsAt, type InHand } from './hands.ts'
export { listNotices, markRead, type NoticePage, unreadCount } from './read.ts'
export { participantsOf, type Telling, tell } from './tell.ts'
