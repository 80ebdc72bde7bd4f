import type { Chance } from '../chance.ts'
import { names } from './names.ts'
import { homeZone, offices, ports, ships } from './places.ts'
import { administrator, managers, signIns, teams } from './teams.ts'

export type Role = 'requester' | 'agent' | 'manager' | 'administrator'
export type Side = 'crew' | 'terminal' | 'office'

/** Somebody of the company before they have a number here. `place`: a ship, a port, or a department. */
export type Person = {
  name: string
  email: string
  role: Role
  zone: string
  side: Side
  place: string
  port: (typeof ports)[number]
}

/** Reserved by RFC 2606: nobody can have a mailbox there, so nothing sent to it arrives anywhere. */
export const domain = 'kestrel-ferries.example'

const staff = new Set<string>(teams.flatMap(({ people }) => people))
const inCharge = new Set<string>(Object.values(managers))

/** Everybody: those who work in IT first, then `many` others: crew, terminals, offices. */
export function peopleOf(chance: Chance, many: number): Person[] {
  const home = ports[0]
  const everybody = [...staff, administrator].map((name): Person => {
    const role = name === administrator ? 'administrator' : inCharge.has(name) ? 'manager' : 'agent'
    return { name, email: emailOf(name), role, zone: homeZone, side: 'office', place: 'IT', port: home }
  })
  const taken = new Set(everybody.map(({ email }) => email))
  const add = (name: string, person: Omit<Person, 'name' | 'email' | 'role' | 'zone'>): void => {
    const email = emailOf(name)
    if (taken.has(email)) return
    taken.add(email)
    everybody.push({ ...person, name, email, role: 'requester', zone: person.port.zone })
  }
  for (const { name, shows } of signIns.slice(-2)) {
    const atSea = shows.includes('purser')
    add(name, {
      port: home,
      side: atSea ? 'crew' : 'terminal',
      place: atSea ? 'MV Kestrel Tide' : home.name,
    })
  }
  while (everybody.length < staff.size + 1 + many) {
    const port = chance.one(ports)
    const side = chance.weighted([
      ['crew', 40],
      ['terminal', 32],
      ['office', 28],
    ] as const)
    const place = {
      crew: () => chance.one(ships),
      terminal: () => port.name,
      office: () => chance.one(offices),
    }
    add(nameFrom(chance), { side, place: place[side](), port })
  }
  return everybody
}

function nameFrom(chance: Chance): string {
  const { first, last } = chance.weighted(names.map((group) => [group, group.weight] as const))
  return `${chance.one(first.split(' '))} ${chance.one(last.split(' ')).replaceAll('-', ' ')}`
}

const letters: Readonly<Record<string, string>> = { ø: 'o', æ: 'ae', ł: 'l', ı: 'i', ß: 'ss', å: 'a' }

export function emailOf(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[øæłıßå]/g, (letter) => letters[letter] ?? '')
    .normalize('NFKD')
    .replace(/[^a-z ]/g, '')
  return `${plain.replaceAll(' ', '.')}@${domain}`
}
