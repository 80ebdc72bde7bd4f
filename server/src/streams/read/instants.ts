import type { Zone } from './zone.ts'

/** Which of two numbers below 13 is the day: 29/2/2016, 2/29/2016. Dates that begin with the year need no order. */
export const dateOrders = ['dmy', 'mdy'] as const
export type DateOrder = (typeof dateOrders)[number]

const none = -1
const zero = 48
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * Reads dates and times from bytes, in the forms that service desks export: ISO 8601 in full and compact, with a space
 * for the T; `29/2/2016 01:16`, `2/29/2016 1:16 AM`, `29.02.2016`, `29/Feb/16 1:16 AM`, `Feb 29, 2016 01:16`; seconds
 * or milliseconds since 1970. Without an offset they are in the zone given.
 */
export class Instants {
  readonly #order: DateOrder
  readonly #zone: Zone
  #bytes: Uint8Array = new Uint8Array(0)
  #at = 0
  #to = 0
  /** How many digits the last number had. */
  #digits = 0
  /** Times whose day and month could only be meant in one order; and those that had no offset of their own. */
  readonly seen = { dmy: 0, mdy: 0, either: 0, local: 0 }

  constructor(order: DateOrder, zone: Zone) {
    this.#order = order
    this.#zone = zone
  }

  /** The instant in ms since 1970, or NaN where the bytes are none, or a day that does not exist. */
  read(bytes: Uint8Array, from: number, to: number): number {
    this.#bytes = bytes
    this.#at = from
    this.#to = to
    while (this.#at < this.#to && (bytes[this.#at] as number) <= 32) this.#at++
    while (this.#to > this.#at && (bytes[this.#to - 1] as number) <= 32) this.#to--
    const usual = this.#usual()
    if (usual !== null) return usual
    const date = this.#readDate()
    if (Number.isNaN(date) || this.#at === this.#to) return this.#local(date)
    const sign = this.#byte()
    // An epoch time was read whole.
    if (this.#digits > 8) return Number.NaN
    if (sign === 84 || sign === 116 || sign === 32 || sign === 44) this.#at++
    else return Number.NaN
    while (this.#byte() === 32) this.#at++
    const time = this.#readTime()
    return this.#withOffset(date + time)
  }

  /** `2026-01-05T10:00:00Z` or `2026-01-05T10:00:00.000Z`, the usual form in logs, straight away; null for all others. */
  #usual(): number | null {
    const bytes = this.#bytes
    const at = this.#at
    const length = this.#to - at
    if ((length !== 20 && length !== 24) || bytes[this.#to - 1] !== 90 || bytes[at + 10] !== 84) return null
    const signs =
      bytes[at + 4] === 45 && bytes[at + 7] === 45 && bytes[at + 13] === 58 && bytes[at + 16] === 58
    if (!signs || (length === 24 && bytes[at + 19] !== 46)) return null
    const hour = this.#two(11)
    const minute = this.#two(14)
    const second = this.#two(17)
    const ms = length === 24 ? this.#two(20) * 10 + (this.#two(21) % 10) : 0
    const date = this.#dateOf(this.#two(0) * 100 + this.#two(2), this.#two(5), this.#two(8))
    if (!(hour < 24 && minute < 60 && second < 60 && ms >= 0)) return null
    return Number.isNaN(date) ? null : date + (hour * 3600 + minute * 60 + second) * 1000 + ms
  }

  /** The number of two digits at a place, or NaN. */
  #two(place: number): number {
    const tens = (this.#bytes[this.#at + place] as number) - zero
    const ones = (this.#bytes[this.#at + place + 1] as number) - zero
    return tens >= 0 && tens < 10 && ones >= 0 && ones < 10 ? tens * 10 + ones : Number.NaN
  }

  #byte(): number {
    return this.#at < this.#to ? (this.#bytes[this.#at] as number) : none
  }

  #number(most = 17): number {
    const begin = this.#at
    let value = 0
    for (let byte = this.#byte(); byte >= zero && byte <= zero + 9; byte = this.#byte()) {
      if (this.#at - begin === most) break
      value = value * 10 + byte - zero
      this.#at++
    }
    this.#digits = this.#at - begin
    return this.#digits === 0 ? Number.NaN : value
  }

  #readDate(): number {
    const first = this.#number()
    const digits = this.#digits
    if (digits === 0) return this.#monthFirst()
    if (digits === 10 && this.#at === this.#to) return this.#epoch(first * 1000)
    if (digits === 13 && this.#at === this.#to) return this.#epoch(first)
    if (digits === 8)
      return this.#dateOf(Math.floor(first / 10_000), Math.floor(first / 100) % 100, first % 100)
    const sign = this.#byte()
    if (sign !== 45 && sign !== 47 && sign !== 46 && sign !== 32) return Number.NaN
    this.#at++
    const second = isLetter(this.#byte()) ? this.#monthName() : this.#number(2)
    const named = isLetter(this.#bytes[this.#at - 1] ?? 0)
    if (this.#byte() !== sign && this.#byte() !== 44) return Number.NaN
    this.#at++
    const third = this.#number(4)
    if (digits === 4) return this.#dateOf(first, second, third)
    const year = this.#digits === 2 ? 2000 + third : third
    if (named) return this.#dateOf(year, second, first)
    return this.#inOrder(first, second, year)
  }

  /** `Feb 29, 2016` */
  #monthFirst(): number {
    const month = this.#monthName()
    while (this.#byte() === 32 || this.#byte() === 46) this.#at++
    const day = this.#number(2)
    while (this.#byte() === 32 || this.#byte() === 44) this.#at++
    return this.#dateOf(this.#number(4), month, day)
  }

  #epoch(ms: number): number {
    this.#digits = 13
    return ms
  }

  #inOrder(first: number, second: number, year: number): number {
    if (first > 12) this.seen.dmy++
    else if (second > 12) this.seen.mdy++
    else this.seen.either++
    return this.#order === 'dmy' ? this.#dateOf(year, second, first) : this.#dateOf(year, first, second)
  }

  #dateOf(year: number, month: number, day: number): number {
    this.#digits = 0
    if (!(year >= 1900 && year <= 2200 && month >= 1 && month <= 12 && day >= 1 && day <= 31))
      return Number.NaN
    // The 31st of a month that has 30 days is no day.
    if (day > 28 && day > daysIn(year, month)) return Number.NaN
    return daysSince1970(year, month, day) * 86_400_000
  }

  #monthName(): number {
    const begin = this.#at
    while (isLetter(this.#byte())) this.#at++
    const name = String.fromCharCode(
      ...this.#bytes.subarray(begin, Math.min(this.#at, begin + 3)),
    ).toLowerCase()
    return months.indexOf(name) + 1
  }

  /** Milliseconds since midnight. */
  #readTime(): number {
    let hour = this.#number(2)
    if (this.#byte() === 58) this.#at++
    const minute = this.#number(2)
    let second = 0
    if (this.#byte() === 58 || (this.#byte() >= zero && this.#byte() <= zero + 9)) {
      if (this.#byte() === 58) this.#at++
      second = this.#number(2)
      if (this.#byte() === 46 || this.#byte() === 44) second += this.#fraction()
    }
    while (this.#byte() === 32) this.#at++
    const half = this.#byte() | 32
    if ((half === 97 || half === 112) && ((this.#bytes[this.#at + 1] as number) | 32) === 109) {
      this.#at += 2
      if (!(hour >= 1 && hour <= 12)) return Number.NaN
      hour = (hour % 12) + (half === 112 ? 12 : 0)
    }
    const fits = hour <= 24 && minute < 60 && second < 61 && (hour < 24 || (minute === 0 && second === 0))
    return fits ? (hour * 3600 + minute * 60 + second) * 1000 : Number.NaN
  }

  #fraction(): number {
    this.#at++
    return this.#number(12) / 10 ** this.#digits
  }

  #withOffset(wall: number): number {
    while (this.#byte() === 32) this.#at++
    const named = this.#passOver('utc') || this.#passOver('gmt')
    const sign = this.#byte()
    if (sign === none) return named ? Math.round(wall) : this.#local(wall)
    if (sign === 90 || sign === 122) return this.#at + 1 === this.#to ? Math.round(wall) : Number.NaN
    if (sign !== 43 && sign !== 45) return Number.NaN
    this.#at++
    const hours = this.#number(2)
    if (this.#byte() === 58) this.#at++
    const minutes = this.#at === this.#to ? 0 : this.#number(2)
    const offset = (hours * 60 + minutes) * 60_000
    return this.#at === this.#to ? Math.round(wall) - (sign === 43 ? offset : -offset) : Number.NaN
  }

  /** Whether a word comes next, in any case; it is passed over. */
  #passOver(word: string): boolean {
    if (this.#to - this.#at < word.length) return false
    for (let at = 0; at < word.length; at++) {
      if (((this.#bytes[this.#at + at] as number) | 32) !== word.charCodeAt(at)) return false
    }
    this.#at += word.length
    return true
  }

  #local(wall: number): number {
    if (this.#digits === 13 || Number.isNaN(wall)) return wall
    this.seen.local++
    return this.#zone.instant(Math.round(wall))
  }
}

function isLetter(byte: number): boolean {
  const small = byte | 32
  return small >= 97 && small <= 122
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** By the calendar of Gregory; years are counted from March, so that the leap day is the last. */
function daysSince1970(year: number, month: number, day: number): number {
  const ofYear = month > 2 ? year : year - 1
  const leaps = Math.floor(ofYear / 4) - Math.floor(ofYear / 100) + Math.floor(ofYear / 400)
  const ofMarch = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5)
  return ofYear * 365 + leaps + ofMarch + day - 719_469
}
