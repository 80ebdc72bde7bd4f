import { z } from 'zod'
import { pageOf, personIn, personOut, teamOut } from './record.ts'
import { instant, instantOut, line } from './text.ts'

/** What a person may be; each role includes the ones before it. */
export const roleNames = ['requester', 'agent', 'manager', 'administrator'] as const
/** What an API key may be used for; each scope includes the ones before it, and none exceeds its person's role. */
export const keyScopes = ['read', 'write', 'admin'] as const

/** An IANA time zone, as this machine knows them. */
export const zone = line(60).refine(isZone, 'must be a time zone such as Europe/Lisbon')
export const language = line(35).refine(isLanguage, 'must be a language such as en or pt-BR')
const email = z.email('must be an e-mail address').max(254)

function isZone(name: string): boolean {
  // Offsets such as +01:00 are understood as well, and know nothing of summer time.
  return /^[A-Za-z]/.test(name) && does(() => new Intl.DateTimeFormat('en', { timeZone: name }))
}

function isLanguage(tag: string): boolean {
  return does(() => Intl.getCanonicalLocales(tag))
}

function does(work: () => unknown): boolean {
  try {
    work()
    return true
  } catch {
    return false
  }
}

export const personCreate = z
  .strictObject({
    name: line(120),
    /** Without one they cannot sign in, only be named. */
    email: email.nullable().default(null),
    role: z.enum(roleNames).default('requester'),
    zone: zone.default('UTC'),
    language: language.default('en'),
  })
  .meta({ id: 'PersonCreate' })

export const personAmend = z
  .strictObject({
    name: line(120),
    email: email.nullable(),
    role: z.enum(roleNames),
    active: z.boolean(),
    zone,
    language,
  })
  .partial()
  .meta({ id: 'PersonAmend' })

/** What people change about themselves. */
export const profileAmend = z
  .strictObject({ name: line(120), zone, language })
  .partial()
  .meta({ id: 'ProfileAmend' })

const personFields = {
  id: z.int(),
  name: z.string(),
  email: z.string().nullable(),
  role: z.enum(roleNames),
  active: z.boolean(),
  zone: z.string(),
  language: z.string(),
  twoFactor: z.boolean(),
  teams: z.array(teamOut),
  createdAt: instantOut,
}
export const personDetailOut = z.object(personFields).meta({ id: 'PersonDetail' })
export const peoplePageOut = pageOf(personDetailOut).meta({ id: 'PeoplePage' })
/** Oneself: how one is signed in, and what one may do here beyond one's own work. */
export const profileOut = z
  .object({
    ...personFields,
    via: z.enum(['session', 'key']),
    scopes: z.array(z.enum(keyScopes)),
    can: z.array(z.enum(['work', 'decide', 'administer'])),
  })
  .meta({ id: 'Profile' })

export const peopleQuery = z.strictObject({
  q: line(100).optional(),
  role: z.enum(roleNames).optional(),
  team: line(60).optional(),
  active: z.stringbool().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(1000).optional(),
})

/** Where one is signed in, newest seen first. */
export const sessionsOut = z
  .object({
    items: z.array(
      z.object({
        id: z.int(),
        /** The one that asks. */
        current: z.boolean(),
        createdAt: instantOut,
        lastSeenAt: instantOut,
        userAgent: z.string().nullable(),
        address: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Sessions' })

/** A link (below the address that people open) with which someone chooses their password: shown once, to be passed on. */
export const invitationOut = z
  .object({ link: z.string(), token: z.string(), expiresAt: instantOut })
  .meta({ id: 'Invitation' })

const teamKey = line(60).regex(
  /^[a-z0-9]+(-[a-z0-9]+)*$/,
  'must be lower-case words joined by hyphens, such as service-desk',
)
const someone = personIn.nullable()
const teamFields = {
  name: line(120),
  line: z.int().min(1).max(3),
  lead: someone,
  manager: someone,
  shiftLead: someone,
}

export const teamCreate = z
  .strictObject({
    ...teamFields,
    key: teamKey,
    line: teamFields.line.default(1),
    lead: someone.default(null),
    manager: someone.default(null),
    shiftLead: someone.default(null),
    members: z.array(personIn).max(500).default([]),
  })
  .meta({ id: 'TeamCreate' })

export const teamAmend = z
  .strictObject({ ...teamFields, retired: z.boolean() })
  .partial()
  .meta({ id: 'TeamAmend' })

export const teamDetailOut = z
  .object({
    id: z.int(),
    key: z.string(),
    name: z.string(),
    /** 1 is the service desk, 2 and 3 stand behind it. */
    line: z.int(),
    lead: personOut.nullable(),
    manager: personOut.nullable(),
    shiftLead: personOut.nullable(),
    members: z.array(personOut),
    retired: z.boolean(),
  })
  .meta({ id: 'TeamDetail' })
export const teamsOut = z.object({ items: z.array(teamDetailOut) }).meta({ id: 'Teams' })

export const keyCreate = z
  .strictObject({
    name: line(80),
    scopes: z.array(z.enum(keyScopes)).min(1, 'name at least one').max(3),
    /** At most a year from now, and a year if not said. */
    expiresAt: instant.optional(),
  })
  .meta({ id: 'KeyCreate' })

const keyFields = {
  id: z.int(),
  name: z.string(),
  /** The first characters, to tell keys apart. */
  start: z.string(),
  scopes: z.array(z.enum(keyScopes)),
  state: z.enum(['live', 'expired', 'revoked']),
  createdAt: instantOut,
  expiresAt: instantOut.nullable(),
  revokedAt: instantOut.nullable(),
  usedAt: instantOut.nullable(),
}
export const keyOut = z.object(keyFields).meta({ id: 'Key' })
export const keysOut = z.object({ items: z.array(keyOut) }).meta({ id: 'Keys' })
/** A new key: this is the only time that it is shown; a repeated request gets null. */
export const newKeyOut = z.object({ ...keyFields, key: z.string().nullable() }).meta({ id: 'NewKey' })

export const setUpStateOut = z
  .object({
    needed: z.boolean(),
    /** What people call this place, for its door; null until it was named. */
    organisation: z.string().nullable(),
    /** Whether this holds the demo company, or some of it: its work is made up. */
    demo: z.boolean(),
  })
  .meta({ id: 'SetUpState' })
/** Null once it has been used. */
export const setUpTokenOut = z.object({ token: z.string().nullable() }).meta({ id: 'SetUpToken' })
export const setUpIn = z
  .strictObject({
    token: z.string().max(200),
    name: line(120),
    email,
    password: z.string().max(1000),
    zone: zone.default('UTC'),
    language: language.default('en'),
    /** What the organisation is called. */
    organisation: line(80).optional(),
  })
  .meta({ id: 'SetUp' })
