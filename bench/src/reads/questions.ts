import { firstIncident } from '../history/fill.ts'
import { seeded, word } from '../history/words.ts'

/** Who asks: a member of team-0, or somebody who has reported many incidents. */
export type Asker = 'agent' | 'requester'

/** Something that is read often: its name, who asks, and the paths under `/api/v1` of the requests. */
export type Question = { name: string; asker: Asker; paths: readonly string[] }

const incidents = (query: string): string[] => [`/incidents?${query}`]
const search = (q: string): string => `/search?limit=20&q=${encodeURIComponent(q)}`

const queues: readonly Question[] = [
  {
    name: "a team's open work, due first",
    asker: 'agent',
    paths: incidents('team=team-0&open=true&sort=due'),
  },
  {
    name: "a team's open work by priority",
    asker: 'agent',
    paths: incidents('team=team-0&open=true&sort=priority'),
  },
  { name: 'my open work, due first', asker: 'agent', paths: incidents('holder=me&open=true&sort=due') },
  {
    name: "a team's work that nobody has",
    asker: 'agent',
    paths: incidents('team=team-0&holder=none&open=true&sort=due'),
  },
  { name: 'all, newest change first', asker: 'agent', paths: incidents('sort=-updated') },
  { name: 'all open, due first', asker: 'agent', paths: incidents('open=true&sort=due') },
  { name: 'all open of priority 1', asker: 'agent', paths: incidents('open=true&priority=1&sort=due') },
  { name: "a service's, newest first", asker: 'agent', paths: incidents('service=service-3&sort=-opened') },
  {
    name: 'waiting for a supplier',
    asker: 'agent',
    paths: incidents('state=waiting-supplier&sort=-updated'),
  },
  { name: 'with a rare tag', asker: 'agent', paths: incidents('tag=rare&sort=-updated') },
  { name: 'restricted, that I may read', asker: 'agent', paths: incidents('restricted=true&sort=-updated') },
  { name: "count of a team's open work", asker: 'agent', paths: ['/incidents/count?team=team-0&open=true'] },
  { name: 'what I reported', asker: 'requester', paths: incidents('sort=-updated') },
  { name: 'what I reported and is open', asker: 'requester', paths: incidents('open=true&sort=due') },
]

/** Ranks of words in the vocabulary: in nearly every record, in many, in some. */
const searches = (size: number): Question[] => [
  { name: 'search: a word in nearly all', asker: 'agent', paths: [search(word(0))] },
  { name: 'search: a common word', asker: 'agent', paths: [search(word(30)), search(word(40))] },
  {
    name: 'search: a rare word',
    asker: 'agent',
    paths: ids(size, 50).map((id) => search(`pc${id % Math.ceil(size / 2)}`)),
  },
  {
    name: 'search: two words',
    asker: 'agent',
    paths: [search(`${word(300)} ${word(500)}`), search(`${word(400)} ${word(700)}`)],
  },
  {
    name: 'search: a beginning',
    asker: 'agent',
    paths: [search(word(3000).slice(0, 4)), search(word(9000).slice(0, 5))],
  },
  {
    name: 'search: a word mistyped',
    asker: 'agent',
    paths: [search(mistyped(word(20_000))), search(mistyped(word(30_000)))],
  },
  { name: 'search: a ref', asker: 'agent', paths: ids(size, 50).map((id) => search(`INC-${id}`)) },
  { name: 'search: a common word in what I reported', asker: 'requester', paths: [search(word(30))] },
]

const records = (size: number): Question[] => {
  const refs = ids(size, 200).map((id) => `/incidents/INC-${id}`)
  return [
    { name: 'a record', asker: 'agent', paths: refs },
    { name: 'its timeline', asker: 'agent', paths: refs.map((ref) => `${ref}/timeline`) },
    { name: 'its links', asker: 'agent', paths: refs.map((ref) => `${ref}/links`) },
  ]
}

/** All that is measured in a history of so many incidents; the same in every run. */
export function questionsFor(size: number): Question[] {
  return [...queues, ...searches(size), ...records(size)]
}

/** Some incidents of a history, none of them restricted to others more often than they are. */
function ids(size: number, count: number): number[] {
  const random = seeded(size)
  return Array.from({ length: count }, () => firstIncident + Math.floor(random() * size))
}

/** Two neighbouring letters changed places. */
function mistyped(text: string): string {
  const at = Math.max(1, text.length >> 1)
  return text.slice(0, at - 1) + text[at] + text[at - 1] + text.slice(at + 1)
}
