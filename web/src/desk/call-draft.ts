import { useSyncExternalStore } from 'react'
import { adoptAbandoned, openDrawer } from '../api/index.ts'

/** A call as far as it is written down. What is chosen has its number or key; what is only typed has not. */
export type Draft = {
  caller: { typed: string; id: number | null; makes: { name: string; email: string } | null }
  service: { typed: string; key: string | null; team: { key: string; name: string } | null }
  title: string
  more: string
  impact: number
  urgency: number
  /** Another team than the service's. */
  team: { typed: string; key: string | null }
  /** Solved while the caller was on the line. */
  answered: boolean
  code: string
  text: string
}

/** A call that was logged from this page: its ref once the server has said it. */
export type Logged = { key: string; title: string; caller: string; ref: string | null; under: string | null }

/** Calls that came back: what was wrong, by field. */
export type Returned = { draft: Draft; errors: Record<string, string> }

type Calls = Returned & { logged: readonly Logged[]; returned: readonly Returned[] }

export const noCall: Draft = {
  caller: { typed: '', id: null, makes: null },
  service: { typed: '', key: null, team: null },
  title: '',
  more: '',
  impact: 3,
  urgency: 3,
  team: { typed: '', key: null },
  answered: false,
  code: '',
  text: '',
}

/** As it is kept: the one that is being written is in the form. */
type Kept = Returned & { inForm: boolean }

let place = ''
let store = (_calls: readonly Kept[]): boolean => true
let calls: Calls = { draft: noCall, errors: {}, logged: [], returned: [] }
const listeners = new Set<() => void>()

/** The call that is written down and those that came back, as this person left them in this tab. */
export function useCalls(person: number): Calls {
  if (place !== `throughline.call.${person}`) {
    place = `throughline.call.${person}`
    void open(place)
  }
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => calls,
  )
}

export function write(change: Partial<Draft>): void {
  const errors = Object.fromEntries(Object.entries(calls.errors).filter(([field]) => !(field in change)))
  set({ draft: { ...calls.draft, ...change }, errors })
}

export const complain = (errors: Record<string, string>): void => set({ errors })

/** Makes room for the next call. */
export const clear = (): void => set({ draft: noCall, errors: {} })

/** A call that the server refused: back into the form, or, where the next one is being written there, beside it. */
export function giveBack(call: Returned): void {
  if (isEmpty(calls.draft)) set(call)
  else set({ returned: [...calls.returned, call] })
}

/** Takes up one that came back; what was in the form waits in its place. */
export function takeUp(call: Returned): void {
  const others = calls.returned.filter((one) => one !== call)
  const left = isEmpty(calls.draft) ? [] : [{ draft: calls.draft, errors: calls.errors }]
  set({ ...call, returned: [...others, ...left] })
}

/** Notes a logged call, or what became of it; the newest first, ten of them. */
export function note(call: Logged): void {
  const known = calls.logged.some(({ key }) => key === call.key)
  const logged = known
    ? calls.logged.map((one) => (one.key === call.key ? call : one))
    : [call, ...calls.logged].slice(0, 10)
  set({ logged })
}

export const forget = (key: string): void => set({ logged: calls.logged.filter((one) => one.key !== key) })

/** Other calls that wait were only begun. */
export const isRefused = ({ errors }: Returned): boolean => Object.keys(errors).length > 0

export function isEmpty({ caller, service, title, more, text }: Draft): boolean {
  return [caller.typed, service.typed, title, more, text].every((typed) => typed.trim() === '')
}

/** Two tabs are two calls at a time: each has its own. What was left in one that was closed is taken up by this. */
async function open(name: string): Promise<void> {
  const drawer = await openDrawer<Kept>(name)
  store = drawer.store
  for (const { inForm, ...call } of [...drawer.found, ...(await adoptAbandoned<Kept>(drawer.name))]) {
    const whole = { ...call, draft: { ...noCall, ...call.draft } }
    if (inForm) giveBack(whole)
    else set({ returned: [...calls.returned, whole] })
  }
  set({})
}

function set(change: Partial<Calls>): void {
  calls = { ...calls, ...change }
  const { draft, errors, returned } = calls
  const written = isEmpty(draft) ? [] : [{ draft, errors, inForm: true }]
  store([...written, ...returned.map((call) => ({ ...call, inForm: false }))])
  for (const listener of listeners) listener()
}
