import { task } from '../../foundation/tasks/index.ts'
import { incident } from '../../practices/incident/index.ts'
import { attach } from '../../spine/attachments/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import {
  act,
  amend,
  comment,
  farIntents,
  link,
  open,
  openingIntent,
  openingOf,
  participate,
  refOf,
  registryOf,
  writeFirst,
} from '../../spine/practice/index.ts'
import type { Written } from '../../spine/records/index.ts'
import { system } from '../company/settle.ts'
import type { Step } from '../plan.ts'

const registry = registryOf([incident])

/** Where a step is played: in a record, as its plan is known, and as whoever makes the step. */
export type Scene = { ctx: Ctx; id: number; idOf(key: string): number | undefined }

/** Opens a plan's incident, remembered by `name`, so that a later live demo goes on with it. Answers its number. */
export async function openLive(ctx: Ctx, input: unknown, name: string): Promise<number> {
  const opening = await openingOf(ctx, incident, input)
  const own = await openingIntent(ctx, incident, opening)
  const near = { practice: incident, id: own.id, actorId: ctx.actor.personId }
  const source = { system, externalId: name, digest: '' }
  await writeFirst(ctx, [{ ...own, source }, ...farIntents(ctx, near, opening)])
  return own.id
}

/**
 * Makes a step with the command that everybody's clicks end in. Answers what was done in the record; null for what is
 * only made in histories (a merge, a restriction, a recovery).
 * @throws Problem where the record has moved on, so that the step does not fit any more
 */
export async function perform({ ctx, id, idOf }: Scene, step: Step): Promise<Written | null> {
  switch (step.do) {
    case 'act':
      return act(ctx, incident, { id, verb: step.verb, input: step.input })
    case 'amend':
      return amend(ctx, incident, { id, input: step.input })
    case 'say':
      return comment(ctx, incident, { id, body: step.body, public: step.public })
    case 'watch':
    case 'help': {
      const role = step.do === 'watch' ? 'watcher' : 'helper'
      return participate(ctx, incident, id, { op: 'add', role, subject: 'person', id: step.who })
    }
    case 'link': {
      const to = idOf(step.to)
      if (to === undefined) return null
      return link(ctx, registry, { practice: incident, id }, step.type, refOf(incident, to))
    }
    case 'task': {
      const { title, holder, dueAt } = step
      return open(ctx, task, { parent: refOf(incident, id), title, holder, dueAt })
    }
    case 'attach':
      return attachFile({ ctx, id }, step)
    case 'open':
    case 'recover':
    case 'merge':
    case 'restrict':
      return null
    default: {
      const never: never = step
      return never
    }
  }
}

async function attachFile(
  { ctx, id }: Pick<Scene, 'ctx' | 'id'>,
  { name, type, content, public: open }: Extract<Step, { do: 'attach' }>,
): Promise<Written> {
  const pieces = (async function* () {
    yield content
  })()
  const { written } = await attach(ctx, incident, {
    id,
    name,
    claimedType: type,
    public: open,
    content: pieces,
  })
  return written
}

/** Finishes a task, as whoever holds it. */
export function finishTask(ctx: Ctx, id: number, note: string): Promise<Written> {
  return act(ctx, task, { id, verb: 'finish', input: { note } })
}
