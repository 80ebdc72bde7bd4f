/** The screen of a major incident, and what leads to it. */
export const major = {
  heading: 'Major incident',
  states: {
    proposed: 'Proposed as a major incident',
    accepted: 'Major incident',
    restored: 'Service is restored',
    'stood-down': 'Stood down',
    declined: 'Declined as a major incident',
  },
  broken: (service: string) => `${service} is not working`,
  works: (service: string) => `${service} works again`,
  somewhat: 'A service',
  for: (lasting: string) => `for ${lasting}`,
  since: (time: string) => `since ${time}`,
  lasted: (lasting: string) => `it lasted ${lasting}`,
  reporters: (count: number): string =>
    count === 0
      ? 'nobody has reported it yet'
      : count === 1
        ? '1 person reported it'
        : `${count} people reported it`,
  openRecord: 'Open the incident',
  notMajor: (ref: string) => `${ref} is no major incident`,
  notMajorHint: 'Propose it as one where many are hit, or a service that matters has stopped.',
  open: 'Open the major incident',
  clock: {
    left: 'Next update to users in',
    late: 'Update to users is late by',
    answer: 'Accepted by itself in',
    standsDown: 'Stands down by itself in',
  },
  roles: {
    heading: 'Who does what',
    manager: 'Incident manager',
    communications: 'Writes to users',
    resolver: 'Resolves it',
    nobody: 'Nobody',
    handOver: 'Hand over',
    handOverOf: (role: string) => `Hand over: ${role}`,
  },
  bridge: {
    heading: 'Bridge',
    none: 'No bridge yet',
    set: 'Set',
    change: 'Change',
  },
  post: {
    heading: 'Write to users',
    affected: 'What is affected',
    known: 'What we know',
    meanwhile: 'What to do meanwhile',
    next: 'Next update in',
    minutes: 'minutes',
    send: 'Send to users',
    sent: 'Sent to users',
    hint: 'Everybody with access to the status page reads this. Plain words; no names.',
    keys: 'Ctrl Enter sends.',
    last: 'Last update',
    lastAt: (time: string) => `Last update, ${time}`,
    noneYet: 'Users have not heard anything yet.',
    nextBy: (time: string) => `Next update promised by ${time}`,
  },
  story: { heading: 'What happened', older: 'Earlier' },
  review: 'Review',
  keys: {
    post: 'Write to users',
    decision: 'Note a decision',
    action: 'Note an action',
    bridge: 'Set the bridge',
    open: 'Open the incident',
    screen: 'Open the major incident',
  },
  hint: {
    proposed: 'Accept it and name who leads, or decline it.',
    unled: 'Nobody leads this. Hand the role of the manager to somebody.',
  },
  call: {
    heading: 'Major incident now',
    add: 'Add the caller',
    key: (ref: string) => `Add the caller to ${ref}`,
  },
}
