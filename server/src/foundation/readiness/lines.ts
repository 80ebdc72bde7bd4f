import { type Attestation, isoOf } from '@throughline/contract'
import { workingMs } from '../../spine/time/index.ts'
import type { ServiceData } from '../configuration/index.ts'
import type { Known } from './known.ts'
import type { Article, ServiceRow } from './store.ts'

export type Evidence = { says: string; ref: string | null; at: string | null }
/** What a line comes to, before waivers. `fix`: an address of the screens. */
export type Finding = { status: 'pass' | 'fail' | 'not-applicable'; evidence: Evidence[]; fix: string | null }

const DAY = 86_400_000
const REVIEWED_WITHIN = 180 * DAY
const TESTED_WITHIN = 365 * DAY

const says = (text: string, ref: string | null = null, at: number | null = null): Evidence => ({
  says: text,
  ref,
  at: at === null ? null : isoOf(at),
})
const pass = (...evidence: Evidence[]): Finding => ({ status: 'pass', evidence, fix: null })
const fail = (fix: string | null, ...evidence: Evidence[]): Finding => ({ status: 'fail', evidence, fix })

type Look = (known: Known, service: ServiceRow) => Finding

const settings = ({ ref }: ServiceRow): string => `/settings/services/${ref}`
const screen = ({ ref }: ServiceRow): string => `/services/${ref}`
const record = ({ ref }: ServiceRow): string => `/records/${ref}`
/** Articles are written over the API: there is no screen for them yet. */
const articles = null

/** Somebody named by a field: there, and still here. */
const named =
  (field: 'ownerId' | 'businessOwnerId'): Look =>
  ({ people }, service) => {
    const id = service.data[field] ?? null
    const person = id === null ? undefined : people.get(id)
    if (!person) return fail(settings(service), says('Nobody is named.'))
    return person.active
      ? pass(says(`${person.name} is named.`))
      : fail(settings(service), says(`${person.name} is named, and has left.`))
  }

const team: Look = ({ ctx }, service) => {
  const found = service.teamId === null ? null : ctx.directory.team(service.teamId)
  if (!found) return fail(settings(service), says('No team is named.'))
  return found.memberIds.length > 0
    ? pass(says(`${found.name}, of ${found.memberIds.length}.`))
    : fail(`/settings/teams/${found.key}`, says(`${found.name} has no members.`))
}

const hours: Look = (_known, service) =>
  service.data.calendar
    ? pass(says(`Service hours: ${service.data.calendar}.`))
    : fail(settings(service), says('The usual hours of the house hold; none are said for this service.'))

const path: Look = ({ paths, people }, service) => {
  const key = service.data.escalationPath
  const found = key ? paths.get(key) : undefined
  if (!found) return fail(settings(service), says('No escalation path is named.'))
  if (found.state !== 'in-force') return fail(settings(service), says(`${found.name} is retired.`, found.ref))
  const last = people.get(found.lastResort)
  return last?.active
    ? pass(says(`${found.name} ends with ${last.name}.`, found.ref))
    : fail(`/records/${found.ref}`, says(`${found.name} ends with nobody who is here.`, found.ref))
}

/** The first step's schedule, for the next 14 days, in the hours that are promised. */
const cover: Look = ({ ctx, paths, schedules, people }, service) => {
  const { escalationPath, calendar = null } = service.data
  const step = escalationPath ? paths.get(escalationPath)?.steps[0] : undefined
  if (!step) return fail(settings(service), says('No escalation path says who is on call.'))
  if (step.schedule === null) return pass(says('The path begins with people, who are not on call by turns.'))
  const schedule = schedules.get(step.schedule)
  if (!schedule) return fail(settings(service), says(`The schedule ${step.schedule} is not in force.`))
  const table = ctx.calendars.table(ctx.calendars.current(calendar))
  const gap = schedule.soon.find(({ person, from, until }) => {
    const nobody = person === null || !people.get(person)?.active
    return nobody && workingMs(table, from, until) > 0
  })
  return gap
    ? fail(
        `/on-call/${schedule.ref}`,
        says(`${schedule.name} has nobody from here on.`, schedule.ref, gap.from),
      )
    : pass(says(`${schedule.name} has somebody in all hours that are promised.`, schedule.ref))
}

/** A runbook that helps whoever was woken: structured, reviewed lately, and of those the one reviewed last. */
export function runbookOf({ articles: all }: Known, { data }: ServiceRow): Article | null {
  const runbooks = (all.get(data.key) ?? []).filter(
    ({ type, steps }) => type === 'runbook' && steps.length >= 3,
  )
  return runbooks.toSorted((a, b) => (b.reviewed?.at ?? 0) - (a.reviewed?.at ?? 0))[0] ?? null
}

const runbook: Look = (known, service) => {
  const found = runbookOf(known, service)
  if (!found) return fail(articles, says('No published runbook has its first three steps.'))
  const { ref, title, reviewed } = found
  if (!reviewed) return fail(`/records/${ref}`, says(`${title} was not reviewed as it stands.`, ref))
  const old = known.now - reviewed.at > REVIEWED_WITHIN
  const when = says(
    `${title} was reviewed by ${known.people.get(reviewed.by)?.name ?? 'somebody'}.`,
    ref,
    reviewed.at,
  )
  return old ? fail(`/records/${ref}`, when) : pass(when)
}

const rehearsed: Look = (known, service) => {
  const found = (known.articles.get(service.data.key) ?? []).find(
    (one) => one.type === 'runbook' && one.rehearsed,
  )
  return found
    ? pass(says(`${found.title} was rehearsed.`, found.ref, found.rehearsed?.at ?? null))
    : fail(articles, says('No runbook was rehearsed as it stands.'))
}

const monitoring: Look = ({ ctx, monitored }, service) => {
  if (monitored.has(service.id)) return pass(says('Alerts have come for it.'))
  const { rules } = ctx.settings.current().alertRules
  const rule = rules.find((one) => one.service === service.data.key && one.suppress === undefined)
  return rule
    ? pass(says(`The alert rule “${rule.name}” leads to it.`))
    : fail('/settings/monitoring', says('No alert has come for it, and no alert rule leads to it.'))
}

const telemetry: Look = (_known, service) => {
  const linked = new Set((service.data.links ?? []).map(({ kind }) => kind))
  const missing = (['logs', 'metrics', 'traces'] as const).filter((kind) => !linked.has(kind))
  return missing.length === 0
    ? pass(says('Logs, metrics and traces are linked.'))
    : fail(settings(service), says(`Not linked: ${missing.join(', ')}.`))
}

const vouched =
  (what: Attestation, withinMs: number | null = null): Look =>
  ({ people, now }, service) => {
    const found = service.data.attested?.[what]
    if (!found) return fail(screen(service), says('Nobody has vouched for it.'))
    const told = says(
      `${people.get(found.by ?? 0)?.name ?? 'Somebody'} vouched for it.`,
      service.ref,
      found.at,
    )
    return withinMs !== null && now - found.at > withinMs ? fail(screen(service), told) : pass(told)
  }

const written =
  (types: readonly string[], none: string): Look =>
  ({ articles: all }, service) => {
    const found = (all.get(service.data.key) ?? []).filter(({ type }) => types.includes(type))
    return found.length > 0
      ? pass(...found.slice(0, 3).map(({ title, ref }) => says(title, ref)))
      : fail(articles, says(none))
  }

const targets: Look = ({ ctx }) =>
  (ctx.settings.current().targets.incident ?? []).length > 0
    ? pass(says('Targets are set for incidents.'))
    : fail('/settings/targets', says('No targets are set for incidents.'))

const dependencies: Look = ({ dependencies: all }, service) => {
  const found = all.get(service.id) ?? []
  if (found.length === 0) return fail(record(service), says('Nothing is known of what it depends on.'))
  const alone = found.filter(
    ({ kind, teamId, state }) => kind === 'service' && (teamId === null || state === 'retired'),
  )
  return alone.length === 0
    ? pass(says(`${found.length} known, the services among them supported.`))
    : fail(
        screen(service),
        ...alone.slice(0, 3).map(({ name, ref }) => says(`No team supports ${name}.`, ref)),
      )
}

const dataClass: Look = (_known, service) =>
  service.data.dataClass
    ? pass(says(`Its data is ${service.data.dataClass}.`))
    : fail(settings(service), says('It is not said.'))

const approved: Look = (known, service) =>
  service.data.dataClass === 'regulated'
    ? vouched('data-approved')(known, service)
    : { status: 'not-applicable', evidence: [says('Its data is not regulated.')], fix: null }

/** By the key of the criterion. */
export const looks: Readonly<Record<string, Look>> = {
  owner: named('ownerId'),
  'business-owner': named('businessOwnerId'),
  team,
  hours,
  'escalation-path': path,
  'on-call-cover': cover,
  runbook,
  'runbook-rehearsed': rehearsed,
  monitoring,
  telemetry,
  'rollback-tested': vouched('rollback-tested'),
  'known-errors': written(['known-error'], 'None is published.'),
  'desk-articles': written(['answer', 'how-to'], 'None is published.'),
  'desk-briefed': vouched('desk-briefed'),
  targets,
  dependencies,
  'data-class': dataClass,
  'data-approved': approved,
  'restore-tested': vouched('restore-tested', TESTED_WITHIN),
  'signed-off': vouched('signed-off'),
}

/** What an organisation's own conditions may speak of, as texts. */
export function valuesOf({ ctx, people }: Known, { data, name, state, teamId, custom }: ServiceRow) {
  const { key, tier, class: level = 'business', dataClass, calendar, ownerId, links = [] }: ServiceData = data
  return {
    service: {
      key,
      name,
      state,
      tier: String(tier),
      class: level,
      dataClass: dataClass ?? '',
      calendar: calendar ?? '',
      owner: people.get(ownerId ?? 0)?.name ?? '',
      team: (teamId === null ? null : ctx.directory.team(teamId)?.key) ?? '',
    },
    links: Object.fromEntries(links.map(({ kind, url }) => [kind, url])),
    attested: Object.fromEntries(
      Object.entries(data.attested ?? {}).map(([what, { at }]) => [what, isoOf(at)]),
    ),
    custom: Object.fromEntries(Object.entries(custom).map(([field, value]) => [field, String(value)])),
  }
}
