import { type AlertRule, type AlertRules, type Severity, severities } from '@throughline/contract'
import type { Directory } from '../../spine/context/index.ts'
import { type Condition, conditionOf } from '../../spine/expressions/index.ts'
import { ruleVocabulary } from '../../spine/settings/index.ts'
import { type Judgement, nameOf, type Sent } from './event.ts'

/** Judges alerts by some rules: the first that matches decides, what none matches is routed by the last resort. */
export type Judge = (source: string, sent: Pick<Sent, 'labels' | 'annotations'>) => Judgement

type Ready = { rule: AlertRule; matches: Condition }
type Names = Pick<Directory, 'service' | 'team'>
type Routed = AlertRules['otherwise']

/** Which impact and urgency a severity means, where a rule says none. */
const levels = {
  critical: [1, 1],
  error: [2, 1],
  warning: [2, 2],
  info: [3, 3],
  none: [3, 3],
} as const satisfies Record<Severity, readonly [number, number]>

/** What tools call a severity. */
const synonyms: Readonly<Record<string, Severity>> = {
  page: 'critical',
  fatal: 'critical',
  emergency: 'critical',
  disaster: 'critical',
  p1: 'critical',
  high: 'error',
  major: 'error',
  p2: 'error',
  warn: 'warning',
  medium: 'warning',
  average: 'warning',
  minor: 'warning',
  p3: 'warning',
  low: 'info',
  notice: 'info',
  information: 'info',
}

/** A judge by these rules. A rule that cannot be read matches nothing, and what is judged says so. */
export function judgeBy({ rules, otherwise }: AlertRules, directory: Names): Judge {
  const ready = rules.map((rule) => ({ rule, matches: readyOf(rule) }))
  return (source, sent) => {
    const { rule, wrong } = firstMatch(ready, source, sent)
    const { judged, missing } = routedBy(rule ?? otherwise, sent, directory)
    const notes = [...wrong, ...missing]
    return {
      ...judged,
      rule: rule?.name ?? null,
      note: notes.length > 0 ? notes.join(' ').slice(0, 1_000) : null,
      suppressed: rule?.suppress ?? null,
    }
  }
}

function readyOf(rule: AlertRule): Condition {
  try {
    return conditionOf(rule.when, ruleVocabulary)
  } catch (error) {
    return () => {
      throw error
    }
  }
}

/** The first rule that matches; what is wrong with those before it, which are passed over. */
function firstMatch(
  ready: readonly Ready[],
  source: string,
  { labels, annotations }: Pick<Sent, 'labels' | 'annotations'>,
): { rule: AlertRule | null; wrong: string[] } {
  const wrong: string[] = []
  const values = { labels, annotations, source }
  for (const { rule, matches } of ready) {
    try {
      if (matches(values)) return { rule, wrong }
    } catch (error) {
      wrong.push(`The rule "${rule.name}" was passed over: ${(error as Error).message}.`)
    }
  }
  return { rule: null, wrong }
}

function routedBy(
  routed: Routed,
  sent: Pick<Sent, 'labels' | 'annotations'>,
  directory: Names,
): { judged: Omit<Judgement, 'rule' | 'note' | 'suppressed'>; missing: string[] } {
  const fill = (text: string | undefined): string => filled(text ?? '', sent.labels)
  const { severity, unknown } = severityOf(fill(routed.severity))
  const [impact, urgency] = levels[severity]
  const asked = fill(routed.service)
  const service = asked === '' ? null : directory.service(asked)
  const own = service?.teamId ?? null
  const team = routed.team === undefined ? null : directory.team(routed.team)
  const missing = [
    ...(unknown ? [`The severity "${unknown}" is not known: taken as a warning.`] : []),
    ...(asked !== '' && !service ? [`There is no service "${asked}".`] : []),
    ...(routed.team !== undefined && !team ? [`There is no team "${routed.team}".`] : []),
  ]
  return {
    judged: {
      severity,
      impact: routed.impact ?? impact,
      urgency: routed.urgency ?? urgency,
      serviceId: service?.id ?? null,
      teamId: own ?? team?.id ?? null,
      group: fill(routed.group) || service?.key || nameOf(sent),
    },
    missing,
  }
}

function severityOf(text: string): { severity: Severity; unknown: string | null } {
  const name = text.toLowerCase()
  if ((severities as readonly string[]).includes(name)) return { severity: name as Severity, unknown: null }
  const meant = synonyms[name]
  if (meant) return { severity: meant, unknown: null }
  return { severity: 'warning', unknown: name === '' ? null : name.slice(0, 60) }
}

/** A text with `{label}` replaced by what the alert's label says, an absent one by nothing. */
function filled(text: string, labels: Readonly<Record<string, string>>): string {
  if (!text.includes('{')) return text
  const value = (_: string, name: string): string => (Object.hasOwn(labels, name) ? (labels[name] ?? '') : '')
  return text
    .replace(/\{([^{}]{1,100})\}/g, value)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 200)
}
