export * from './links.ts'
export * from './merged.ts'
