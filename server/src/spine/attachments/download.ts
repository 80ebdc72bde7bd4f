import type { AttachmentRow } from '../records/index.ts'

/** What a browser may show by itself: pictures made of points, and documents in its own sandboxed viewer. */
const inline = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf'])

/** Headers of an attachment's content: nothing in it can run in our pages' name, whatever it is. */
export function downloadHeaders(
  row: Pick<AttachmentRow, 'name' | 'type' | 'size' | 'sha256'>,
): Record<string, string> {
  const shown = inline.has(row.type)
  return {
    'content-type': row.type.startsWith('text/') ? `${row.type}; charset=utf-8` : row.type,
    'content-length': String(row.size),
    'content-disposition': `${shown ? 'inline' : 'attachment'}; ${fileNames(row.name)}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'self'",
    'cross-origin-resource-policy': 'same-origin',
    // Access may be withdrawn: a browser asks again each time.
    'cache-control': 'private, no-cache',
    etag: `"${row.sha256}"`,
  }
}

/** The name twice: plain for old readers, RFC 5987 for the rest (RFC 6266, appendix D). */
function fileNames(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `filename="${plain}"; filename*=UTF-8''${encoded}`
}
