import { Readable } from 'node:stream'
import { fileTypeFromStream } from 'file-type'
import type { FileStore } from '../context/index.ts'

/** What a content is by its bytes: a type where its signature is known, and whether it is clean UTF-8 text. */
export type Sniffed = { found: string | null; text: boolean }

/** Other names that browsers use for the same thing. */
const aliases: Record<string, string> = {
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'image/apng': 'image/png',
  'application/x-gzip': 'application/gzip',
  'application/x-zip-compressed': 'application/zip',
  'text/x-csv': 'text/csv',
  'application/csv': 'text/csv',
  'text/json': 'application/json',
}
const textual = new Set([
  'application/json',
  'application/xml',
  'application/yaml',
  'application/x-ndjson',
  'message/rfc822',
])
/** Formats that are a zip with a name for what is inside. */
const zipped = /^application\/(vnd\.openxmlformats-officedocument\.|vnd\.oasis\.opendocument\.)/

/** A claimed type without its parameters, under its usual name; empty where it claims nothing. */
export function normalType(claimed: string): string {
  const type = (claimed.split(';')[0] ?? '').trim().toLowerCase()
  return type === 'application/octet-stream' ? '' : (aliases[type] ?? type)
}

export function isTextType(type: string): boolean {
  return type.startsWith('text/') || textual.has(type) || /\+(xml|json)$/.test(type)
}

/** Markup and scripts that a browser runs are no images, whatever they are called. */
export function neverAccepted(type: string): boolean {
  return type === 'image/svg+xml' || (type.startsWith('image/') && isTextType(type))
}

/** The type to keep a content under, or null where the claim is not true. An absent claim becomes what was found. */
export function agreedType(claimed: string, { found, text }: Sniffed): string | null {
  if (claimed === '') return found ?? (text ? 'text/plain' : null)
  if (isTextType(claimed)) return text && (found === null || isTextType(found)) ? claimed : null
  if (found === claimed) return claimed
  return claimed === 'application/zip' && found !== null && zipped.test(found) ? claimed : null
}

/** Looks at a whole content: some formats tell what they are only at their end, and any byte may be no text. */
export async function sniff(files: FileStore, sha256: string): Promise<Sniffed> {
  const [found, text] = await Promise.all([signature(files, sha256), isText(files, sha256)])
  return { found, text }
}

async function signature(files: FileStore, sha256: string): Promise<string | null> {
  const stream = (await files.open(sha256)) as Readable
  try {
    const type = await fileTypeFromStream(Readable.toWeb(stream) as ReadableStream<Uint8Array>)
    return type ? normalType(type.mime) : null
  } finally {
    stream.destroy()
  }
}

async function isText(files: FileStore, sha256: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of await files.open(sha256)) {
      if ((chunk as Buffer).includes(0)) return false
      decoder.decode(chunk as Buffer, { stream: true })
    }
    decoder.decode()
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}
