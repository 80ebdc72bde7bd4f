import { createTransport } from 'nodemailer'
import type { MailText } from './templates.ts'

export type Letter = MailText & {
  to: { name: string; address: string }
  /** Made up where it is sent once only. */
  messageId?: string
  /** The names of earlier mails of its thread, the first and the latest. */
  references: readonly string[]
  /** Where its reader ends such mails: a page, or a place for a program's POST. */
  unsubscribe?: { url: string; byPost: boolean }
}

/** How mail goes out. */
export type Post = {
  readonly domain: string
  /** Who mails come from. */
  readonly from: string
  /** @throws Refused when trying again will not help, Away when the mail server takes nothing at all just now */
  send(letter: Letter): Promise<void>
  /** Whether mail is held back here, whatever the mail server would do; without it, never. */
  held?(): Promise<boolean>
  close(): void
}

/** The mail server will never take this mail. */
export class Refused extends Error {
  override name = 'Refused'
}

/** The mail server cannot be reached, or does not let us in. */
export class Away extends Error {
  override name = 'Away'
}

/** Headers by which other programs know that no person wrote this, so that two robots never answer each other. */
const robot = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', Precedence: 'bulk' }

/** Mail over SMTP; `from` is an address, or a name with one: `Service Desk <desk@example.com>`. */
export function openSmtp(url: string, from: string): Post {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    from,
    domain: /@([^\s<>@]+)>?$/.exec(from)?.[1] ?? 'localhost',
    send: async ({ references, unsubscribe, ...letter }) => {
      const latest = references.at(-1)
      const headers = { ...robot, ...endingBy(unsubscribe) }
      const thread = latest === undefined ? {} : { references: [...references], inReplyTo: latest }
      try {
        await transport.sendMail({ ...letter, from, ...thread, headers })
      } catch (error) {
        throw meant(error)
      }
    },
    close: () => transport.close(),
  }
}

/** RFC 2369, and RFC 8058 where one press is enough. */
function endingBy(unsubscribe: Letter['unsubscribe']): Record<string, string> {
  if (!unsubscribe) return {}
  const header = { 'List-Unsubscribe': `<${unsubscribe.url}>` }
  return unsubscribe.byPost ? { ...header, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : header
}

/** An answer of the five hundreds is about this mail, no answer or one about our signing in is about all of them. */
function meant(error: unknown): unknown {
  const { responseCode, code, message } = error as { responseCode?: number; code?: string; message: string }
  // A server that is closing says 421 to whatever comes.
  if (responseCode === undefined || responseCode === 421 || code === 'EAUTH') return new Away(message)
  return responseCode >= 500 ? new Refused(message) : error
}
