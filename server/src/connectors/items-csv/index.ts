export { type Mapping, readItemsCsv } from './read.ts'
