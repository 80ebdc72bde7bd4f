import type { AlertState, Severity } from '@throughline/contract'

const states: Record<AlertState, string> = {
  firing: 'Firing',
  acknowledged: 'Seen',
  suppressed: 'Suppressed',
  resolved: 'Recovered',
}

const severities: Record<Severity, string> = {
  critical: 'Critical',
  error: 'Error',
  warning: 'Warning',
  info: 'Information',
  none: 'None',
}

/** What is said of alerts; loaded with the first of them. */
export const alerts = {
  heading: 'Alerts',
  of: (ref: string) => `Alerts of ${ref}`,
  states,
  severities,
  views: { active: 'Firing', suppressed: 'Suppressed', resolved: 'Recovered', all: 'All' },
  viewsLabel: 'Which alerts',
  severity: 'Severity',
  anySeverity: 'Any severity',
  firingOf: (firing: number, all: number) => `${firing} of ${all} firing`,
  since: 'since',
  recovered: 'recovered',
  sent: (times: number) => (times === 1 ? 'sent once' : `sent ${times.toLocaleString('en')} times`),
  episodes: (times: number) => `fired ${times.toLocaleString('en')} times`,
  runbook: 'Runbook',
  by: (name: string) => `by ${name}`,
  until: 'until',
  acknowledge: 'I look at it',
  acknowledged: (name: string) => `Seen: ${name}`,
  suppress: 'Suppress…',
  suppressing: (name: string) => `Suppress ${name}`,
  suppressed: (name: string) => `Suppressed: ${name}`,
  suppressHint: 'It opens nothing and wakes nobody until this is lifted, also when it fires anew.',
  reason: 'Why nobody needs to act',
  forHow: 'For how long',
  durations: {
    '1': 'One hour',
    '8': 'Eight hours',
    '24': 'One day',
    '168': 'One week',
    '': 'Until it is lifted',
  },
  confirm: 'Suppress',
  cancel: 'Cancel',
  lift: 'Lift',
  lifted: (name: string) => `Lifted: ${name}`,
  failed: 'This could not be done.',
  all: (count: number) => `All ${count.toLocaleString('en')} alerts`,
  more: 'Show more',
  noTeam: 'no team',
  noIncident: 'no incident',
  empty: {
    active: 'Nothing is firing',
    activeHint: 'What your monitoring sends here appears as soon as it fires.',
    other: 'No such alerts',
    otherHint: 'Nothing that was sent lately fits.',
    connect: 'Connect your monitoring',
  },
}
