import type { Relation } from '@throughline/contract'
import type { Entity, EntityKind } from './entity.ts'

/** A relation between two entities, by their refs. */
export type Named = { from: string; relation: Relation; to: string }

/** What an entity says of itself and others, as relations. */
export function namesIn({ kind, ref, namespace, spec }: Entity): Named[] {
  const refOf = (name: string, usual: EntityKind): string => {
    const [, named = usual, space = namespace, plain = name] =
      /^(?:([a-z]+):)?(?:([^/]+)\/)?(.+)$/i.exec(name) ?? []
    return `${named}:${space}/${plain}`.toLowerCase()
  }
  const to = (names: readonly (string | undefined)[], usual: EntityKind, relation: Relation): Named[] =>
    names.flatMap((name) => (name === undefined ? [] : [{ from: ref, relation, to: refOf(name, usual) }]))
  const of = (names: readonly string[], usual: EntityKind, relation: Relation): Named[] =>
    names.map((name) => ({ from: refOf(name, usual), relation, to: ref }))
  return [
    ...to([spec.system], 'system', 'part-of'),
    ...to([kind === 'system' ? spec.domain : undefined, spec.subdomainOf], 'domain', 'part-of'),
    ...to([spec.subcomponentOf], 'component', 'part-of'),
    ...to(spec.dependsOn, 'component', 'depends-on'),
    ...to(spec.consumesApis, 'api', 'depends-on'),
    ...of(spec.providesApis, 'api', 'provided-by'),
    ...of(spec.dependencyOf, 'component', 'depends-on'),
  ]
}
