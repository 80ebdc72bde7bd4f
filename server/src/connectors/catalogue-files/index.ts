export { type Document, type Documents, documentsIn, filesAt, type Trouble } from './documents.ts'
