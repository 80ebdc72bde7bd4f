import { Problem } from '@throughline/contract'
import { systemActor } from '../../../spine/access/index.ts'
import type { Ctx, Spine } from '../../../spine/context/index.ts'
import type { Loop } from '../../../spine/jobs/index.ts'
import { make } from '../change.ts'
import { addMember, readPerson, removeMember } from '../store.ts'
import { carryOut, duePlans, nextPlan, type Plan } from './store.ts'

/** Lets people join and leave teams when their day has come. */
export function membershipLoop(spine: Spine): Loop {
  const ctx: Ctx = { ...spine, actor: systemActor }
  return {
    name: 'memberships',
    tick: async (now) => {
      for (;;) {
        const due = await duePlans(spine.db, now)
        if (due.length === 0) return nextPlan(spine.db)
        for (const plan of due) await takeEffect(ctx, plan, now).catch(doneElsewhere)
      }
    },
  }
}

/** Does what of a plan is due: first the joining, then the leaving; who has gone or lost their role joins nothing. */
async function takeEffect(ctx: Ctx, plan: Plan, now: number): Promise<void> {
  const { teamId, personId, joinsAt, leavesAt } = plan
  const joins = joinsAt !== null && joinsAt <= now
  const person = await readPerson(ctx.db, personId)
  const stays = person?.active && person.role !== 'requester' && ctx.directory.team(teamId) !== null
  const lapses = joins && !stays
  const left = joins && leavesAt !== null && !lapses ? { ...plan, joinsAt: null } : null
  await make(ctx, {
    area: 'teams',
    verb: lapses ? 'plan-lapsed' : joins ? 'join' : 'leave',
    facts: { team: teamId, person: personId, planned: true },
    statements: [
      carryOut(plan, left),
      ...(lapses ? [] : [joins ? addMember(teamId, personId) : removeMember(teamId, personId)]),
    ],
    people: [personId],
  })
}

/** Another process was faster: the plan is no more what it was. */
function doneElsewhere(error: unknown): void {
  if (!(error instanceof Problem && error.code === 'conflict')) throw error
}
