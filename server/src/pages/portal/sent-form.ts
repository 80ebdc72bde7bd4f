import { createHash, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Multipart, MultipartFile } from '@fastify/multipart'
import type { Api } from '../api.ts'
import type { Visit } from '../place.ts'

/** What a form with files sent: its fields, which stand before the files, and then the files as they come. */
export type SentForm = {
  field(name: string): string
  /** Two sends with the same are one. */
  key: string
  hasFiles: boolean
  /** Sends the files on to a record; answers the code of the last refusal, null where all were taken. */
  attachTo(api: Api, path: string): Promise<string | null>
  /** Reads on past the files where they are not wanted: a browser listens only when it has sent everything. */
  drop(): Promise<void>
}

export const newKey = (): string => randomUUID()

/** A form's key as it came, if it can be one. */
export function keyIn(text: string): string {
  return /^[\w-]{8,60}$/.test(text) ? text : newKey()
}

/** Reads a form up to its first file; nothing of a file is kept in memory. */
export async function sentForm({ request, sent }: Visit): Promise<SentForm> {
  if (!request.isMultipart()) return plainForm(sent)
  const parts = request
    .parts({
      limits: { fileSize: Number.MAX_SAFE_INTEGER, files: 20, fields: 20, fieldSize: 2_000_000, parts: 40 },
    })
    [Symbol.asyncIterator]()
  const fields = new Map<string, string>()
  const first = await nextFile(parts, fields)
  const field = (name: string): string => fields.get(name) ?? ''
  const key = keyIn(field('key'))
  const length = request.headers['content-length'] ?? ''
  const eachFile = async (work: (file: MultipartFile, nth: number) => Promise<void>): Promise<void> => {
    let nth = 0
    for (let file = first; file; file = await nextFile(parts, fields)) {
      await work(file, nth++)
      file.file.resume()
    }
  }
  return {
    field,
    key,
    hasFiles: first !== null,
    attachTo: async (api, path) => {
      let refused: string | null = null
      await eachFile(async (file, nth) => {
        // Another choice of files is another length of the whole, so only the very same send is a repetition.
        const its = createHash('sha256').update(`${length} ${file.filename}`).digest('base64url').slice(0, 16)
        const asked = { key: `${key}-${nth}-${its}`, stream: asMultipart(file) }
        const { problem } = await api('POST', `${path}/attachments?public=true`, asked)
        if (problem) refused = problem.code
      })
      return refused
    },
    drop: () => eachFile(async () => {}),
  }
}

function plainForm(sent: Visit['sent']): SentForm {
  return {
    field: sent,
    key: keyIn(sent('key')),
    hasFiles: false,
    attachTo: async () => null,
    drop: async () => {},
  }
}

async function nextFile(
  parts: AsyncIterator<Multipart>,
  fields: Map<string, string>,
): Promise<MultipartFile | null> {
  for (;;) {
    const { value: part, done } = await parts.next()
    if (done) return null
    if (part.type === 'field') fields.set(part.fieldname, typeof part.value === 'string' ? part.value : '')
    // A field for files that was left empty is a file without a name.
    else if (part.filename) return part
    else part.file.resume()
  }
}

/** A file on its way from a form to the API, as the API takes it. */
function asMultipart({ filename, mimetype, file }: MultipartFile): { type: string; content: Readable } {
  const boundary = `throughline-${randomUUID()}`
  const name = filename.replace(/["\\]/g, '_').replace(/\p{Cc}/gu, ' ')
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: ${mimetype}\r\n\r\n`
  const content = Readable.from(
    (async function* () {
      yield Buffer.from(head)
      yield* file
      yield Buffer.from(`\r\n--${boundary}--\r\n`)
    })(),
  )
  return { type: `multipart/form-data; boundary=${boundary}`, content }
}
