import type { FastifyReply } from 'fastify'

// Nothing but our own style, script and typeface; no page elsewhere may show ours within it.
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  // A link to choose a password holds its token in the address.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
}

/** Sends a page. `kept`: going back shows it again as it was, with its key, so that sending again is not sending twice. */
export function sendPage(
  reply: FastifyReply,
  text: string,
  { status = 200, kept = false } = {},
): FastifyReply {
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .headers({ ...HEADERS, 'cache-control': kept ? 'private, max-age=0' : 'no-store' })
    .send(text)
}

/** To another page of ours, after something was done. */
export function sendTo(reply: FastifyReply, path: string, cookies: readonly string[] = []): FastifyReply {
  for (const cookie of cookies) reply.header('set-cookie', cookie)
  return reply.header('cache-control', 'no-store').redirect(path, 303)
}
