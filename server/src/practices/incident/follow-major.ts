import { Problem } from '@throughline/contract'
import { systemActor } from '../../spine/access/index.ts'
import type { Ctx, Spine } from '../../spine/context/index.ts'
import { causeFor, type Handler, type Job, once } from '../../spine/jobs/index.ts'
import { act, append, retrying, see } from '../../spine/practice/index.ts'
import type { RecordRow } from '../../spine/records/index.ts'
import { dataOf } from './incident.ts'
import { declined, deservesProposal, isOpenMajor, majorOf, settingMajor, stoodDown } from './major.ts'
import { returning } from './major-rules.ts'
import { reportsOf } from './major-store.ts'
import { incident } from './practice.ts'

const minute = 60_000

/** What stops everybody's work on a service that matters is proposed as a major by itself. */
export const proposeGrave: Handler = {
  name: 'propose what is grave as a major',
  wants: [{ kind: 'incident', verbs: ['open', 'amend', 'override-priority'] }],
  run: async (spine, job) => {
    const row = await job.current()
    if (!row) return
    const service = row.serviceId === null ? null : spine.directory.service(row.serviceId)
    if (!deservesProposal(row, service, spine.settings.current().major)) return
    if (job.entry.data.links?.some(({ type }) => type === 'child-of')) return
    const input = {
      reason: `Priority 1 on ${service?.name}, a service of tier ${service?.tier}.`,
      rule: 'priority',
    }
    // The rule proposes a record once: declined, it stays so unless a person proposes it again.
    await propose(spine, row.id, input, `major by priority:${row.id}`)
  },
}

/** Several people who report one service within minutes have met the same trouble. */
export const proposeReported: Handler = {
  name: 'propose what many report as a major',
  wants: [{ kind: 'incident', verbs: ['open'] }],
  run: async (spine, job) => {
    const row = await job.current()
    if (!row || row.serviceId === null || row.requesterId === null || row.restricted) return
    const rules = spine.settings.current().major
    const from = row.openedAt - rules.reportersMinutes * minute
    const reports = await reportsOf(spine.db, { serviceId: row.serviceId, from, to: row.openedAt })
    const people = new Set(reports.map(({ requesterId }) => requesterId))
    const [first, ...others] = reports
    if (!first || people.size < rules.reporters || reports.some(({ hasMajor }) => hasMajor)) return
    const service = spine.directory.service(row.serviceId)
    const joined = others.map(({ id }) => id)
    const reason = `${people.size} people reported ${service?.name} within ${rules.reportersMinutes} minutes.`
    await propose(spine, first.id, { reason, rule: 'reporters', joined }, `major by reporters:${first.id}`)
  },
}

/** Answers whether it was proposed now; where its service has an open major already, it is not. */
async function propose(spine: Spine, id: number, input: object, cause: string): Promise<boolean> {
  try {
    return await once(() =>
      act({ ...spine, actor: systemActor }, incident, { id, verb: 'propose-major', input, cause }),
    )
  } catch (error) {
    if (error instanceof Problem && error.code === 'conflict') return false
    throw error
  }
}

/** Those who reported the same are children of what was proposed; declined, each is on its own again. */
export const joinReports: Handler = {
  name: 'join reports to a major',
  wants: [{ kind: 'incident', verbs: ['propose-major', 'decline-major'] }],
  run: async (spine, job) => {
    const parent = await job.current()
    const major = parent && majorOf(parent)
    if (!parent || !major?.joined) return
    const op = major.state === 'declined' ? ('end' as const) : ('add' as const)
    for (const childId of major.joined) await joinOne(spine, job, { parent, childId, op })
  },
}

type Joining = { parent: RecordRow; childId: number; op: 'add' | 'end' }

async function joinOne(spine: Spine, job: Job, { parent, childId, op }: Joining): Promise<void> {
  const ctx: Ctx = { ...spine, actor: systemActor }
  const cause = causeFor(joinReports.name, job, childId)
  await once(() =>
    retrying(async () => {
      const seen = await see(ctx, incident, childId, 'link')
      const far = await see(ctx, incident, parent.id, 'read')
      const verb = op === 'add' ? 'link' : 'unlink'
      const links = [{ op, type: 'child-of' as const, to: parent.id }]
      const more = { type: 'child-of', to: `INC-${parent.id}` }
      await append(ctx, seen, { verb, raises: false, cause, patch: { links, linked: [far], more } })
    }),
  ).catch((error) => {
    // Somebody linked it, or let it go, meanwhile: as it should be.
    if (!(error instanceof Problem && ['conflict', 'rule-broken'].includes(error.code))) throw error
  })
}

/** What becomes of the incident itself: solved, service is restored; reopened, it is a major again; void, it is none. */
export const keepInStep: Handler = {
  name: 'keep a major in step',
  wants: [
    {
      kind: 'incident',
      verbs: ['resolve', 'reopen', 'still-broken', 'cancel', 'confirm', 'lapse'],
    },
  ],
  run: async (spine, job) => {
    const ctx: Ctx = { ...spine, actor: systemActor }
    const cause = causeFor(keepInStep.name, job)
    await once(() => retrying(() => step(ctx, job.recordId, cause))).catch((error) => {
      // Another major of its service is open by now: that one stays the major.
      if (!(error instanceof Problem && error.code === 'conflict')) throw error
    })
  },
}

async function step(ctx: Ctx, id: number, cause: string): Promise<unknown> {
  const seen = await see(ctx, incident, id, 'read')
  const { row } = seen
  const major = majorOf(row)
  if (!major) return undefined
  const now = ctx.time.now()
  const write = (verb: string, patch: Parameters<typeof append>[2]['patch']) =>
    append(ctx, seen, { verb, patch, raises: true, cause })
  switch (row.category) {
    case 'done':
      if (major.state === 'accepted') return actAs(ctx, row, cause)
      // Solved before anybody answered: there is nothing left to lead.
      if (major.state === 'proposed') return write('decline-major', over(declined(major, now), 'resolved'))
      return undefined
    case 'cancelled':
      if (major.state === 'proposed') return write('decline-major', over(declined(major, now), 'cancelled'))
      return isOpenMajor(major) ? write('stand-down', over(stoodDown(major, now), 'cancelled')) : undefined
    default: {
      const back =
        major.state === 'stood-down' || (major.state === 'restored' && dataOf(row).restoredAt === undefined)
      return back
        ? write('fails-again', { ...returning(ctx, row, now, null), more: { why: 'reopened' } })
        : undefined
    }
  }
}

function over(major: ReturnType<typeof declined>, why: string) {
  return { set: settingMajor(major), more: { why } }
}

function actAs(ctx: Ctx, row: RecordRow, cause: string): Promise<unknown> {
  const { restoredAt } = dataOf(row)
  const input = restoredAt === undefined ? {} : { restoredAt }
  return act(ctx, incident, { id: row.id, verb: 'restore-service', input, cause })
}

export const majorFollowers: readonly Handler[] = [proposeGrave, proposeReported, joinReports, keepInStep]
