/**
 * Texts by number. Each different text is kept once, as the bytes that were read, and is known by the order in which
 * it first came: 0, 1, 2, … A log of millions of events holds few different texts; this way none of them becomes a
 * string before it is shown.
 */
export class Names {
  #bytes = new Uint8Array(1 << 14)
  /** Where each text ends; it begins where the one before ends. */
  #ends = new Uint32Array(1 << 8)
  /** Open addressing: number + 1 by hash, 0 where nothing is. */
  #table = new Int32Array(1 << 10)
  #size = 0
  #last = -1

  get size(): number {
    return this.#size
  }

  /** The number of the text in `bytes[from, to)`, which is new if nobody asked for it before. */
  number(bytes: Uint8Array, from: number, to: number): number {
    // Neighbours in a log often say the same.
    if (this.#last >= 0 && this.#equals(this.#last, bytes, from, to)) return this.#last
    const mask = this.#table.length - 1
    let slot = hashOf(bytes, from, to) & mask
    for (let found = this.#table[slot] as number; found !== 0; found = this.#table[slot] as number) {
      if (this.#equals(found - 1, bytes, from, to)) {
        this.#last = found - 1
        return this.#last
      }
      slot = (slot + 1) & mask
    }
    this.#table[slot] = this.#size + 1
    return this.#add(bytes, from, to)
  }

  /** The number of a text that a program knows. */
  numberOf(text: string): number {
    const bytes = Buffer.from(text)
    return this.number(bytes, 0, bytes.length)
  }

  /** The bytes of a text, valid until the next one is added. */
  bytes(number: number): Uint8Array {
    return this.#bytes.subarray(this.#begin(number), this.#ends[number])
  }

  /** All bytes that were kept, for judging how they are encoded. */
  get all(): Uint8Array {
    return this.#bytes.subarray(0, this.#size === 0 ? 0 : this.#ends[this.#size - 1])
  }

  /** All texts, in the order of their numbers. */
  texts(decoder: TextDecoder = new TextDecoder()): string[] {
    return Array.from({ length: this.#size }, (_, number) => decoder.decode(this.bytes(number)))
  }

  #begin(number: number): number {
    return number === 0 ? 0 : (this.#ends[number - 1] as number)
  }

  #equals(number: number, bytes: Uint8Array, from: number, to: number): boolean {
    const begin = this.#begin(number)
    const length = (this.#ends[number] as number) - begin
    if (length !== to - from) return false
    for (let at = 0; at < length; at++) if (this.#bytes[begin + at] !== bytes[from + at]) return false
    return true
  }

  #add(bytes: Uint8Array, from: number, to: number): number {
    const begin = this.#begin(this.#size)
    const end = begin + to - from
    if (end > this.#bytes.length) this.#bytes = grown(this.#bytes, end, Uint8Array)
    if (this.#size === this.#ends.length) this.#ends = grown(this.#ends, this.#size + 1, Uint32Array)
    this.#bytes.set(bytes.subarray(from, to), begin)
    this.#ends[this.#size] = end
    this.#last = this.#size++
    if (this.#size * 2 > this.#table.length) this.#rehash()
    return this.#last
  }

  #rehash(): void {
    this.#table = new Int32Array(this.#table.length * 2)
    const mask = this.#table.length - 1
    for (let number = 0; number < this.#size; number++) {
      let slot = hashOf(this.#bytes, this.#begin(number), this.#ends[number] as number) & mask
      while (this.#table[slot] !== 0) slot = (slot + 1) & mask
      this.#table[slot] = number + 1
    }
  }
}

/** FNV-1a, 32 bits, mixed once more because a table uses its lowest bits. */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}

type Growing = Uint8Array | Uint32Array

function grown<T extends Growing>(old: T, least: number, Kind: new (length: number) => T): T {
  const next = new Kind(Math.max(old.length * 2, least))
  next.set(old)
  return next
}
