/**
 * Bytes as they come in, each piece behind what was left of the one before. One buffer is used again and again: a copy
 * of each piece would fill the memory faster than it is cleared.
 */
export class Carried {
  #buffer = new Uint8Array(0)
  #rest = new Uint8Array(0)

  /** How many bytes wait for more. */
  get length(): number {
    return this.#rest.length
  }

  /** What was left and the next piece, valid until the next call. */
  with(chunk: Uint8Array): Uint8Array {
    const rest = this.#rest
    if (rest.length === 0) return chunk
    const length = rest.length + chunk.length
    if (length > this.#buffer.length) {
      const next = new Uint8Array(length * 2)
      next.set(rest)
      this.#buffer = next
    } else this.#buffer.set(rest)
    this.#buffer.set(chunk, rest.length)
    return this.#buffer.subarray(0, length)
  }

  /** Keeps these bytes, of what was handed out or of a piece, for the next. */
  keep(rest: Uint8Array): void {
    this.#rest = rest as Uint8Array<ArrayBuffer>
  }
}
