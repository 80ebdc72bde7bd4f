export { type BackstageCatalogue, readBackstage } from './read.ts'
