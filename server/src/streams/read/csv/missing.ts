/** What stands for *not known* in the exports we know. */
const texts = ['', '?', '-', 'null', 'NULL', 'N/A', 'n/a', 'NaN', 'None']
const missing = texts.map((text) => Buffer.from(text))
const longest = 4

function missingAt(bytes: Uint8Array, from: number, to: number): number {
  if (to - from > longest) return -1
  return missing.findIndex(
    (text) => text.length === to - from && text.every((byte, at) => bytes[from + at] === byte),
  )
}

/** Whether bytes say that nothing is known. */
export const isMissing = (bytes: Uint8Array): boolean => missingAt(bytes, 0, bytes.length) >= 0

/** Tells what is missing, and remembers by which texts: that it was taken so is said. */
export class Missing {
  readonly #seen = new Uint8Array(texts.length)

  is(bytes: Uint8Array, from: number, to: number): boolean {
    const at = missingAt(bytes, from, to)
    if (at < 0) return false
    this.#seen[at] = 1
    return true
  }

  /** The texts that were taken for *not known*, but for the empty one. */
  get seen(): string[] {
    return texts.filter((text, at) => text !== '' && this.#seen[at] === 1)
  }
}
