import type { IncomingHttpHeaders } from 'node:http'
import { Problem } from '@throughline/contract'
import type { Actor } from '../access/index.ts'
import type { Spine } from '../context/index.ts'
import type { Db } from '../db/index.ts'
import { noteAccountChanges } from './account-changes.ts'
import { type Auth, type AuthOptions, createAuth } from './auth.ts'
import { digestOf } from './keys.ts'
import { findKey, findPerson, principalsOf } from './principals.ts'
import { fromOurPages } from './same-origin.ts'
import { signingSecret } from './secret.ts'

export type IdentityOptions = Pick<AuthOptions, 'publicUrl' | 'sendPasswordLink'>

/** Who asks: what is looked at of a request. */
export type Asking = { method: string; headers: IncomingHttpHeaders }

export type Identity = {
  /**
   * Who sent this request, by API key or by session cookie; null when it does not say, or not truly.
   * @throws Problem `not-allowed` when a page of another site makes a browser write with its cookie.
   */
  authenticate(request: Asking): Promise<Actor | null>
  /** better-auth, for routes.ts. */
  readonly auth: Auth
  readonly publicUrl: string
}

/** Opens the way people and programs prove who they are. */
export async function createIdentity(spine: Spine, options: IdentityOptions): Promise<Identity> {
  const { db, time, log } = spine
  const { publicUrl } = options
  const secret = await signingSecret(db, time.now())
  const auth = createAuth({ ...options, db, log, secret, noteChange: noteAccountChanges(spine) })
  const cookie = (await auth.$context).authCookies.sessionToken.name
  const byKey = (key: string): Promise<Actor | null> => {
    const digest = digestOf(key)
    const now = time.now()
    return principalsOf(db).get(digest.toString('hex'), now, () => findKey(db, digest, now))
  }
  const bySession = (cookies: string): Promise<Actor | null> =>
    // The whole header, so that what is remembered is exactly what better-auth has checked.
    principalsOf(db).get(digestOf(cookies).toString('hex'), time.now(), () => findSession(auth, db, cookies))
  return {
    auth,
    publicUrl,
    async authenticate({ method, headers }) {
      if (headers.authorization !== undefined) {
        return authorized(headers.authorization, byKey)
      }
      if (!headers.cookie?.includes(`${cookie}=`)) return null
      if (!fromOurPages(method, headers, new URL(publicUrl).origin)) {
        throw new Problem('not-allowed', { action: 'send this from a page of another site' })
      }
      const actor = await bySession(headers.cookie)
      return isMeant(actor, headers['throughline-person']) ? actor : null
    },
  }
}

/** By a key as a bearer, or (a tool's key alone) as the password of whatever name. */
async function authorized(
  header: string,
  byKey: (key: string) => Promise<Actor | null>,
): Promise<Actor | null> {
  const key = /^Bearer +(\S+) *$/i.exec(header)?.[1]
  if (key !== undefined) return byKey(key)
  const basic = /^Basic +([\w+/=-]+) *$/i.exec(header)?.[1]
  const password =
    basic &&
    Buffer.from(basic, 'base64')
      .toString()
      .replace(/^[^:]*:/, '')
  const actor = password ? await byKey(password) : null
  return actor?.scopes?.includes('intake') ? actor : null
}

/**
 * Whether a page is of the person whose cookie comes with it: in another tab of the browser somebody else may have
 * signed in since. Which person that is, it says itself; those who say nothing are whoever the cookie is of.
 */
function isMeant(actor: Actor | null, said: string | string[] | undefined): boolean {
  return said === undefined || said === String(actor?.personId)
}

async function findSession(auth: Auth, db: Db, cookie: string) {
  // Sessions are prolonged when the web app asks for its session (/auth/get-session), not by every request.
  const found = await auth.api.getSession({
    headers: new Headers({ cookie }),
    query: { disableRefresh: true },
  })
  const actor = found && (await findPerson(db, Number(found.user.id)))
  const session = Number(found?.session.id)
  return actor ? { actor: { ...actor, session }, until: found.session.expiresAt.getTime() } : null
}
