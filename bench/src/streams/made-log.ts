import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

const between = ['Assigned', 'In progress', 'Waiting for user', 'Waiting for supplier', 'Reopened']
const begin = Date.UTC(2024, 0, 1)

type Event = { activity: string; time: string; team: string; person: string }

/** Writes a made-up log of so many events, the same each time: tickets of 4 to 16 steps, 30 teams, 400 people. */
export async function makeLog(events: number, format: 'csv' | 'xes', file: string): Promise<void> {
  await pipeline(
    Readable.from(gathered(format === 'csv' ? csvOf(events) : xesOf(events))),
    createWriteStream(file),
  )
}

/** Numbers in [0, 1) that look random and are the same in every run. */
function sequence(): () => number {
  let seed = 7
  return () => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
    return seed / 2 ** 32
  }
}

function* casesOf(events: number): Generator<Event[]> {
  const next = sequence()
  let opened = begin
  for (let left = events; left > 0; ) {
    opened += next() * 60_000
    const length = Math.min(left, 4 + Math.floor(next() * 13))
    left -= length
    let time = opened
    yield Array.from({ length }, (_, at) => {
      time += Math.floor(next() * next() * 86_400) * 1000
      return {
        activity: activityAt(at, length, next),
        time: new Date(time).toISOString(),
        team: `Team ${Math.floor(next() * 30)}`,
        person: `Person ${Math.floor(next() * 400)}`,
      }
    })
  }
}

function activityAt(at: number, length: number, next: () => number): string {
  if (at === 0) return 'Registered'
  if (at === length - 1) return 'Closed'
  return at === length - 2 ? 'Resolved' : (between[Math.floor(next() * next() * 5)] as string)
}

function* csvOf(events: number): Generator<string> {
  yield 'case,activity,timestamp,team,resource\n'
  let number = 0
  for (const one of casesOf(events)) {
    number++
    for (const { activity, time, team, person } of one)
      yield `C${number},${activity},${time},${team},${person}\n`
  }
}

function* xesOf(events: number): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0" xmlns="http://www.xes-standard.org/">\n'
  let number = 0
  for (const one of casesOf(events)) {
    number++
    yield `<trace><string key="concept:name" value="C${number}"/>\n`
    for (const { activity, time, team, person } of one) {
      yield `<event><string key="concept:name" value="${activity}"/><date key="time:timestamp" value="${time}"/><string key="org:group" value="${team}"/><string key="org:resource" value="${person}"/><string key="lifecycle:transition" value="complete"/></event>\n`
    }
    yield '</trace>\n'
  }
  yield '</log>\n'
}

function* gathered(pieces: Iterable<string>): Generator<string> {
  let text = ''
  for (const piece of pieces) {
    text += piece
    if (text.length < 1 << 20) continue
    yield text
    text = ''
  }
  yield text
}
