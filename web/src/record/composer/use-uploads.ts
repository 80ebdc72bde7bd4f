import { useQueryClient } from '@tanstack/react-query'
import { type Attachment, newKey, Refused, request, settingsQuery } from '../../api/index.ts'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/index.ts'
import { pathOf } from '../data.ts'
import { isKept, keepUploads, type Upload, useUploadsOf } from './uploads.ts'

type Done = (file: File, attachment: Attachment | null) => void
export type Uploads = {
  items: readonly Upload[]
  /** Sends files one after another; answers for each with the attachment, or null where it was given up. */
  add(files: Iterable<File>, options: { public: boolean; onDone?: Done }): void
  dismiss(key: string): void
  /** Says of files that they are not attached, and why. */
  miss(names: readonly string[], why: (name: string) => string): void
}

/** Files on their way to a record. They live as long as the page: leaving it while some are under way asks first. */
export function useUploads(ref: string): Uploads {
  const queries = useQueryClient()
  const words = useWords().record.files
  const formats = useFormats()
  const items = useUploadsOf(ref)

  const put = (name: string, change: Pick<Upload, 'state' | 'why'>): string => {
    const key = newKey()
    keepUploads((before) => [...before, { key, ref, name, ...change }])
    return key
  }
  const refuse = (key: string, file: File, error: unknown): void =>
    set(key, { state: 'refused', why: words.failed(file.name, (error as Error).message) })

  const upload = async (file: File, open: boolean): Promise<Attachment | null> => {
    const key = put(file.name, { state: 'sending' })
    for (let tries = 0; isKept(key); tries++) {
      try {
        const attachment = await post(ref, key, file, open)
        drop(key)
        void queries.invalidateQueries({ queryKey: ['attachments', ref] })
        return attachment
      } catch (error) {
        if (!(error instanceof Refused && error.passes)) {
          refuse(key, file, error)
          return null
        }
        set(key, { state: 'waiting' })
        await new Promise((resolve) => setTimeout(resolve, Math.min(1_000 * 2 ** tries, 15_000)))
      }
    }
    return null
  }

  const mostBytes = async (): Promise<number> => {
    const settings = await queries.fetchQuery(settingsQuery).catch(() => [])
    const limits = settings.find(({ key }) => key === 'attachments')?.value
    return (limits as { maxBytes: number } | undefined)?.maxBytes ?? Number.POSITIVE_INFINITY
  }
  const add: Uploads['add'] = async (files, { public: open, onDone }) => {
    const most = await mostBytes()
    for (const file of files) {
      const tooLarge = file.size > most
      if (tooLarge) {
        const why = words.tooLarge(file.name, formats.size(file.size), formats.size(most))
        put(file.name, { state: 'refused', why })
      }
      onDone?.(file, tooLarge ? null : await upload(file, open))
    }
  }
  return {
    items,
    add,
    dismiss: drop,
    miss: (names, why) => {
      for (const name of names) put(name, { state: 'refused', why: why(name) })
    },
  }
}

function set(key: string, change: Partial<Upload>): void {
  keepUploads((before) => before.map((item) => (item.key === key ? { ...item, ...change } : item)))
}

const drop = (key: string): void => keepUploads((before) => before.filter((item) => item.key !== key))

function post(ref: string, key: string, file: File, open: boolean): Promise<Attachment> {
  const body = new FormData()
  body.append('file', file, file.name)
  return request(`${pathOf(ref)}/attachments?public=${open}`, {
    method: 'POST',
    headers: { 'idempotency-key': key },
    body,
  }) as Promise<Attachment>
}
