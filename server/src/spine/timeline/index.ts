export { type TimelinePage, type TimelineQuery, timelinePage } from './timeline.ts'
