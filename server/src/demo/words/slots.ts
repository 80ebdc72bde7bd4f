import type { Member } from '../cast.ts'
import type { Chance } from '../chance.ts'
import { homeZone, routes, ships } from '../company/places.ts'

/** Fills the slots of words about one incident: the same slot says the same in its title, its text and its answers. */
export type Fill = (words: string) => string

const hauliers = [
  'Norfjord Spedition',
  'Van Houten Transport',
  'Brannigan Haulage',
  'Skagen Cargo',
  'Tyne Valley Freight',
  'Bakke & Sønner',
  'De Schelde Logistics',
  'Jutland Kølelast',
]
const surnames = [
  'Hargreaves',
  'Thomassen',
  'Veldkamp',
  'Okonkwo',
  'Lindgren',
  'Castellano',
  'McAllister',
  'Brouwer',
  'Sandvik',
  'Ostrowska',
  'Whitfield',
  'Amundsen',
]
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** `at`: when it is written, epoch ms. */
type Slot = (chance: Chance, who: Member, at: number) => string

const sailings = ['06:45', '08:30', '11:15', '14:10', '17:00', '17:30', '20:15', '22:40']

const slots: Readonly<Record<string, Slot>> = {
  ship: (chance, { side, place }) => (side === 'crew' ? place : chance.one(ships)),
  port: (_chance, { port }) => port.name,
  code: (_chance, { port }) => port.code,
  place: (_chance, { place }) => place,
  route: (chance) => chance.one(routes),
  first: (_chance, { name }) => name.split(' ')[0] as string,
  ref: (chance) => `KF${Array.from({ length: 5 }, () => chance.one([...letters])).join('')}`,
  // One of the next two.
  sail: (chance, _who, at) => {
    const clock = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(homeZone).toPlainTime()
    const next = sailings.filter((sailing) => sailing > clock.toString())
    return `the ${chance.one([...next, ...sailings].slice(0, 2))}`
  },
  n: (chance) => String(chance.whole(2, 6)),
  many: (chance) => String(chance.whole(11, 60)),
  amount: (chance) => `${chance.whole(18, 640)}.${chance.one(['00', '50', '40', '99', '20'])}`,
  till: (chance) => `TIL-${chance.whole(1, 14)}`,
  laptop: (chance) => `KL-${chance.whole(1204, 3980)}`,
  printer: (chance, { port }) => `PRN-${port.code}-${chance.whole(1, 9)}`,
  lane: (chance) => String(chance.whole(1, 9)),
  scanner: (chance, { port }) => `SC-${port.code}-${chance.whole(10, 48)}`,
  access: (chance, { port }) => `AP-${port.code}-${chance.whole(1, 30)}`,
  switch: (chance, { port }) => `SW-${port.code}-${chance.whole(1, 12)}`,
  haulier: (chance) => chance.one(hauliers),
  customer: (chance) => `${chance.one(['Mr', 'Ms', 'Mrs', 'Dr'])} ${chance.one(surnames)}`,
  order: (chance) => `FO-${chance.whole(40112, 68990)}`,
  case: (chance) => String(chance.whole(70120, 91999)),
  room: (chance) => chance.one(['Tyne', 'Skagerrak', 'Harbour', 'Lighthouse', 'Dogger', 'Compass']),
  month: (chance) => chance.one(['last month', 'this month', 'the last pay run']),
}

export function filling(chance: Chance, who: Member, at: number): Fill {
  const known = new Map<string, string>()
  return (words) =>
    words.replace(/\{(\w+)\}/g, (_, name: string) => {
      const slot = slots[name]
      if (!slot) throw new Error(`there is no slot ${name}`)
      const said = known.get(name) ?? slot(chance, who, at)
      known.set(name, said)
      return said
    })
}

/** Said by many in the same words; where they are, and since when, they add each in their own way. */
export function placed(chance: Chance, title: string, { place, port, side }: Member): string {
  if (
    /\d|Kestrel|\?|:/.test(title) ||
    title.includes(port.name) ||
    title.length > 42 ||
    /,|^(?:Please|Need|New|Got) /.test(title)
  )
    return title
  const where = side === 'office' ? place : side === 'crew' ? place.replace('MV ', '') : port.name
  return chance.weighted([
    [title, 25],
    [`${title} (${where})`, 14],
    [`${where}: ${title}`, 12],
    [`${title}, ${where}`, 10],
    [`${title} since this morning`, 6],
    [`${title} again`, 6],
    [`Help: ${title}`, 2],
    [`${title}. Please call`, 3],
  ])
}

/** As people type in a hurry: now and then without a capital, with a wrong letter, or louder than need be. */
export function harried(chance: Chance, title: string): string {
  if (chance.is(0.14) && /^[A-Z][a-z]/.test(title)) return title.charAt(0).toLowerCase() + title.slice(1)
  if (chance.is(0.04)) return swapped(chance, title)
  if (chance.is(0.03)) return `${title} - urgent please`
  if (chance.is(0.02)) return `${title}??`
  return title
}

/** Two letters of a long word change places. */
function swapped(chance: Chance, title: string): string {
  const long = [...title.matchAll(/[a-z]{6,}/g)]
  if (long.length === 0) return title
  const { index, 0: word } = chance.one(long)
  const at = index + chance.whole(1, word.length - 3)
  return `${title.slice(0, at)}${title.charAt(at + 1)}${title.charAt(at)}${title.slice(at + 2)}`
}
