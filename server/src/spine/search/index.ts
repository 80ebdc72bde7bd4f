export { indexLexemes } from './lexemes.ts'
export { type TextFilter, textFilter } from './matching.ts'
export { type SearchPage, searchRecords } from './search.ts'
export { similarRecords } from './similar.ts'
