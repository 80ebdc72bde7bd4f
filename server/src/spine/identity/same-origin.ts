import type { IncomingHttpHeaders } from 'node:http'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Whether a request that a browser sends with its cookies comes from our own pages. Reading always may;
 * writing needs the browser's word: `Sec-Fetch-Site`, or in older browsers `Origin`. The host it was sent to counts
 * as ours besides the public address, since a page of another site cannot choose it.
 */
export function fromOurPages(method: string, headers: IncomingHttpHeaders, publicOrigin: string): boolean {
  if (SAFE.has(method)) return true
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const { origin, host } = headers
  if (!origin || !URL.canParse(origin)) return false
  return origin === publicOrigin || new URL(origin).host === host
}

/** Whether anything says that a page of another site sent this: asked before there is a cookie, at sign-in. */
export function fromElsewhere(method: string, headers: IncomingHttpHeaders, publicOrigin: string): boolean {
  const says = headers['sec-fetch-site'] ?? headers.origin
  return says !== undefined && !fromOurPages(method, headers, publicOrigin)
}
