import { type AlertRules, type AlertsQuery, badField, Problem } from '@throughline/contract'
import { authorize, isStaff, visibleIds } from '../../spine/access/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import { readCursor, writeCursor } from '../../spine/paging/index.ts'
import { loadFor } from '../../spine/records/index.ts'
import { checkAlertRules } from '../../spine/settings/index.ts'
import { type AlertRow, type Judgement, type Sent, storable } from './event.ts'
import { judgeOf } from './receive.ts'
import { judgeBy } from './rules.ts'
import {
  type AlertListRow,
  acknowledge,
  countAlerts,
  lift,
  listAlerts,
  newestAlerts,
  readAlert,
  suppress,
} from './store.ts'

function authorizeStaff(ctx: Ctx, action: string): void {
  if (!isStaff(ctx.actor)) throw new Problem('not-allowed', { action })
}

/** A page of alerts, those that fired last first; of an incident those that it was opened for, or that joined it. */
export async function alertsPage(ctx: Ctx, query: AlertsQuery) {
  authorizeStaff(ctx, 'list alerts')
  const { limit, cursor, state: states, severity, service, incident } = query
  const list = JSON.stringify(['alerts', states, severity, service, incident])
  const [firedAt, id] = cursor === undefined ? [] : readCursor(list, cursor)
  const after = typeof firedAt === 'number' && typeof id === 'number' ? { firedAt, id } : null
  const filter = {
    states,
    severity,
    serviceId: service === undefined ? undefined : serviceNamed(ctx, service),
    incidentId: incident === undefined ? undefined : await incidentNamed(ctx, incident),
  }
  const rows = await listAlerts(ctx.db, filter, after, limit + 1)
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    rows: rows.slice(0, limit),
    next: last ? writeCursor(list, [last.firedAt, last.id]) : null,
  }
}

function serviceNamed(ctx: Ctx, name: string): number {
  const service = ctx.directory.service(name)
  if (!service) throw badField('service', `there is no service ${name}`)
  return service.id
}

/** An incident that the caller may read. */
async function incidentNamed(ctx: Ctx, ref: string): Promise<number> {
  const id = Number(ref.slice(4))
  const found = (await loadFor(ctx.db, ctx.actor, [id])).get(id)
  if (!ref.startsWith('INC-') || found?.row.kind !== 'incident') throw new Problem('not-found', { what: ref })
  authorize(ctx.actor, 'read', { ...found.row, mine: found.mine }, ref)
  return id
}

/** How many alerts of an incident are in which state. */
export async function alertCountsOf(ctx: Ctx, ref: string) {
  authorizeStaff(ctx, 'count alerts')
  const counted = await countAlerts(ctx.db, await incidentNamed(ctx, ref))
  return { firing: 0, acknowledged: 0, suppressed: 0, resolved: 0, ...counted }
}

export async function seeAlert(ctx: Ctx, id: number): Promise<AlertRow> {
  authorizeStaff(ctx, 'read alerts')
  const row = await readAlert(ctx.db, id)
  if (!row) throw new Problem('not-found', { what: `Alert ${id}` })
  return row
}

/** Which incidents of some alerts the caller may know of. */
export function knownIncidents(ctx: Ctx, rows: readonly AlertListRow[]): Promise<Set<number>> {
  return visibleIds(ctx.db, ctx.actor, [...new Set(rows.flatMap(({ incidentId }) => incidentId ?? []))])
}

/** Says that somebody looks at an alert. */
export async function acknowledgeAlert(ctx: Ctx, id: number): Promise<AlertRow> {
  const row = await seeAlert(ctx, id)
  const acted = { id, personId: ctx.actor.personId, at: ctx.time.now() }
  if (row.state !== 'acknowledged' && !(await acknowledge(ctx.db, acted)))
    throw new Problem('rule-broken', {
      why: `Only an alert that fires can be acknowledged; this is ${row.state}.`,
    })
  return seeAlert(ctx, id)
}

export type Suppression = { reason: string; until?: number | undefined }

/** Says that nobody needs to act on an alert, and why: now and whenever it fires anew, until then or until lifted. */
export async function suppressAlert(ctx: Ctx, id: number, { reason, until }: Suppression): Promise<AlertRow> {
  await seeAlert(ctx, id)
  const at = ctx.time.now()
  if (until !== undefined && until <= at) throw badField('until', 'must be in the future')
  await suppress(ctx.db, { id, personId: ctx.actor.personId, at, reason, until: until ?? null })
  await ctx.poke(new Set(['alert']))
  return seeAlert(ctx, id)
}

/** Ends a suppression: an alert that still fires needs somebody again. */
export async function liftSuppression(ctx: Ctx, id: number): Promise<AlertRow> {
  const row = await seeAlert(ctx, id)
  if (row.state !== 'suppressed' && row.suppressedBy === null)
    throw new Problem('rule-broken', { why: 'This alert is not suppressed.' })
  await lift(ctx.db, [id])
  await ctx.poke(new Set(['alert']))
  return seeAlert(ctx, id)
}

export type Tried = { sent: Pick<Sent, 'labels' | 'annotations'>; judged: Judgement }

const mostTried = 100

/** What rules see of an alert that comes in. */
function asKept({ labels, annotations }: Sent): Tried['sent'] {
  return { labels: storable(labels), annotations: storable(annotations) }
}

/** What rules (those in force, if none are given) make of some alerts, or of those that came last. */
export async function tryRules(
  ctx: Ctx,
  { rules, sent }: { rules: AlertRules | null; sent: readonly Sent[] | null },
): Promise<Tried[]> {
  authorizeStaff(ctx, 'try rules')
  if (rules) checkAlertRules(rules, 'rules')
  const judge = rules ? judgeBy(rules, ctx.directory) : judgeOf(ctx)
  const some: readonly (Pick<Sent, 'labels' | 'annotations'> & { source?: string })[] =
    sent?.slice(0, mostTried).map(asKept) ?? (await newestAlerts(ctx.db, mostTried))
  return some.map((one) => ({ sent: one, judged: judge(one.source ?? 'tried', one) }))
}
