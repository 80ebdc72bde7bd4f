import { type FieldProblem, Problem } from '@throughline/contract'
import { fingerprintOf, type Sent, silentFor } from '../../practices/event/index.ts'

/** What could be read of a delivery, and what is wrong with the rest. */
export type Read = { alerts: Sent[]; problems: FieldProblem[] }

type Fields = Readonly<Record<string, unknown>>
type Texts = Record<string, string>

/**
 * Alertmanager's webhook, version 4, and Grafana's. Each alert says by its `status` whether it fires; the status of
 * the whole says nothing, and a clock that is wrong changes nothing.
 */
export function readWebhook(body: unknown, now: number): Read {
  const alerts = (body as Fields | null)?.alerts
  if (!Array.isArray(alerts))
    throw new Problem('invalid-input', {}, [{ path: '/alerts', message: 'must be a list of alerts' }])
  return readAll(alerts, '/alerts', (fields, given) => {
    const resolved = fields.status === 'resolved'
    return {
      ...given,
      fingerprint: fingerprintIn(fields.fingerprint),
      resolved,
      startsAt: given.startsAt ?? now,
      endsAt: resolved ? (given.endsAt ?? now) : null,
      expiresAt: null,
    }
  })
}

/**
 * Alertmanager's client API, as Prometheus sends it: an alert is over when its `endsAt` has passed, and its sender
 * repeats it while it fires.
 */
export function readAlerts(body: unknown, now: number): Read {
  if (!Array.isArray(body))
    throw new Problem('invalid-input', {}, [{ path: '', message: 'must be a list of alerts' }])
  return readAll(body, '', (_fields, given) => {
    const resolved = given.endsAt !== null && given.endsAt <= now
    return {
      ...given,
      fingerprint: null,
      resolved,
      startsAt: given.startsAt ?? (resolved ? (given.endsAt ?? now) : now),
      endsAt: resolved ? given.endsAt : null,
      expiresAt: resolved ? null : (given.endsAt ?? now + silentFor),
    }
  })
}

/** As it was sent, if it can be kept as it is: cut or mended, those of two alerts could become one. */
function fingerprintIn(value: unknown): string | null {
  return typeof value === 'string' && /^[!-~]{1,200}$/.test(value) ? value : null
}

type Given = Pick<Sent, 'labels' | 'annotations' | 'generator'> & {
  startsAt: number | null
  endsAt: number | null
}
type Unmarked = Omit<Sent, 'fingerprint'> & { fingerprint: string | null }

function readAll(
  items: readonly unknown[],
  at: string,
  complete: (fields: Fields, given: Given) => Unmarked,
): Read {
  const read: Read = { alerts: [], problems: [] }
  for (const [index, item] of items.entries()) {
    const problems: FieldProblem[] = []
    const given = givenIn(item, (field, message) =>
      problems.push({ path: `${at}/${index}${field}`, message }),
    )
    if (problems.length > 0 || !given) read.problems.push(...problems)
    else {
      const sent = complete(item as Fields, given)
      const { labels, startsAt, endsAt } = sent
      read.alerts.push({
        ...sent,
        fingerprint: sent.fingerprint ?? fingerprintOf(labels),
        // An end before the beginning is a mistake about when, not about whether.
        endsAt: endsAt === null ? null : Math.max(startsAt, endsAt),
      })
    }
  }
  return read
}

type Say = (field: string, message: string) => void

function givenIn(item: unknown, wrong: Say): Given | null {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) {
    wrong('', 'must be an alert')
    return null
  }
  const fields = item as Fields
  const labels = textsIn(fields.labels, '/labels', wrong)
  if (isEmpty(labels) && isEmpty(fields.labels ?? {})) wrong('/labels', 'must have at least one label')
  return {
    labels,
    annotations: textsIn(fields.annotations, '/annotations', wrong),
    generator: typeof fields.generatorURL === 'string' && fields.generatorURL ? fields.generatorURL : null,
    startsAt: instantIn(fields.startsAt, '/startsAt', wrong),
    endsAt: instantIn(fields.endsAt, '/endsAt', wrong),
  }
}

function isEmpty(texts: unknown): boolean {
  return typeof texts === 'object' && texts !== null && Object.values(texts).every((value) => value === '')
}

/** Texts by name; numbers and truth values as they are written, nothing else. */
function textsIn(value: unknown, field: string, wrong: Say): Texts {
  if (value === undefined || value === null) return {}
  if (typeof value !== 'object' || Array.isArray(value)) {
    wrong(field, 'must be an object of texts')
    return {}
  }
  let others = false
  for (const name in value) if (typeof (value as Fields)[name] !== 'string') others = true
  return others ? plainTexts(value as Fields, field, wrong) : (value as Texts)
}

function plainTexts(value: Fields, field: string, wrong: Say): Texts {
  const texts: Texts = {}
  for (const [name, one] of Object.entries(value)) {
    if (['string', 'number', 'boolean'].includes(typeof one)) texts[name] = String(one)
    else wrong(`${field}/${name}`, 'must be a text')
  }
  return texts
}

/** Epoch ms; null where nothing is said, as by the year 1 of Go's zero time. */
function instantIn(value: unknown, field: string, wrong: Say): number | null {
  if (value === undefined || value === null || value === '') return null
  const at = typeof value === 'string' && rfc3339.test(value) ? Date.parse(value) : Number.NaN
  if (Number.isNaN(at)) wrong(field, 'must be a date and time such as 2026-03-29T02:00:00Z')
  return at < earliest || at > latest ? null : at
}

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/
/** Outside of these a clock was never set. */
const earliest = Date.parse('1971-01-01T00:00:00Z')
const latest = Date.parse('2200-01-01T00:00:00Z')
