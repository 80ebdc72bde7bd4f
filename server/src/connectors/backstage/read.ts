import path from 'node:path'
import type { Relation } from '@throughline/contract'
import type { Said } from '../../foundation/configuration/index.ts'
import { type Document, documentsIn, filesAt, type Trouble } from '../catalogue-files/index.ts'
import { type Entity, entityOf, isService } from './entity.ts'
import { keysOf } from './keys.ts'
import { namesIn } from './names.ts'

/** Teams are made where they are missing; people are not, because an account gives access. */
export type Group = { key: string; name: string }
export type BackstageCatalogue = {
  source: string
  things: Said[]
  groups: Group[]
  /** Who is named, and not brought in. */
  people: string[]
  troubles: Trouble[]
}

const isDescriptor = (name: string): boolean => /\.ya?ml$/.test(name) && !/compose/.test(name)

type Placed = { entity: Entity; document: Document }

/**
 * Entities of Backstage's descriptor files (`catalog-info.yaml`): Systems and Components of type service are services,
 * other Components, APIs, Resources and Domains are items, Groups are teams. Locations are followed where they name a file.
 * @throws UnreadableFile for a file that cannot be opened
 */
export async function readBackstage(places: readonly string[], source?: string): Promise<BackstageCatalogue> {
  const files = (await Promise.all(places.map((place) => filesAt(place, isDescriptor)))).flat()
  const troubles: Trouble[] = []
  const placed = await entitiesIn(files, troubles)
  const keys = keysOf(placed.map(({ entity }) => entity))
  const relations = relationsOf(placed, keys, troubles)
  const things = placed.flatMap(({ entity }): Said[] => {
    const key = keys.get(entity.ref)
    return key === undefined ? [] : [thingOf(entity, key, relations.get(entity.ref) ?? [])]
  })
  const groups = placed.flatMap(({ entity: { kind, name, title } }) =>
    kind === 'group' ? [{ key: name, name: title ?? name }] : [],
  )
  const people = placed.flatMap(({ entity: { kind, name } }) => (kind === 'user' ? [name] : []))
  return {
    source: source ?? `backstage:${path.basename(path.resolve(places[0] ?? ''))}`,
    things,
    groups,
    people,
    troubles,
  }
}

/** Those of the files, and of the files that their Locations name, each file once. */
async function entitiesIn(files: readonly string[], troubles: Trouble[]): Promise<Placed[]> {
  const [read, all]: [Set<string>, Placed[]] = [new Set(), []]
  const known = new Set<string>()
  let next = files.map((file) => path.resolve(file))
  while (next.length > 0) {
    for (const file of next) read.add(file)
    const found = await documentsIn(next)
    troubles.push(...found.troubles)
    next = []
    for (const document of found.documents) {
      const entity = entityOf(document, troubles)
      if (!entity) continue
      if (known.has(entity.ref))
        troubles.push({ ...document, why: `${entity.ref} is described twice; the first holds` })
      else all.push({ entity, document })
      known.add(entity.ref)
      for (const target of entity.kind === 'location' ? entity.targets : [])
        next.push(...(await followed(target, document, troubles)).filter((file) => !read.has(file)))
    }
  }
  return all
}

async function followed(target: string, { file, line }: Document, troubles: Trouble[]): Promise<string[]> {
  const place = path.resolve(path.dirname(file), target)
  const outside = path.relative(path.dirname(file), place).startsWith('..')
  const why = /^[a-z]+:\/\//i.test(target)
    ? 'is an address, which is not fetched; give it as a file'
    : outside
      ? 'lies outside the folder of the file that names it'
      : null
  if (why !== null) {
    troubles.push({ file, line, why: `${target} ${why}` })
    return []
  }
  try {
    return await filesAt(place, isDescriptor)
  } catch (error) {
    troubles.push({ file, line, why: (error as Error).message })
    return []
  }
}

type Related = { relation: Relation; to: string }

function relationsOf(
  placed: readonly Placed[],
  keys: ReadonlyMap<string, string>,
  troubles: Trouble[],
): Map<string, Related[]> {
  const all = new Map<string, Related[]>()
  for (const { entity, document } of placed)
    for (const { from, relation, to } of namesIn(entity)) {
      const key = keys.get(to)
      const missing = [from, to].find((ref) => !keys.has(ref))
      if (key === undefined || missing !== undefined) {
        troubles.push({ ...document, why: `${entity.ref} refers to ${missing}, which is not described` })
        continue
      }
      all.set(from, [...(all.get(from) ?? []), { relation, to: key }])
    }
  return all
}

const classes: Readonly<Record<string, string>> = { component: 'application', api: 'api', domain: 'domain' }
const resources = ['database', 'queue', 'storage', 'host', 'network']

function thingOf(entity: Entity, key: string, relations: Related[]): Said {
  const { kind, title, name, description, owner, type, lifecycle, tags, links } = entity
  const common = {
    key,
    name: title ?? name,
    ...(description && { description }),
    ...(owner && { team: owner }),
    ...(tags.length > 0 && { tags }),
    relations,
  }
  if (isService(entity))
    return {
      ...common,
      kind: 'service',
      class: kind === 'system' ? 'business' : 'technical',
      ...(links.length > 0 && { links }),
    }
  return {
    ...common,
    kind: 'item',
    class:
      kind === 'resource'
        ? (resources.find((one) => one === type) ?? 'resource')
        : (classes[kind] ?? 'resource'),
    attributes: { ...(type && { type }), ...(lifecycle && { lifecycle }) },
  }
}
