export type { Ctx, FileStore, Request, Spine } from './context.ts'
export type { Directory, PersonFacts, ServiceFacts, TeamFacts } from './directory.ts'
