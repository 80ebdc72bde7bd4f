import { AbilityBuilder, createMongoAbility, type MongoAbility, subject } from '@casl/ability'
import { Problem } from '@throughline/contract'
import type { RecordRow } from '../records/index.ts'
import { type Actor, atLeast, isStaff } from './actor.ts'

/** What can be done with a record, or (with its kind alone) with records of a kind. */
export type Action =
  | 'read'
  | 'create'
  | 'amend'
  | 'comment'
  | 'note'
  | 'link'
  | 'attach'
  | 'watch'
  | 'export'
  | 'act'
  | 'decide'
  | 'answer'
  | 'restrict'
  | 'redact'
  | 'delete'

/** A record as access sees it: who it belongs to, and what part the actor has in it. */
export type Visible = Pick<RecordRow, 'kind' | 'restricted' | 'requesterId'> & { mine: readonly string[] }
type Ability = MongoAbility

const known = new WeakMap<Actor, Ability>()

/** Who may do what, as sentences. `scope.ts` says the same of reading in SQL; a test holds them together. */
export function abilitiesOf(actor: Actor): Ability {
  const made = known.get(actor) ?? sentences(actor)
  known.set(actor, made)
  return made
}

function sentences(actor: Actor): Ability {
  const { can, cannot, build } = new AbilityBuilder<Ability>(createMongoAbility)
  const me = actor.personId
  if (actor.role === 'system') can(['manage'], 'record')
  else if (isStaff(actor)) {
    can(
      [
        'read',
        'create',
        'amend',
        'comment',
        'note',
        'link',
        'attach',
        'watch',
        'export',
        'act',
        'answer',
        'restrict',
      ],
      'record',
    )
    if (atLeast(actor, 'manager')) can('decide', 'record')
    if (atLeast(actor, 'administrator')) can('redact', 'record')
    // To those who are not among its readers a restricted record does not exist, whatever their role.
    cannot('manage', 'record', { restricted: true, mine: { $nin: ['reader'] } })
  } else if (me !== null) {
    can('create', 'record')
    can(['read', 'comment', 'attach', 'watch', 'answer'], 'record', { requesterId: me, restricted: false })
    can(['read', 'comment', 'watch'], 'record', { mine: { $in: ['watcher'] }, restricted: false })
    can(['read', 'comment', 'attach', 'answer'], 'record', { requesterId: me, mine: { $in: ['reader'] } })
    can(['read', 'comment'], 'record', { mine: { $in: ['reader'] } })
    // Services and the set-up are not a requester's to open.
    cannot('create', 'record', { kind: { $nin: ['incident', 'request'] } })
    cannot('read', 'record', { kind: { $in: ['system', 'task', 'review'] } })
  }
  return build()
}

export function may(actor: Actor, action: Action, record: Visible): boolean {
  return abilitiesOf(actor).can(action, asSubject(record))
}

/** Throws `not-found` for what the actor may not even see, `not-allowed` for what they may not do. */
export function authorize(actor: Actor, action: Action, record: Visible, name: string): void {
  if (action !== 'create' && !may(actor, 'read', record)) throw new Problem('not-found', { what: name })
  if (!may(actor, action, record)) throw new Problem('not-allowed', { action: `${action} ${name}` })
}

function asSubject(record: Visible) {
  return subject('record', {
    kind: record.kind,
    restricted: record.restricted,
    requesterId: record.requesterId,
    mine: record.mine,
  })
}
