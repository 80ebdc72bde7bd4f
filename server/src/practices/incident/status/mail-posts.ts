import type { Spine } from '../../../spine/context/index.ts'
import type { Handler, Job } from '../../../spine/jobs/index.ts'
import { queueMail } from '../../../spine/notices/index.ts'
import type { RecordRow } from '../../../spine/records/index.ts'
import { majorOf } from '../major.ts'
import { reportersToo, subscribersOf } from './store.ts'
import { type Grant, tokenFor } from './token.ts'
import { type News, newsMail } from './words.ts'

/** Posts go to those who subscribed on the status page, and to those who said *me too*; `url` is where people open it. */
export function mailPosts(url: string): Handler {
  return {
    name: 'mail posts',
    wants: [{ kind: 'incident', verbs: ['post-update', 'restore-service', 'stand-down'] }],
    run: async (spine, job) => {
      const row = await job.current()
      const news = row && newsOf(spine, job, row)
      if (!row || !news) return
      for (const { address, language, grant } of await readers(spine, row)) {
        const token = await tokenFor(spine, grant)
        const end = `${url}/portal/status/end?token=${token}`
        await queueMail(spine, {
          ...newsMail({ ...news, language, page: `${url}/portal/status`, end }),
          cause: `status:${job.recordId}:${job.seq}:${address.toLowerCase()}`,
          address,
          recordId: row.id,
          unsubscribe: end,
        })
      }
    },
  }
}

/** What there is to tell; null where users were told nothing, or the incident has been closed to them since. */
function newsOf(
  spine: Spine,
  { verb, entry }: Job,
  row: RecordRow,
): Pick<News, 'service' | 'state' | 'body'> | null {
  const major = majorOf(row)
  if (row.restricted || entry.redacted || !major?.posts) return null
  const service = row.serviceId === null ? null : (spine.directory.service(row.serviceId)?.name ?? null)
  if (verb === 'stand-down')
    return major.state === 'stood-down' ? { service, state: 'over', body: null } : null
  if (!entry.public || entry.body === null) return null
  return { service, state: major.state === 'accepted' ? 'open' : 'restored', body: entry.body }
}

type Reader = { address: string; language: string; grant: Grant }

/** Each address once; who subscribed ends all such mails, who said *me too* only those of this one. */
async function readers(spine: Spine, row: RecordRow): Promise<Reader[]> {
  const open = spine.settings.current().statusPage.public
  const [subscribers, too] = await Promise.all([
    subscribersOf(spine.db, open),
    reportersToo(spine.db, row.id),
  ])
  const people = await spine.directory.people(too)
  const found = new Map<string, Reader>()
  for (const { id, email, active, language } of people.values()) {
    if (!active || !email) continue
    const grant = { does: 'leave' as const, recordId: row.id, personId: id }
    found.set(email.toLowerCase(), { address: email, language, grant })
  }
  for (const { id, email, language } of subscribers)
    found.set(email.toLowerCase(), { address: email, language, grant: { does: 'unsubscribe', id } })
  return [...found.values()]
}
