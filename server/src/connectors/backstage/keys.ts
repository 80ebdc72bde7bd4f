import { type Entity, isService } from './entity.ts'

/**
 * The keys of what becomes a service or an item, by the entity's ref. In Backstage a name is one of its kind's; here a key
 * is one of all: of those who share a name the first service keeps it, and the others are called by their kind as well.
 */
export function keysOf(entities: readonly Entity[]): Map<string, string> {
  const kept = entities.filter(({ kind }) => !['group', 'user', 'location'].includes(kind))
  const taken = new Set<string>()
  const keys = new Map<string, string>()
  const rank = (entity: Entity): number => (isService(entity) ? (entity.kind === 'system' ? 1 : 0) : 2)
  for (const entity of kept.toSorted((a, b) => rank(a) - rank(b))) {
    const { kind, namespace, name, ref } = entity
    const base = namespace === 'default' ? name : `${namespace}-${name}`
    // A service's key is more narrowly written than an item's.
    const plain = isService(entity) ? base.replaceAll(/[^a-z0-9-]+/g, '-').slice(0, 60) : base
    const key = taken.has(plain)
      ? isService(entity)
        ? `${plain.slice(0, 50)}-${kind}`
        : `${kind}:${plain}`
      : plain
    taken.add(key)
    keys.set(ref, key)
  }
  return keys
}
