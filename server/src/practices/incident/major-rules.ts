import { badField, type majorTransitions } from '@throughline/contract'
import type { z } from 'zod'
import type { Ctx } from '../../spine/context/index.ts'
import type { Patch } from '../../spine/practice/index.ts'
import { withoutUndefined } from '../../spine/practice/index.ts'
import type { JsonObject, RecordRow } from '../../spine/records/index.ts'
import { checkMoments, dataOf } from './incident.ts'
import {
  accepted,
  declined,
  type MajorData,
  type MajorRule,
  majorOf,
  posted,
  proposed,
  restored,
  returned,
  settingMajor,
  stoodDown,
} from './major.ts'
import { readersFor, roleTaker } from './major-people.ts'
import { postBody } from './major-words.ts'

type Input<V extends keyof typeof majorTransitions> = z.output<(typeof majorTransitions)[V]['input']>

/** What each verb of a major incident decides. The guards have let it through: it is where the verb leads on from. */
export const majorRules = {
  'propose-major': (
    ctx: Ctx,
    _row: RecordRow,
    // A rule says which one it is, and whom it joined.
    input: Input<'propose-major'> & { rule?: MajorRule; joined?: number[] },
    now: number,
  ): Patch => {
    const { personId } = ctx.actor
    return {
      body: input.reason,
      set: settingMajor(
        proposed(now, { personId, ...withoutUndefined({ rule: input.rule, joined: input.joined }) }),
      ),
      ...(input.rule && { more: { rule: input.rule } }),
    }
  },
  'accept-major': async (
    ctx: Ctx,
    row: RecordRow,
    input: Input<'accept-major'>,
    now: number,
  ): Promise<Patch> => {
    const managerId = await roleTaker(ctx, row, 'manager', { field: 'manager', name: input.manager })
    const communicationsId = await roleTaker(ctx, row, 'communications', {
      field: 'communications',
      name: input.communications,
    })
    return acceptance(ctx, row, { now, managerId, communicationsId, bridge: input.bridge })
  },
  'decline-major': (_ctx: Ctx, row: RecordRow, input: Input<'decline-major'>, now: number): Patch => ({
    body: input.reason,
    set: settingMajor(declined(known(row), now)),
  }),
  'post-update': (ctx: Ctx, row: RecordRow, input: Input<'post-update'>, now: number): Patch => {
    const { affected, known: told, meanwhile, nextInMinutes } = input
    const major = posted(known(row), now, nextInMinutes ?? ctx.settings.current().major.nextPostMinutes)
    const words = withoutUndefined({ affected, known: told, meanwhile: meanwhile || undefined })
    return {
      public: true,
      body: postBody(ctx.settings.current().organisation, words, major.nextPostAt ?? null),
      set: settingMajor(major),
      content: { note: words as JsonObject },
      more: major.nextPostAt === undefined ? {} : { nextPostAt: major.nextPostAt },
    }
  },
  'hand-over-role': async (
    ctx: Ctx,
    row: RecordRow,
    { role, to }: Input<'hand-over-role'>,
  ): Promise<Patch> => {
    const personId = await roleTaker(ctx, row, role, { field: 'to', name: to })
    const major = known(row)
    const before = role === 'manager' ? major.managerId : major.communicationsId
    if (before === personId) throw badField('to', 'has this role already')
    const key = role === 'manager' ? 'managerId' : 'communicationsId'
    return {
      set: settingMajor({ ...major, [key]: personId }),
      participants: readersFor(row, [personId]),
      more: { role, to: personId, from: before ?? null },
    }
  },
  'set-bridge': (_ctx: Ctx, _row: RecordRow, { bridge }: Input<'set-bridge'>): Patch => ({
    content: { fields: { majorBridge: bridge } },
  }),
  'note-decision': (_ctx: Ctx, _row: RecordRow, { text }: Input<'note-decision'>): Patch => ({ body: text }),
  'note-action': async (
    ctx: Ctx,
    row: RecordRow,
    input: Input<'note-action'>,
    now: number,
  ): Promise<Patch> => {
    if (input.dueAt <= now) throw badField('dueAt', 'must be in the future')
    const holder = await roleTaker(ctx, row, 'communications', { field: 'holder', name: input.holder })
    return { body: input.text, more: { holder, dueAt: input.dueAt } }
  },
  'restore-service': (ctx: Ctx, row: RecordRow, input: Input<'restore-service'>, now: number): Patch => {
    const restoredAt = input.restoredAt ?? dataOf(row).restoredAt ?? now
    const { impactFrom, detectedAt } = dataOf(row)
    checkMoments(withoutUndefined({ impactFrom, detectedAt, restoredAt }), row.openedAt, now)
    const rules = ctx.settings.current().major
    const message = input.message?.trim() || null
    const major = restored(known(row), rules, { now, restoredAt })
    const { data } = settingMajor(message === null ? major : posted(major, now, 0))
    return {
      public: message !== null,
      body: message,
      set: { data: { ...data, restoredAt } },
      ...(message !== null && { content: { note: { message } } }),
      more: { restoredAt },
    }
  },
  'fails-again': (ctx: Ctx, row: RecordRow, { reason }: Input<'fails-again'>, now: number): Patch =>
    returning(ctx, row, now, reason),
  'stand-down': (_ctx: Ctx, row: RecordRow, input: Input<'stand-down'>, now: number): Patch => {
    const major = known(row)
    const reason = input.reason?.trim() || null
    if (major.state !== 'restored' && reason === null)
      throw badField('reason', 'service is not restored: say why it is no major incident any more')
    return { body: reason, set: settingMajor(stoodDown(major, now)) }
  },
}

type Acceptance = {
  now: number
  managerId: number | null
  communicationsId: number | null
  bridge?: string | undefined
}

/** What accepting sets, whoever accepts: a person, or time. */
export function acceptance(ctx: Ctx, row: RecordRow, { bridge, ...who }: Acceptance): Patch {
  return {
    set: settingMajor(accepted(known(row), ctx.settings.current().major, who)),
    participants: readersFor(row, [who.managerId, who.communicationsId]),
    ...(bridge !== undefined && { content: { fields: { majorBridge: bridge } } }),
    more: { manager: who.managerId, communications: who.communicationsId },
  }
}

/** It is not over: the moment at which service worked again was none. */
export function returning(ctx: Ctx, row: RecordRow, now: number, body: string | null): Patch {
  const { data } = settingMajor(returned(known(row), ctx.settings.current().major, now))
  return { body, set: { data: { ...data, restoredAt: null } } }
}

function known(row: RecordRow): MajorData {
  const major = majorOf(row)
  if (!major) throw new Error(`INC-${row.id} is no major incident`)
  return major
}
