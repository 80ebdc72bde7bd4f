import { type IncidentState, incidentLifecycle, type Lifecycle } from '@throughline/contract'

const transitions = Object.entries((incidentLifecycle as Lifecycle<IncidentState>).transitions)

/** The verb that leads to a state in history. */
const verbs: Record<IncidentState, string> = {
  'new': 'update',
  assigned: 'assign',
  'in-progress': 'take',
  'waiting-requester': 'ask',
  'waiting-supplier': 'await-supplier',
  'waiting-change': 'await-change',
  'waiting-problem': 'await-problem',
  resolved: 'resolve',
  closed: 'close',
  cancelled: 'cancel',
}

/** What to call a move between states, and whether it is one that the lifecycle would not allow. */
export function moveBetween(from: IncidentState, to: IncidentState): { verb: string; deviation: boolean } {
  if (from === to) return { verb: 'update', deviation: false }
  const done = from === 'resolved' || from === 'closed'
  const verb = done && to !== 'closed' && to !== 'resolved' ? 'reopen' : verbs[to]
  return { verb, deviation: !allowed(from, to) }
}

function allowed(from: IncidentState, to: IncidentState): boolean {
  return transitions.some(
    ([, transition]) =>
      transition.from.includes(from) && (transition.to === to || transition.to.includes(to)),
  )
}
