export { createWorkforceDirectory, type WorkforceDirectory } from './directory.ts'
