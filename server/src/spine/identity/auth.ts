import { betterAuth } from 'better-auth'
import { twoFactor } from 'better-auth/plugins'
import type { Logger } from 'pino'
import type { Db } from '../db/index.ts'
import type { NoteAccountChange } from './account-changes.ts'
import { forget } from './announce.ts'
import {
  accountColumns,
  personColumns,
  sessionColumns,
  twoFactorSchema,
  verificationColumns,
} from './auth-columns.ts'
import { authDatabase } from './auth-database.ts'
import { afterRequests, beforeRequests, wrongCredentials } from './auth-hooks.ts'
import { passwordPath } from './password-link.ts'
import { passwordLength } from './password-rules.ts'

/** Where better-auth answers, and the header in which `routes.ts` tells it the caller's address. */
export const authPath = '/api/v1/auth'
export const addressHeader = 'x-throughline-address'

export type AuthOptions = {
  db: Db
  log: Logger
  secret: string
  /** The address people open, such as https://desk.example.com. */
  publicUrl: string
  noteChange: NoteAccountChange
  /** Sends someone who forgot their password a link to choose another; without it there is no such service. */
  sendPasswordLink?: (person: { id: number; name: string; email: string }, link: string) => Promise<void>
}

const DAY = 86_400

/** better-auth as this program uses it: on our tables, with our names, for signing in and nothing else. */
export function createAuth(options: AuthOptions) {
  const { db, publicUrl } = options
  return betterAuth({
    appName: 'Throughline',
    baseURL: publicUrl,
    basePath: authPath,
    secret: options.secret,
    database: { db: authDatabase(db), type: 'postgres', transaction: true },
    user: { modelName: 'person', fields: personColumns },
    session: { fields: sessionColumns, expiresIn: 7 * DAY, updateAge: DAY },
    account: { fields: accountColumns },
    // Links with which a password can be chosen are kept as digests only.
    verification: { fields: verificationColumns, storeIdentifier: 'hashed' },
    emailAndPassword: {
      enabled: true,
      // People are invited by administrators (foundation/workforce); strangers cannot sign up.
      disableSignUp: true,
      minPasswordLength: passwordLength.least,
      maxPasswordLength: passwordLength.most,
      revokeSessionsOnPasswordReset: true,
      onPasswordReset: ({ user }) => options.noteChange(Number(user.id), 'choose-password'),
      ...(options.sendPasswordLink && { sendResetPassword: passwordLinkSender(options) }),
    },
    plugins: [twoFactor({ issuer: 'Throughline', schema: twoFactorSchema })],
    hooks: { before: beforeRequests, after: afterRequests(options.noteChange) },
    databaseHooks: sessionHooks(db),
    rateLimit: rateLimits,
    advanced: {
      cookiePrefix: 'throughline',
      useSecureCookies: publicUrl.startsWith('https:'),
      database: { generateId: 'serial', validateSchema: false },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      // routes.ts asks the same of every request before it comes here (same-origin.ts).
      disableCSRFCheck: true,
    },
    telemetry: { enabled: false },
    logger: loggerOf(options.log),
  })
}

export type Auth = ReturnType<typeof createAuth>

/** Per address, in the database, so that neither a restart nor a second process starts the count anew. */
const rateLimits = {
  enabled: true,
  storage: 'database' as const,
  modelName: 'rate_limit',
  fields: { lastRequest: 'last_request' },
  window: 60,
  max: 300,
  customRules: {
    '/sign-in/email': { window: 60, max: 10 },
    '/two-factor/verify-totp': { window: 60, max: 10 },
    '/two-factor/verify-backup-code': { window: 60, max: 10 },
    '/reset-password': { window: 60, max: 10 },
    '/change-password': { window: 60, max: 10 },
  },
}

async function isActive(db: Db, id: number): Promise<boolean> {
  const { rows } = await db.pool.query('select 1 from person where id = $1 and active', [id])
  return rows.length > 0
}

function sessionHooks(db: Db) {
  return {
    session: {
      create: {
        before: async ({ userId }: { userId: string }) => {
          // The same answer as to a wrong password: nobody learns who works here, or did.
          if (!(await isActive(db, Number(userId)))) throw wrongCredentials()
        },
      },
      delete: { after: async ({ userId }: { userId: string }) => forget(db, Number(userId)) },
    },
  }
}

type Forgetful = { user: { id: string; name: string; email: string }; token: string }

function passwordLinkSender({ db, sendPasswordLink, publicUrl, log }: AuthOptions) {
  const send = async ({ user, token }: Forgetful): Promise<void> => {
    const person = { id: Number(user.id), name: user.name, email: user.email }
    if (await isActive(db, person.id))
      await sendPasswordLink?.(person, new URL(passwordPath(token), publicUrl).href)
  }
  // Not awaited: how long a mail takes must not tell whether there is such a person.
  return async (request: Forgetful): Promise<void> => {
    send(request).catch((error) =>
      log.warn({ person: request.user.id, why: String(error) }, 'a password link was not sent'),
    )
  }
}

function loggerOf(log: Logger) {
  return {
    // At `error` better-auth writes every refused request to the console as well, past our log.
    level: 'info' as const,
    // Only messages: what comes with them can hold a token or a statement's values.
    log: (level: string, message: string) =>
      log[level === 'error' ? 'error' : 'debug']({ from: 'better-auth' }, message),
  }
}
