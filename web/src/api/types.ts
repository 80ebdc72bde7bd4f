import type { components, paths } from './generated/schema.ts'

export type { components, paths }

type Schemas = components['schemas']

export type Incident = Schemas['Incident']
export type Row = Schemas['RecordSummary']
export type Entry = Schemas['Entry']
export type Clock = Schemas['Clock']
export type ClockSpans = Schemas['ClockSpans']
export type Link = Schemas['Link']
export type Attachment = Schemas['Attachment']
export type Profile = Schemas['Profile']
export type Person = Schemas['Person']
export type TeamDetail = Schemas['TeamDetail']
export type PersonDetail = Schemas['PersonDetail']
export type ProblemBody = Schemas['Problem']
export type Notice = Schemas['Notice']
export type RecordDetail = Schemas['Record']
export type RoleName = PersonDetail['role']
export type NowList = Schemas['Now']
