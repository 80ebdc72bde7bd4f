export { type Catalogue, readCompose } from './read.ts'
