/** Longest name that usual file systems take. */
const mostBytes = 255
/** Names of devices under Windows, with any ending. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/**
 * A name that is safe to show and to save under, as close to the sent one as that allows: no path, no control
 * characters, nothing that turns the reading direction (`exe.gpj` shown as `jpg.exe`), nothing a file system
 * refuses, at most 255 bytes with its ending kept.
 */
export function cleanName(sent: string): string {
  const name = (sent.split(/[/\\]/).at(-1) ?? '')
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/[<>:"|?*\ufffd]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  const safe = device.test(name) ? `_${name}` : name
  return shorten(safe) || 'file'
}

function shorten(name: string): string {
  if (Buffer.byteLength(name) <= mostBytes) return name
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? ''
  let kept = ''
  for (const { segment } of new Intl.Segmenter().segment(name.slice(0, name.length - ending.length))) {
    if (Buffer.byteLength(kept + segment + ending) > mostBytes) break
    kept += segment
  }
  return kept + ending
}
