import type { SettingKey, SettingValues } from '@throughline/contract'
import type { Words } from '../words/index.ts'
import type { Said } from './form/differences.tsx'
import { durationText } from './targets-text.ts'
import type { SettingsWords } from './words.ts'

export type Value<K extends SettingKey> = SettingValues[K]
export type AllWords = { settings: SettingsWords; terms: Words['terms'] }

/** The numbers of a major incident, in the order in which they come to bear. */
export const majorNumbers = [
  'proposeTier',
  'reporters',
  'reportersMinutes',
  'answerMinutes',
  'firstPostMinutes',
  'nextPostMinutes',
  'standDownMinutes',
  'reviewDays',
] as const

/** What each setting says, part by part, for the trail and for what differs. */
export const sayings: { [K in SettingKey]: (value: Value<K>, words: AllWords) => Said } = {
  organisation: ({ name, zone, language }, { settings: { organisation: w } }) => [
    [w.name, name],
    [w.zone, zone],
    [w.language, language],
  ],
  priority: (rows, { settings: { priority: w } }) =>
    rows.flatMap((row, i) => row.map((cell, j) => [w.cell(i + 1, j + 1), String(cell)] as const)),
  targets: (kinds, { settings: { targets: w }, terms }) =>
    Object.entries(kinds).flatMap(([kind, policies]) =>
      policies.map(({ priority, name, ms, hours, steps }) => [
        `${kind === 'incident' ? '' : `${w.kind(kind)}: `}${terms.priorityOf(priority)}, ${terms.clocks[name]}`,
        [
          durationText(ms),
          w.hours[hours].toLowerCase(),
          ...(steps.length > 0 ? [w.stepsSaid(steps.join(', '))] : []),
        ].join(', '),
      ]),
    ),
  closing: (rules, { settings: { closing: w } }) => [
    [w.remindAfterDays, w.workingDays(rules.remindAfterDays)],
    [w.closeAfterDays, w.workingDays(rules.closeAfterDays)],
    [w.heldReopenDays, w.workingDays(rules.heldReopenDays)],
    [w.cameBackDays, w.days(rules.cameBackDays)],
    [w.recoveryHeldMinutes, w.minutes(rules.recoveryHeldMinutes)],
  ],
  major: (rules, { settings: { major: w } }) => [
    ...majorNumbers.map((name) => [w[name], String(rules[name])] as const),
    [w.managers, rules.managers.map((id) => `#${id}`).join(', ')],
    [w.communications, rules.communications.map((id) => `#${id}`).join(', ')],
  ],
  statusPage: (rules, { settings: { statusPage: w } }) => [
    [w.title, rules.public ? w.everybody : w.signedIn],
  ],
  resolutionCodes: (codes) => codes.map((code) => [code, '✓']),
  attachments: ({ maxBytes, types }, { settings: { attachments: w } }) => [
    [w.size, `${maxBytes / 1024 ** 2} MB`],
    ...types.map((type) => [type, '✓'] as const),
  ],
  cannedReplies: (replies) =>
    replies.map(({ name, body, language }) => [
      name,
      `${language ? `(${language}) ` : ''}${body.length > 200 ? `${body.slice(0, 200)}…` : body}`,
    ]),
  mailTemplates: (templates) =>
    Object.entries(templates).flatMap(([name, languages]) =>
      Object.entries(languages).flatMap(([language, template]) =>
        template ? [[`${name} (${language})`, `${template.subject}\n\n${template.body}`] as const] : [],
      ),
    ),
  alertRules: ({ rules, otherwise }) => [
    ...rules.map(({ name, ...rule }) => [name, ruleSaid(rule)] as const),
    ['…', ruleSaid(otherwise)],
  ],
  itemClasses: (classes) => classes.map(({ key, title }) => [title, key] as const),
  readiness: (criteria) =>
    criteria.map(({ title, mandatory, advisory }) => [
      title,
      [mandatory, advisory].map((tiers) => tiers.join(', ') || '–').join(' / '),
    ]),
  customFields: (kinds, { settings: { fields: w } }) =>
    Object.entries(kinds).flatMap(([kind, schema]) => fieldsSaid(w.kinds[kind] ?? kind, schema)),
}

/** A rule as it is written: what it asks, and what it makes of what it matches. */
function ruleSaid(rule: object): string {
  return Object.entries(rule)
    .map(([name, value]) => `${name}: ${value}`)
    .join('; ')
}

export function sayingOf(key: SettingKey, value: unknown, words: AllWords): Said {
  return (sayings[key] as (value: unknown, words: AllWords) => Said)(value, words)
}

function fieldsSaid(kind: string, schema: Record<string, unknown>): Said {
  const {
    properties = {},
    required = [],
    ...rest
  } = schema as {
    properties?: Record<string, unknown>
    required?: string[]
  }
  return [
    [kind, JSON.stringify(rest)],
    ...Object.entries(properties).map(
      ([name, facts]) =>
        [`${kind}: ${name}`, `${JSON.stringify(facts)}${required.includes(name) ? ' *' : ''}`] as const,
    ),
  ]
}
