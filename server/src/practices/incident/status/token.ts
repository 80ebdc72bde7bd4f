import { createHmac, timingSafeEqual } from 'node:crypto'
import { Problem } from '@throughline/contract'
import type { Spine } from '../../../spine/context/index.ts'
import { signingSecret } from '../../../spine/identity/index.ts'

/** What a link in a mail lets its reader do, signed: nothing about it is kept here. Instants in epoch milliseconds. */
export type Grant =
  | { does: 'subscribe'; email: string; language: string; until: number }
  | { does: 'unsubscribe'; id: number }
  | { does: 'leave'; recordId: number; personId: number }

export async function tokenFor(spine: Spine, grant: Grant): Promise<string> {
  const payload = Buffer.from(JSON.stringify(grant)).toString('base64url')
  return `${payload}.${(await signature(spine, payload)).toString('base64url')}`
}

/** @throws rule-broken for what is not ours, or too old */
export async function grantIn(spine: Spine, token: string): Promise<Grant> {
  const [payload = '', signed = ''] = token.split('.')
  const expected = await signature(spine, payload)
  const given = Buffer.from(signed, 'base64url')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw spoilt()
  const grant = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Grant
  if (grant.does === 'subscribe' && grant.until < spine.time.now()) throw spoilt()
  return grant
}

function spoilt(): Problem {
  return new Problem('rule-broken', { why: 'This link is too old, or was cut off: ask for another one.' })
}

async function signature({ db, time }: Spine, payload: string): Promise<Buffer> {
  const secret = await signingSecret(db, time.now())
  return createHmac('sha256', secret).update(`status page\n${payload}`).digest()
}
