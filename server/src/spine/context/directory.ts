/** The people, teams and services that records name; the foundation provides it, the spine only looks up. */
export type Directory = {
  /** Teams and services are few: a snapshot in memory, replaced when one changes. */
  team(idOrKey: number | string): TeamFacts | null
  teams(): readonly TeamFacts[]
  service(idOrKey: number | string): ServiceFacts | null
  services(): readonly ServiceFacts[]
  /** By id or e-mail; null when there is nobody. */
  person(idOrEmail: number | string): Promise<PersonFacts | null>
  /** Names for answers; unknown ids are missing. */
  people(ids: Iterable<number>): Promise<ReadonlyMap<number, PersonFacts>>
  reload(): Promise<void>
}

export type PersonFacts = {
  id: number
  name: string
  email: string | null
  role: 'requester' | 'agent' | 'manager' | 'administrator'
  active: boolean
  zone: string
  /** Such as `en` or `de-AT`. */
  language: string
  teamIds: readonly number[]
}

export type TeamFacts = {
  id: number
  key: string
  name: string
  /** 1 is the service desk, 2 and 3 stand behind it. */
  line: number
  leadId: number | null
  managerId: number | null
  /** Who leads the shift now. */
  shiftLeadId: number | null
  memberIds: readonly number[]
}

export type ServiceFacts = {
  id: number
  ref: string
  key: string
  name: string
  /** 1 is the most important. */
  tier: number
  ownerId: number | null
  teamId: number | null
  calendarKey: string | null
  state: string
}
