import path from 'node:path'
import { z } from 'zod'
import type { Said } from '../../foundation/configuration/index.ts'
import { type Document, documentsIn, filesAt, type Trouble } from '../catalogue-files/index.ts'

/** What a catalogue of another tool names, as it is reported; `where` says who says it. */
export type Catalogue = { source: string; things: Said[]; troubles: Trouble[] }

const service = z.looseObject({
  depends_on: z.union([z.array(z.string()), z.record(z.string(), z.unknown())]).optional(),
  links: z.array(z.string()).optional(),
})
const composeFile = z.looseObject({
  name: z.string().optional(),
  services: z.record(z.string(), z.union([service, z.null()])).optional(),
})

/** Called as Compose looks for them, or `something.compose.yaml`. */
const isCompose = (name: string): boolean => /(^|[.-])compose([.-].*)?\.ya?ml$/.test(name)

/**
 * The services of Compose files and what they depend on. Several files lie over each other, as `docker compose -f … -f …`
 * has it: a later one adds to what an earlier one says. Only what is there to be depended on is read: `depends_on`, `links`.
 * @throws UnreadableFile for a file that cannot be opened
 */
export async function readCompose(places: readonly string[], source?: string): Promise<Catalogue> {
  const files = (await Promise.all(places.map((place) => filesAt(place, isCompose)))).flat()
  const { documents, troubles } = await documentsIn(files)
  const found = new Map<string, Set<string>>()
  let project: string | undefined
  for (const document of documents) project = readFile(document, found, troubles) ?? project
  const keys = new Map([...found.keys()].map((name) => [name, keyOf(name)]))
  const things = [...found].map(([name, needs]): Said => {
    const relations = [...needs].flatMap((needed) => {
      const to = keys.get(needed)
      if (to === undefined)
        troubles.push({
          file: files.join(', '),
          line: 1,
          why: `${name} depends on ${needed}, which no file defines`,
        })
      return to === undefined ? [] : [{ relation: 'depends-on' as const, to }]
    })
    return { kind: 'service', key: keyOf(name), name, class: 'technical', relations }
  })
  return { source: source ?? `compose:${project ?? nameOf(places[0] ?? '')}`, things, troubles }
}

function readFile(
  { file, line, content }: Document,
  found: Map<string, Set<string>>,
  troubles: Trouble[],
): string | undefined {
  const { data, error } = composeFile.safeParse(content)
  if (!data) {
    const first = error.issues[0]
    troubles.push({ file, line, why: `${first?.path.join('.')}: ${first?.message}` })
    return undefined
  }
  if (!data.services) troubles.push({ file, line, why: 'names no services' })
  for (const [name, said] of Object.entries(data.services ?? {})) {
    const needs = found.get(name) ?? new Set()
    const depends = said?.depends_on ?? []
    for (const needed of Array.isArray(depends) ? depends : Object.keys(depends)) needs.add(needed)
    // `database:db` calls it db in this one's network.
    for (const linked of said?.links ?? []) needs.add(linked.split(':', 1)[0] as string)
    found.set(name, needs)
  }
  return data.name
}

const keyOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .slice(0, 60)

/** What a file or folder is called, without what says that it is a Compose file. */
function nameOf(place: string): string {
  const name = path.basename(path.resolve(place)).replace(/([.-])?compose([.-].*)?\.ya?ml$/, '')
  return name === '' ? path.basename(path.dirname(path.resolve(place))) : name
}
