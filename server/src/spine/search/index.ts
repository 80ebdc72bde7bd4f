export { type TextFilter, textFilter } from './matching.ts'
