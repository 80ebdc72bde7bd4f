import { createTransport } from 'nodemailer'
import type { MailText } from './compose.ts'

export type Mail = MailText & { to: { name: string; address: string }; messageId: string; references: string }

/** How mail goes out. */
export type Post = {
  readonly domain: string
  /** @throws Refused when trying again will not help */
  send(mail: Mail): Promise<void>
  close(): void
}

/** The mail server will never take this mail. */
export class Refused extends Error {
  override name = 'Refused'
}

/** Headers by which other programs know that no person wrote this, so that two robots never answer each other. */
const robot = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }

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
    domain: /@([^\s<>@]+)>?$/.exec(from)?.[1] ?? 'localhost',
    send: async ({ references, ...mail }) => {
      try {
        await transport.sendMail({ ...mail, from, references: [references], headers: robot })
      } catch (error) {
        throw isFinal(error) ? new Refused((error as Error).message) : error
      }
    },
    close: () => transport.close(),
  }
}

/** A code of the five hundreds about this mail, not about our signing in. */
function isFinal(error: unknown): boolean {
  const { responseCode, code } = error as { responseCode?: number; code?: string }
  return (responseCode ?? 0) >= 500 && code !== 'EAUTH'
}
