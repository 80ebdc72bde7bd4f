import type { Service } from './queries.ts'

type Links = Service['links']
const kinds = [
  'repository',
  'dashboard',
  'logs',
  'metrics',
  'traces',
  'runbook',
  'other',
] as const satisfies Links[number]['kind'][]

/** Links as they are typed, a line for each: what it is, its address, and what it is called. */
export const linksText = (links: Links): string =>
  links.map(({ kind, url, title }) => `${kind} ${url} ${title}`).join('\n')

/** Null where a line says no link. */
export function linksIn(text: string): Links | null {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const links = lines.map(linkIn)
  return links.every((link) => link !== null) ? links : null
}

function linkIn(line: string): Links[number] | null {
  const [, named, url = '', title] = /^(\S+)\s+(https?:\/\/\S+)\s*(.*)$/.exec(line) ?? []
  const kind = kinds.find((one) => one === named)
  return kind && URL.canParse(url) ? { kind, url, title: title || url } : null
}
