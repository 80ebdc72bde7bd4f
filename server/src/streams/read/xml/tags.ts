import { UnreadableFile } from '../../../spine/files/index.ts'
import { Carried } from '../carried.ts'

/** What is told of an XML document; names and values are in `tags.bytes`, valid until the call returns. */
export type TagHandler = {
  /** `<name …>`; its attributes are in the tags' `attributes`. Returns nothing; `</name>` follows for `<name/>`, too. */
  open(tags: Tags): void
  close(): void
  /** A piece of what stands between tags; `plain` where `&` means itself. */
  text?(bytes: Uint8Array, plain: boolean): void
}

const lessThan = 60
const greaterThan = 62
const slash = 47
const newline = 10
const longestTag = 4 << 20
const deepest = 256

/**
 * Reads the elements and attributes of an XML document as its bytes come in; text between tags is told to who asks for
 * it. It must be well-formed: what is not closed, closed twice or cut short is refused
 * with its line. No entity is declared, expanded or fetched; a reference to one that XML does not know is refused.
 */
export class Tags {
  bytes: Uint8Array = new Uint8Array(0)
  /** The element's name is `bytes[nameFrom, nameTo)`. */
  nameFrom = 0
  nameTo = 0
  /** Of each attribute: where its name and its value begin and end. */
  readonly attributes = new Int32Array(4 * 64)
  count = 0
  /** How many elements are open, the one being told included. */
  depth = 0
  readonly #handler: TagHandler
  /** The names of the open elements. */
  #open: string[] = []
  readonly #carried = new Carried()
  #line = 1
  #seen = false

  constructor(handler: TagHandler) {
    this.#handler = handler
  }

  get line(): number {
    return this.#line
  }

  push(chunk: Uint8Array): void {
    const bytes = this.#carried.with(chunk)
    this.bytes = bytes
    let at = 0
    while (at < bytes.length) {
      const tag = bytes.indexOf(lessThan, at)
      if (tag < 0) {
        this.#text(at, bytes.length)
        at = bytes.length
        break
      }
      this.#text(at, tag)
      const end = this.#markup(tag)
      at = end < 0 ? tag : end
      if (end < 0) break
    }
    this.#carried.keep(bytes.subarray(at))
    if (this.#carried.length > longestTag) this.#refuse('a tag does not end within 4 MB')
  }

  end(): void {
    if (this.#carried.length > 0) this.#refuse('the file ends within a tag')
    const open = this.#open.at(-1)
    if (open !== undefined) this.#refuse(`the file ends before </${open}>`)
    if (!this.#seen) this.#refuse('there is no element')
  }

  /** Text, which must not follow the last element, nor come before the first. */
  #text(from: number, to: number): void {
    for (let at = from; at < to; at++) {
      const byte = this.bytes[at] as number
      if (byte === newline) this.#line++
      else if (byte > 32 && this.#open.length === 0) {
        this.#refuse(this.#seen ? 'text follows the last element' : 'this is no XML')
      }
    }
    if (to > from && this.#open.length > 0) this.#handler.text?.(this.bytes.subarray(from, to), false)
  }

  /** Reads what begins with `<`; answers where it ends, or -1 if more bytes are needed. */
  #markup(from: number): number {
    const next = this.bytes[from + 1]
    if (next === undefined) return -1
    if (next === 63) return this.#passOver(from, '?>')
    if (next === 33) return this.#declaration(from)
    return next === slash ? this.#closing(from) : this.#opening(from)
  }

  #declaration(from: number): number {
    if (this.bytes.length < from + 9) return -1
    const begin = Buffer.from(this.bytes.subarray(from, from + 9)).toString('latin1')
    if (begin.startsWith('<!--')) return this.#passOver(from, '-->')
    if (begin === '<![CDATA[') return this.#characters(from)
    if (begin === '<!DOCTYPE') {
      return this.#refuse(
        'a document type is declared; entities are neither read nor expanded here: remove it',
      )
    }
    return this.#refuse('a tag is malformed')
  }

  #characters(from: number): number {
    const end = this.#passOver(from, ']]>')
    if (end > 0) this.#handler.text?.(this.bytes.subarray(from + 9, end - 3), true)
    return end
  }

  #passOver(from: number, end: string): number {
    const at = Buffer.from(this.bytes.buffer, this.bytes.byteOffset, this.bytes.length).indexOf(end, from)
    if (at < 0) return -1
    this.#countLines(from, at)
    return at + end.length
  }

  #closing(from: number): number {
    const end = this.bytes.indexOf(greaterThan, from)
    if (end < 0) return -1
    const name = Buffer.from(this.bytes.subarray(from + 2, end))
      .toString('latin1')
      .trimEnd()
    const open = this.#open.pop()
    if (open !== name)
      this.#refuse(open === undefined ? `</${name}> closes nothing` : `</${name}> where </${open}> must come`)
    this.depth = this.#open.length + 1
    this.#handler.close()
    this.depth = this.#open.length
    return end + 1
  }

  #opening(from: number): number {
    const { bytes } = this
    const length = bytes.length
    let at = from + 1
    while (at < length && isName(bytes[at] as number)) at++
    this.nameFrom = from + 1
    this.nameTo = at
    this.count = 0
    if (at === from + 1 && at < length) this.#refuse('a tag is malformed: a sign < in text is written &lt;')
    const end = this.#attributesFrom(at)
    if (end < 0) return -1
    const closed = bytes[end - 1] === slash
    this.#enter()
    this.#countLines(from, end)
    if (closed) {
      this.#open.pop()
      this.#handler.close()
      this.depth = this.#open.length
    }
    return end + 1
  }

  /** Finds the attributes; answers where the `>` is, or -1. */
  #attributesFrom(begin: number): number {
    const { bytes, attributes } = this
    const length = bytes.length
    let at = begin
    for (;;) {
      while (at < length && (bytes[at] as number) <= 32) at++
      if (at >= length) return -1
      if (bytes[at] === greaterThan) return at
      if (bytes[at] === slash) {
        if (at + 1 >= length) return -1
        if (bytes[at + 1] === greaterThan) return at + 1
      }
      const name = at
      while (at < length && isName(bytes[at] as number)) at++
      const nameEnd = at
      while (at < length && (bytes[at] as number) <= 32) at++
      if (at >= length) return -1
      if (bytes[at] !== 61 || nameEnd === name) this.#refuse('an attribute has no value')
      at++
      while (at < length && (bytes[at] as number) <= 32) at++
      if (at >= length) return -1
      const sign = bytes[at] as number
      if (sign !== 34 && sign !== 39) this.#refuse('the value of an attribute is not in quotes')
      const value = ++at
      while (at < length && bytes[at] !== sign) at++
      if (at >= length) return -1
      if (this.count === 64) this.#refuse('more than 64 attributes in a tag')
      attributes.set([name, nameEnd, value, at], this.count++ * 4)
      at++
    }
  }

  #enter(): void {
    if (this.#open.length === 0 && this.#seen) this.#refuse('a second element follows the first')
    this.#seen = true
    const { bytes } = this
    this.#open.push(nameOf(bytes, this.nameFrom, this.nameTo))
    if (this.#open.length > deepest) this.#refuse(`more than ${deepest} elements within each other`)
    this.depth = this.#open.length
    this.#handler.open(this)
  }

  #countLines(from: number, to: number): void {
    for (
      let at = this.bytes.indexOf(newline, from);
      at >= 0 && at < to;
      at = this.bytes.indexOf(newline, at + 1)
    )
      this.#line++
  }

  #refuse(why: string): never {
    throw new UnreadableFile(`line ${this.#line}: ${why}`)
  }
}

/** Letters, digits, `:`, `-`, `_`, `.`, and all that is not ASCII. */
function isName(byte: number): boolean {
  if (byte >= 128) return true
  const small = byte | 32
  return (
    (small >= 97 && small <= 122) || (byte >= 48 && byte <= 58) || byte === 45 || byte === 95 || byte === 46
  )
}

/** Names of elements are few: the same ones come again and again. */
const known = new Map<number, string>()

function nameOf(bytes: Uint8Array, from: number, to: number): string {
  let hash = to - from
  for (let at = from; at < to; at++) hash = (Math.imul(hash, 31) + (bytes[at] as number)) | 0
  const found = known.get(hash)
  if (found !== undefined && found.length === to - from && sameText(bytes, from, found)) return found
  const name = Buffer.from(bytes.subarray(from, to)).toString('latin1')
  if (known.size < 1000) known.set(hash, name)
  return name
}

export function sameText(bytes: Uint8Array, from: number, text: string): boolean {
  for (let at = 0; at < text.length; at++) if (bytes[from + at] !== text.charCodeAt(at)) return false
  return true
}
