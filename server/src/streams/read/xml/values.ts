import { UnreadableFile } from '../../../spine/files/index.ts'
import { sameText, type Tags } from './tags.ts'

const ampersand = 38
const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Whether a value says some sign by reference, such as `&amp;`. */
export function hasReference(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] === ampersand) return true
  return false
}

/** The bytes of a value with its references said plainly. Throws `UnreadableFile` for one that XML does not know. */
export function withoutReferences(bytes: Uint8Array, from: number, to: number, line: number): Uint8Array {
  const text = Buffer.from(bytes.subarray(from, to)).toString('latin1')
  const parts: Buffer[] = []
  let at = 0
  for (const { 0: whole, 1: name = '', index } of text.matchAll(/&([^;&]{0,32});?/g)) {
    parts.push(Buffer.from(text.slice(at, index), 'latin1'), Buffer.from(meaning(name, whole, line)))
    at = index + whole.length
  }
  return Buffer.concat([...parts, Buffer.from(text.slice(at), 'latin1')])
}

function meaning(name: string, whole: string, line: number): string {
  const plain = whole.endsWith(';') ? named[name] : undefined
  if (plain !== undefined) return plain
  const code = /^#x([0-9a-f]{1,6})$/i.exec(name)?.[1]
  const point = code ? Number.parseInt(code, 16) : Number(/^#([0-9]{1,7})$/.exec(name)?.[1] ?? Number.NaN)
  if (point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)) return String.fromCodePoint(point)
  throw new UnreadableFile(`line ${line}: ${whole} stands for nothing; a sign & is written &amp;`)
}

/** Where the value of one of a tag's attributes begins in `attributes`, or -1. */
export function attributeAt({ bytes, attributes, count }: Tags, name: string): number {
  for (let at = 0; at < count * 4; at += 4) {
    const from = attributes[at] as number
    if (isText(bytes, from, attributes[at + 1] as number, name)) return at + 2
  }
  return -1
}

/** The value of one of a tag's attributes as text, or null where it has none of that name. */
export function attributeOf(tags: Tags, name: string): string | null {
  const at = attributeAt(tags, name)
  if (at < 0) return null
  const { bytes, attributes, line } = tags
  return utf8.decode(withoutReferences(bytes, attributes[at] as number, attributes[at + 1] as number, line))
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

export function isText(bytes: Uint8Array, from: number, to: number, text: string): boolean {
  return to - from === text.length && sameText(bytes, from, text)
}
