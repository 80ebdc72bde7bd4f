import { writeFileSync } from 'node:fs'
import path from 'node:path'

// Writes docs/samples/service-desk.csv: 180 incidents of a desk that does not exist, always the same ones. Much comes at
// once on Mondays, the network team takes work up late, mail questions go back to the user twice, and some goes astray
// between applications and network.

const cases = 180
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const begin = Date.UTC(2026, 0, 5)
const file = path.join(import.meta.dirname, '../../docs/samples/service-desk.csv')

let seed = 20_260_105
/** 0 to 1: a linear congruential generator, so that everybody gets the same file. */
function chance(): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 2 ** 32
}
const among = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T
/** Most often short, now and then long. */
const about = (ms: number): number => ms * (0.3 + 1.2 * chance() ** 2 + (chance() < 0.1 ? 3 : 0))

const people = {
  'Service Desk': ['Ines Roth', 'Jonas Weber', 'Amira Haddad'],
  Applications: ['Paul Lindner', 'Sofia Marin'],
  Network: ['Tom Becker', 'Lena Vogt'],
} as const
type Team = keyof typeof people

/** The next instant at which somebody works: Monday to Friday, 8 to 17. */
function atWork(ms: number): number {
  let at = ms
  for (;;) {
    const date = new Date(at)
    const weekday = date.getUTCDay()
    if (weekday !== 0 && weekday !== 6 && date.getUTCHours() >= 8 && date.getUTCHours() < 17) return at
    at = Math.floor(at / hour) * hour + hour + Math.floor(chance() * 50) * minute
  }
}

const rows: { at: number; row: string }[] = []

function write(number: number): void {
  const week = Math.floor((number / cases) * 30)
  const weekday = among([0, 0, 0, 1, 1, 2, 2, 3, 3, 4])
  let at = atWork(begin + (week * 7 + weekday) * day + (8 + chance() * 8) * hour)
  let team: Team = 'Service Desk'
  let person: string = among(people[team])
  const happened = (state: string): void => {
    const moment = new Date(at).toISOString().slice(0, 16).replace('T', ' ')
    rows.push({ at, row: `INC-${String(1001 + number)},${state},${moment},${team},${person}` })
  }
  const after = (ms: number, state: string): void => {
    at = atWork(at + about(ms))
    happened(state)
  }
  const handTo = (next: Team): void => {
    team = next
    person = among(people[next])
    after(10 * minute, 'Assigned')
    after(next === 'Network' ? 30 * hour : 5 * hour, 'In progress')
  }
  happened('New')
  after(40 * minute, 'In progress')
  if (chance() < 0.55) work(handTo, after)
  after(2 * hour, 'Resolved')
  if (chance() < 0.1) {
    after(9 * hour, 'In progress')
    after(6 * hour, 'Resolved')
  }
  after(90 * hour, 'Closed')
}

/** What the desk cannot answer at once. */
function work(handTo: (team: Team) => void, after: (ms: number, state: string) => void): void {
  const first = among(['Applications', 'Applications', 'Network'] as const)
  handTo(first)
  if (chance() < 0.35) {
    handTo(first === 'Network' ? 'Applications' : 'Network')
    if (chance() < 0.6) handTo(first)
  }
  for (let asked = 0; asked < 2 && chance() < 0.5; asked++) {
    after(2 * hour, 'Waiting for user')
    after(34 * hour, 'In progress')
  }
  if (chance() < 0.15) {
    after(3 * hour, 'Waiting for supplier')
    after(60 * hour, 'In progress')
  }
}

for (let number = 0; number < cases; number++) write(number)
rows.sort((a, b) => a.at - b.at)
writeFileSync(file, `${['Number,State,Timestamp,Team,Assignee', ...rows.map(({ row }) => row)].join('\n')}\n`)
