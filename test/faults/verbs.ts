import type { Caller } from './callers.ts'
import { oneOf, type Random } from './random.ts'

/** A verb of an incident with words of its own, so that its entry is known again; null where it takes none. */
export type Move = { body: object; marker: string | null }
type Make = (marker: string, random: Random, colleagues: readonly Caller[]) => Move

const said =
  (field: string, rest: object = {}): Make =>
  (marker) => ({ body: { [field]: marker, ...rest }, marker })

const chaseInMs = 3_000

const makes: Record<string, Make> = {
  take: () => ({ body: {}, marker: null }),
  give: (marker, random, colleagues) => ({
    body: { holder: oneOf(random, colleagues)?.id, note: marker },
    marker,
  }),
  release: said('note'),
  ask: said('question'),
  resume: said('note'),
  'await-supplier': (marker) => ({
    body: { supplier: 'Acme', reference: marker, chaseAt: new Date(Date.now() + chaseInMs).toISOString() },
    marker,
  }),
  resolve: said('text', { code: 'fixed' }),
  reopen: said('reason'),
  'still-broken': () => ({ body: {}, marker: null }),
  confirm: said('how'),
  cancel: said('reason'),
}

/** How often each is chosen where it is possible. */
const weights: Record<string, number> = {
  take: 6,
  give: 3,
  release: 2,
  ask: 4,
  resume: 5,
  'await-supplier': 3,
  resolve: 4,
  reopen: 5,
  'still-broken': 2,
  confirm: 1,
  cancel: 0.1,
}

/** The verbs that the load uses. */
export const verbs: readonly string[] = Object.keys(makes)

/** How often a verb is chosen, by name, of those that an incident offers. */
export function weightsOf(offered: readonly string[]): Record<string, number> {
  return Object.fromEntries(offered.flatMap((verb) => (weights[verb] ? [[verb, weights[verb]]] : [])))
}

export function moveFor(verb: string, marker: string, random: Random, colleagues: readonly Caller[]): Move {
  const make = makes[verb]
  if (!make) throw new Error(`the load knows no verb ${verb}`)
  return make(marker, random, colleagues)
}
