import type { Member } from '../cast.ts'
import type { Chance } from '../chance.ts'
import type { Case } from './case.ts'
import { filling, harried, placed } from './slots.ts'
import { closers } from './talk.ts'

/** The words of one incident, which all belong to the same trouble. */
export type Words = {
  title: string
  description: string
  ask: { question: string; answer: string } | null
  find: string | null
  fix: { code: string; text: string; workaround?: string }
  fill: (words: string) => string
}

/** Of a case, words that begin with letters and a bar (`ab|…`) are of some of its troubles only; others fit all. */
const lettered = /^([a-z]+)\|/

export function drawWords(
  chance: Chance,
  { titles, texts, asks = [], finds = [], fixes }: Case,
  { who, at }: { who: Member; at: number },
): Words {
  const fill = filling(chance.apart('slots'), who, at)
  const title = chance.one(titles)
  const fits = fitting(title)
  const said = (words: string): string => fill(words.replace(lettered, ''))
  const text = oneOrNone(chance, texts.filter(fits))
  const ask = oneOrNone(
    chance,
    asks.filter(([question]) => fits(question)),
  )
  const find = oneOrNone(chance, finds.filter(fits))
  const [code, solved, workaround] = chance.one(fixes.filter(([, words]) => fits(words)))
  return {
    title: harried(chance, placed(chance.apart('place'), capital(said(title)), who)),
    description: describe(chance, text === null ? null : said(text), fill(chance.one(closers[who.side]))),
    ask: ask && { question: said(ask[0]), answer: said(ask[1]) },
    find: find === null ? null : said(find),
    fix: { code, text: said(solved), ...(workaround !== undefined && { workaround: said(workaround) }) },
    fill,
  }
}

/** Some write nothing but the title, some all they know. */
function describe(chance: Chance, text: string | null, closer: string): string {
  if (text === null) return chance.is(0.3) ? closer : ''
  if (chance.is(0.12)) return ''
  return chance.is(0.35) ? `${text}\n\n${closer}` : text
}

function fitting(title: string): (words: string) => boolean {
  const [, mine = ''] = lettered.exec(title) ?? []
  return (words) => {
    const [, theirs = ''] = lettered.exec(words) ?? []
    return mine === '' || theirs === '' || [...mine].some((letter) => theirs.includes(letter))
  }
}

/** A slot may stand first in a title and be filled with small letters. */
function capital(title: string): string {
  return title.startsWith('the ') ? `T${title.slice(1)}` : title
}

function oneOrNone<T>(chance: Chance, among: readonly T[]): T | null {
  return among.length === 0 ? null : chance.one(among)
}
