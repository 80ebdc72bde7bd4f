/** What stands for *not known* in the exports we know. */
const missing = ['', '?', '-', 'null', 'NULL', 'N/A', 'n/a', 'NaN', 'None'].map((text) => Buffer.from(text))

/** Whether bytes say that nothing is known. */
export function isMissing(bytes: Uint8Array, from = 0, to = bytes.length): boolean {
  if (to - from > 4) return false
  return missing.some(
    (text) => text.length === to - from && text.every((byte, at) => bytes[from + at] === byte),
  )
}
