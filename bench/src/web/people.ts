import { agentKey, requesterKey } from '../stage/house.ts'
import { bootstrapKey, type Throughline } from '../stage/throughline.ts'

const password = 'a bench that is not secret 7'

/** Somebody of the house, signed in: the cookie a browser sends. */
export async function signIn({ url }: Throughline, who: 'agent' | 'requester'): Promise<string> {
  const ask = async (path: string, body: unknown, key?: string): Promise<Response> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response
  }
  const own = { authorization: `Bearer ${who === 'agent' ? agentKey : requesterKey}` }
  const me = (await (await fetch(`${url}/api/v1/me`, { headers: own })).json()) as {
    id: number
    email: string
  }
  const invitation = await ask(`/people/${me.id}/invitation`, {}, bootstrapKey)
  const { token } = (await invitation.json()) as { token: string }
  await ask('/auth/reset-password', { token, newPassword: password })
  const answer = await ask('/auth/sign-in/email', { email: me.email, password })
  const cookie = answer.headers.getSetCookie().map((one) => one.split(';', 1)[0])
  return cookie.join('; ')
}
