import { systemActor } from '../../spine/access/index.ts'
import { recordChange } from '../../spine/audit/index.ts'
import type { Spine } from '../../spine/context/index.ts'
import { giveUpWaiting, setState } from './store.ts'
import type { WebhookRow } from './webhook.ts'

/** Turns a webhook off that does not work; administrators are told (`webhookFailures`). */
export async function turnOff(spine: Spine, { id, name }: WebhookRow, why: string): Promise<void> {
  const { rows } = await spine.db.pool.query<{ state: string }>('select state from webhook where id = $1', [
    id,
  ])
  if (rows[0]?.state !== 'on') return
  await recordChange(
    { ...spine, actor: systemActor },
    {
      area: 'webhooks',
      verb: 'webhook-failed',
      facts: { webhook: String(id), why },
      note: { name },
      statements: [setState(id, 'failed'), giveUpWaiting(id)],
    },
  )
  spine.log.warn({ webhook: id, why }, 'a webhook was turned off')
}
