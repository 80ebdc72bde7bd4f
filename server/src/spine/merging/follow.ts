import { type Actor, systemActor } from '../access/index.ts'
import type { Ctx, PersonFacts, Spine } from '../context/index.ts'
import { causeFor, type Handler, type Job, once } from '../jobs/index.ts'
import { mergedInto, survivorOf } from '../links/index.ts'
import { tell } from '../notices/index.ts'
import { append, type Practice, refOf, retrying, see } from '../practice/index.ts'
import { loadRows, type RecordRow } from '../records/index.ts'

/**
 * What staff answer in public in a record is told on in those that were merged into it then: their requesters read it in
 * their own record, which keeps it, and never read the other one. What is restricted is told on only to what is so too.
 */
export const tellMerged: Handler = {
  name: 'tell what is merged',
  wants: [{ kind: 'any', verbs: ['comment'] }],
  run: async (spine, job, registry) => {
    const { entry, recordId } = job
    if (!entry.public || entry.body === null || entry.actorId === null || isToldOn(job)) return
    const merged = await mergedInto(spine.db, recordId, entry.at)
    if (merged.length === 0) return
    const row = await job.current()
    const author = (await spine.directory.people([entry.actorId])).get(entry.actorId)
    if (!row || !author || author.role === 'requester' || author.id === row.requesterId) return
    const ids = merged.map(({ id }) => id)
    for (const other of (await loadRows(spine.db, ids)).values()) {
      if (!row.restricted || other.restricted)
        await tellOn(spine, job, registry.of(other.kind), other, author)
    }
  },
}

function isToldOn({ entry }: Pick<Job, 'entry'>): boolean {
  return entry.data.more?.toldFrom !== undefined
}

async function tellOn(
  spine: Spine,
  job: Job,
  practice: Practice,
  { id }: RecordRow,
  author: PersonFacts,
): Promise<void> {
  const ctx: Ctx = { ...spine, actor: { ...systemActor, personId: author.id } }
  const { body } = job.entry
  const cause = causeFor(tellMerged.name, job, id)
  await once(() =>
    retrying(async () => {
      const seen = await see(ctx, practice, id, 'comment')
      const said = { body: body ?? '', public: true }
      // A person has answered its requester: what follows from that follows here too.
      const follows = (await practice.commented?.({ ...spine, actor: staffOf(author) }, seen.row, said)) ?? {}
      const toldFrom = refOf(practice, job.recordId)
      await append(ctx, seen, {
        verb: 'comment',
        patch: { ...follows, ...said, more: { toldFrom } },
        raises: false,
        cause,
      })
    }),
  )
}

function staffOf({ id, name, role, teamIds }: PersonFacts): Actor {
  return { personId: id, name, role, teamIds, via: 'session', caller: `person:${id}` }
}

/** What is said in public in a merged record is for whoever has the one that it is worked on in. */
export const tellSurvivor: Handler = {
  name: 'tell the survivor',
  wants: [{ kind: 'any', verbs: ['comment'] }],
  run: async (spine, job) => {
    const row = await job.current()
    if (!row || row.mergedInto === null || !job.entry.public || isToldOn(job)) return
    const id = await survivorOf(spine.db, row.id)
    const survivor = (await loadRows(spine.db, [id])).get(id)
    if (!survivor) return
    const people = handsOf(spine, survivor)
    await tell(
      spine,
      job,
      people.map((personId) => ({ personId, type: 'reply' as const })),
    )
  },
}

/** The holder; the whole team where there is none. */
function handsOf({ directory }: Spine, { holderId, teamId }: RecordRow): readonly number[] {
  if (holderId !== null) return [holderId]
  return teamId === null ? [] : (directory.team(teamId)?.memberIds ?? [])
}
