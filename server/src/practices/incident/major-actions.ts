import { task } from '../../foundation/tasks/index.ts'
import { systemActor } from '../../spine/access/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import { causeFor, type Handler, once } from '../../spine/jobs/index.ts'
import { farIntents, openingIntent, retrying, write } from '../../spine/practice/index.ts'

/** An action noted in a major incident is a task with a holder and a due time: nobody has to write it twice. */
export const actionsAreTasks: Handler = {
  name: 'actions are tasks',
  wants: [{ kind: 'incident', verbs: ['note-action'] }],
  run: async (spine, job) => {
    const { body, data } = job.entry
    const { holder, dueAt } = data.more ?? {}
    if (body === null || typeof holder !== 'number' || typeof dueAt !== 'number') return
    const ctx: Ctx = { ...spine, actor: systemActor }
    const cause = causeFor(actionsAreTasks.name, job)
    const input = { title: body, parent: `INC-${job.recordId}`, holder, dueAt }
    await once(() =>
      retrying(async () => {
        const opening = await task.open(ctx, input)
        const own = await openingIntent(ctx, task, opening, cause)
        const near = { practice: task, id: own.id, actorId: null }
        return write(ctx, [own, ...farIntents(ctx, near, opening)])
      }),
    )
  },
}
