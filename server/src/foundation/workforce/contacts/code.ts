import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import type { KeptCode } from './store.ts'

/** A code of six digits, and what is kept of it. */
export function newCode(): { code: string; kept: KeptCode } {
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const salt = randomBytes(16)
  return { code, kept: { salt, digest: digestOf(code, salt) } }
}

/** Whether a code is the one that was kept; takes as long for any wrong one. */
export function isCode(code: string, { salt, digest }: KeptCode): boolean {
  return timingSafeEqual(digestOf(code, salt), digest)
}

function digestOf(code: string, salt: Buffer): Buffer {
  return createHash('sha256').update(salt).update(code).digest()
}

type CodeMail = { subject: string; text: string }

export function codeMail(organisation: string, language: string, code: string): CodeMail {
  const of = organisation || 'Throughline'
  if (language.split('-')[0] === 'de')
    return {
      subject: `${of}: Bestätigen Sie diese Adresse`,
      text: `Ihr Code ist ${code}. Er gilt 15 Minuten.\n\nWer ihn nicht angefordert hat, braucht nichts zu tun.\n`,
    }
  return {
    subject: `${of}: confirm this address`,
    text: `Your code is ${code}. It holds for 15 minutes.\n\nIf you did not ask for it, do nothing.\n`,
  }
}
