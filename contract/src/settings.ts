import { z } from 'zod'
import { alertRules } from './alerts.ts'
import { itemClasses } from './catalogue.ts'
import { mailTemplates } from './mail.ts'
import { language, zone } from './people.ts'
import { criteria } from './readiness.ts'
import { personOut } from './record.ts'
import { instantOut, line, prose } from './text.ts'

const priority = z.int().min(1).max(5)
const row = z.tuple([priority, priority, priority])
const days = z.int().min(1).max(60)
const minutes = z.int().min(1).max(1440)
/** People by number, the first who is there first. */
const inOrder = z.array(z.int().positive()).max(50)

const targetPolicy = z.strictObject({
  priority: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]),
  name: z.enum(['response', 'resolution']),
  ms: z
    .int()
    .min(60_000, 'must be at least a minute')
    .max(366 * 86_400_000),
  hours: z.enum(['around the clock', 'service hours']),
  steps: z.array(z.int().min(1).max(100)).max(10),
})

const once = (policies: readonly { name: string; priority: number }[]): boolean =>
  new Set(policies.map(({ name, priority: p }) => `${name} ${p}`)).size === policies.length

/** What an administrator can set, by key; each value replaces the earlier one whole. */
export const settingSchemas = {
  priority: z.tuple([row, row, row]),
  targets: z.record(
    z.string().max(40),
    z.array(targetPolicy).max(50).refine(once, 'names a clock twice for the same priority'),
  ),
  closing: z
    .strictObject({
      remindAfterDays: days,
      closeAfterDays: days,
      heldReopenDays: days,
      cameBackDays: days,
      recoveryHeldMinutes: z.int().min(1).max(10_080),
    })
    .refine(({ remindAfterDays, closeAfterDays }) => remindAfterDays < closeAfterDays, {
      path: ['remindAfterDays'],
      message: 'must be before the day on which it closes',
    }),
  resolutionCodes: z.array(line(40)).min(1).max(100),
  attachments: z.strictObject({
    maxBytes: z
      .int()
      .min(1024)
      .max(1024 ** 3),
    types: z
      .array(z.string().regex(/^[\w.+-]+\/[\w.+-]+$/, 'must be a media type such as image/png'))
      .max(200),
  }),
  major: z.strictObject({
    /** Proposed by itself: a P1 on a service of this tier or a higher one (0: never). */
    proposeTier: z.int().min(0).max(5),
    /** And so many reporters of one service within so many minutes. */
    reporters: z.int().min(2).max(1000),
    reportersMinutes: minutes,
    answerMinutes: minutes,
    firstPostMinutes: minutes,
    nextPostMinutes: z.int().min(5).max(240),
    standDownMinutes: minutes,
    reviewDays: days,
    /** Who manages, and who writes to users, where nobody was named in time. */
    managers: inOrder,
    communications: inOrder,
  }),
  /** Whether people who are not signed in see the status page. */
  statusPage: z.strictObject({ public: z.boolean() }),
  organisation: z.strictObject({ name: line(80), zone, language }),
  /** Answers that staff give often, to be put into a comment and changed there. */
  cannedReplies: z
    .array(
      z.strictObject({
        name: line(80),
        body: prose(20_000).min(1, 'must say something'),
        language: language.optional(),
      }),
    )
    .max(200, 'must be at most 200 replies'),
  mailTemplates,
  /** What becomes of alerts from monitoring. */
  alertRules,
  /** What kinds of things services are made of. */
  itemClasses,
  /** What makes a service ready to be supported. */
  readiness: criteria,
  /** By kind: a JSON Schema (2020-12) of an object. */
  customFields: z.record(z.string().max(40), z.looseObject({ type: z.literal('object') })),
} as const

export type SettingKey = keyof typeof settingSchemas
/** What each setting holds. */
export type SettingValues = { [K in SettingKey]: z.output<(typeof settingSchemas)[K]> }
export const settingKeys = Object.keys(settingSchemas) as SettingKey[]

export const settingOut = z
  .object({ key: z.enum(settingKeys), version: z.int(), value: z.unknown() })
  .meta({ id: 'Setting' })

/** What makes a new house ready for work, in the order in which it is best done. */
export const setUpSteps = [
  'organisation-named',
  'calendar-set',
  'team-made',
  'service-made',
  'person-invited',
  'mail-configured',
  'second-factor',
  'first-incident',
] as const
export type SetUpStep = (typeof setUpSteps)[number]
export const setUpStepsOut = z
  .object({ items: z.array(z.object({ key: z.enum(setUpSteps), done: z.boolean() })) })
  .meta({ id: 'SetUpSteps' })

/** Which part of the set-up's history is asked for; `about` is a setting's or calendar's key, or an id. */
export const setUpChangesQuery = z.strictObject({
  area: z.enum(['settings', 'calendars', 'people', 'teams', 'keys', 'webhooks']),
  about: line(60).optional(),
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})
export const setUpChangesOut = z
  .object({
    items: z.array(
      z.object({
        seq: z.int(),
        at: instantOut,
        /** Null: the program itself. */
        actor: personOut.nullable(),
        verb: z.string(),
        /** Whom it was about. */
        person: personOut.nullable(),
        facts: z.record(z.string(), z.unknown()),
        /** Who is named by id in the facts. */
        people: z.array(personOut),
        /** What people wrote with it, such as a name; gone when it was redacted. */
        note: z.record(z.string(), z.unknown()).nullable(),
        redacted: z.boolean(),
      }),
    ),
    /** Pass as `before` for the earlier ones. */
    next: z.int().nullable(),
  })
  .meta({ id: 'SetUpChanges' })

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time such as 08:30')
const stretches = z.array(z.strictObject({ from: time, to: time })).max(10)

/** Service hours: wall-clock times in an IANA zone, by ISO weekday (1 is Monday). */
export const calendarIn = z
  .strictObject({
    zone: line(60),
    hours: z
      .strictObject({
        1: stretches,
        2: stretches,
        3: stretches,
        4: stretches,
        5: stretches,
        6: stretches,
        7: stretches,
      })
      .partial(),
    holidays: z
      .array(z.strictObject({ date: z.iso.date(), name: line(100) }))
      .max(500)
      .default([]),
  })
  .meta({ id: 'CalendarIn' })

export const calendarOut = z
  .object({ id: z.int(), key: z.string(), version: z.int(), definition: calendarIn })
  .meta({ id: 'Calendar' })
