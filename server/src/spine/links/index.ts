export { type LinkEnd, linkedTo, linksOf } from './links.ts'
