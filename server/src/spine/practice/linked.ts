import { type LinkType, Problem } from '@throughline/contract'
import type { Spine } from '../context/index.ts'
import { closesCircle } from '../links/index.ts'
import type { Intent, LinkOp, Loaded, NewEntry } from '../records/index.ts'
import type { Patch, Practice } from './practice.ts'
import { refOf } from './registry.ts'

type Near = { practice: Practice; id: number; actorId: number | null }
type Said = { verb: 'linked' | 'unlinked'; type: LinkType }

/** The other end's entry of a link, on what the decision saw of it: if that has moved since, nothing is written. */
export function farIntent(spine: Spine, near: Near, { verb, type }: Said, loaded: Loaded): Intent {
  const entry: NewEntry = {
    at: spine.time.now(),
    actorId: near.actorId,
    verb,
    public: false,
    body: null,
    content: null,
    data: { more: { type, from: refOf(near.practice, near.id) } },
  }
  return { id: loaded.row.id, loaded, entries: [entry] }
}

/** What the records that a patch links to say of it. */
export function farIntents(spine: Spine, near: Near, { links = [], linked = [] }: Patch): Intent[] {
  return linked.flatMap((loaded) =>
    links
      .filter(({ to }) => to === loaded.row.id)
      .map(({ op, type }) =>
        farIntent(spine, near, { verb: op === 'add' ? 'linked' : 'unlinked', type }, loaded),
      ),
  )
}

/**
 * Refuses a link that would make a record belong to itself, be it through others.
 * @throws rule-broken
 */
export async function checkCircles(
  { db }: Spine,
  fromId: number,
  links: readonly LinkOp[] = [],
): Promise<void> {
  for (const { op, type, to: toId } of links) {
    if (op === 'add' && (await closesCircle(db, { fromId, type, toId }))) {
      const why =
        'This would close a circle: the other record is a task or child of this one already, or merged into it.'
      throw new Problem('rule-broken', { why })
    }
  }
}
