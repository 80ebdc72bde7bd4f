import { createHash } from 'node:crypto'
import { Problem } from '@throughline/contract'
import type { Ctx } from '../../../spine/context/index.ts'
import { queueMail } from '../../../spine/notices/index.ts'
import { authorizeStatus, leaveReport } from './status.ts'
import { addSubscriber, countRequest, removeSubscriber } from './store.ts'
import { grantIn, tokenFor } from './token.ts'
import { confirmMail } from './words.ts'

const hour = 3_600_000
/** A link to confirm an address holds so long. */
const confirmWithin = 24 * hour
/** Requests an hour: for one address, and from one origin. */
const perAddress = 2
const perOrigin = 20

/**
 * Asks an address whether it wants mails of the status page. Nothing is kept until it says yes, and the answer is the
 * same whoever it is of; an address that was asked a moment ago is not asked again.
 * @throws too-many-requests from one origin
 */
export async function subscribe(
  ctx: Ctx,
  { email, language = 'en', url }: { email: string; language?: string | undefined; url: string },
): Promise<void> {
  authorizeStatus(ctx)
  const now = ctx.time.now()
  const asked = (what: string) => countRequest(ctx.db, { digest: digestOf(what), now, since: now - hour })
  if ((await asked(`origin ${ctx.actor.caller}`)) > perOrigin)
    throw new Problem('too-many-requests', { seconds: hour / 1000 })
  if ((await asked(`address ${email.toLowerCase()}`)) > perAddress) return
  const token = await tokenFor(ctx, { does: 'subscribe', email, language, until: now + confirmWithin })
  await queueMail(ctx, {
    ...confirmMail(
      ctx.settings.current().organisation.name,
      language,
      `${url}/portal/status/confirm?token=${token}`,
    ),
    cause: `status confirm:${digestOf(`${email.toLowerCase()} ${now}`).toString('hex')}`,
    address: email,
  })
}

/** Does what a link in a mail is for. */
export async function confirm(ctx: Ctx, token: string): Promise<void> {
  const grant = await grantIn(ctx, token)
  if (grant.does !== 'subscribe') return end(ctx, token)
  await addSubscriber(ctx.db, { ...grant, now: ctx.time.now() })
}

/** Ends the mails that a link came in. Followed again it changes nothing. */
export async function end(ctx: Ctx, token: string): Promise<void> {
  const grant = await grantIn(ctx, token)
  if (grant.does === 'unsubscribe') await removeSubscriber(ctx.db, grant.id)
  if (grant.does === 'leave') await leaveReport(ctx, grant.recordId, grant.personId)
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
