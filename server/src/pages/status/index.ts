export { headline } from './item-part.ts'
export { addStatus, ENDING } from './page.ts'
