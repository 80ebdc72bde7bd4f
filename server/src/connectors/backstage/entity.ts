import { z } from 'zod'
import type { Document, Trouble } from '../catalogue-files/index.ts'

const words = z.array(z.string()).default([])
const link = z.looseObject({ url: z.string(), title: z.string().optional(), type: z.string().optional() })

/** https://backstage.io/docs/features/software-catalog/descriptor-format */
const descriptor = z.looseObject({
  apiVersion: z.string().startsWith('backstage.io/'),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/, 'is no name of an entity'),
    namespace: z.string().default('default'),
    title: z.string().optional(),
    description: z.string().optional(),
    tags: words,
    links: z.array(link).default([]),
  }),
  spec: z
    .looseObject({
      type: z.string().optional(),
      lifecycle: z.string().optional(),
      owner: z.string().optional(),
      system: z.string().optional(),
      domain: z.string().optional(),
      subdomainOf: z.string().optional(),
      subcomponentOf: z.string().optional(),
      providesApis: words,
      consumesApis: words,
      dependsOn: words,
      dependencyOf: words,
      target: z.string().optional(),
      targets: words,
    })
    .prefault({}),
})

const kinds = ['component', 'api', 'resource', 'system', 'domain', 'group', 'user', 'location'] as const
export type EntityKind = (typeof kinds)[number]

type Spec = z.output<typeof descriptor>['spec']
/** An entity as its descriptor says it. */
export type Entity = {
  kind: EntityKind
  namespace: string
  name: string
  /** `component:default/orders` */
  ref: string
  title: string | null
  description: string | null
  /** The key of a team. */
  owner: string | null
  type: string | null
  lifecycle: string | null
  tags: string[]
  links: { kind: 'dashboard' | 'repository' | 'logs' | 'other'; title: string; url: string }[]
  targets: string[]
  spec: Spec
}

/** What a document describes; null and told where it describes nothing that is known here. */
export function entityOf({ file, line, content }: Document, troubles: Trouble[]): Entity | null {
  const { data, error } = descriptor.safeParse(content)
  if (!data) {
    const first = error.issues[0]
    troubles.push({ file, line, why: `${first?.path.join('.')}: ${first?.message}` })
    return null
  }
  const kind = kinds.find((one) => one === data.kind.toLowerCase())
  if (!kind) {
    troubles.push({ file, line, why: `${data.kind} is no kind that is brought in` })
    return null
  }
  const { metadata, spec } = data
  const namespace = metadata.namespace.toLowerCase()
  const name = metadata.name.toLowerCase()
  return {
    kind,
    namespace,
    name,
    ref: `${kind}:${namespace}/${name}`,
    title: metadata.title ?? null,
    description: metadata.description ?? null,
    owner: teamIn(spec.owner),
    type: spec.type ?? null,
    lifecycle: spec.lifecycle ?? null,
    tags: metadata.tags,
    links: metadata.links.filter(({ url }) => /^https?:\/\//.test(url)).map(linkOf),
    targets: [...(spec.target === undefined ? [] : [spec.target]), ...spec.targets],
    spec,
  }
}

/** `group:default/guests`, `guests`; null where a person owns it. */
function teamIn(owner: string | undefined): string | null {
  if (owner === undefined || owner.startsWith('user:')) return null
  return owner
    .replace(/^group:/, '')
    .replace(/^.*\//, '')
    .toLowerCase()
}

const linkKinds: Readonly<Record<string, Entity['links'][number]['kind']>> = {
  dashboard: 'dashboard',
  source: 'repository',
  repository: 'repository',
  logs: 'logs',
}

const linkOf = ({ url, title, type }: z.output<typeof link>): Entity['links'][number] => ({
  kind: linkKinds[type ?? ''] ?? 'other',
  title: (title ?? url).slice(0, 100),
  url,
})

/** What support answers for; all else is what such a thing is made of. */
export const isService = ({ kind, type }: Pick<Entity, 'kind' | 'type'>): boolean =>
  kind === 'system' || (kind === 'component' && type === 'service')
