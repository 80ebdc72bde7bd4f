import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { type Attachment, newKey, Refused, request, settingsQuery } from '../../api/index.ts'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/index.ts'
import { pathOf } from '../data.ts'

export type Upload = {
  key: string
  file: File
  /** `waiting`: the server is away, it is sent again. */
  state: 'sending' | 'waiting' | 'refused'
  why?: string
}
type Done = (attachment: Attachment | null) => void
export type Uploads = {
  items: readonly Upload[]
  /** Sends files one after another; answers for each with the attachment, or null where it was given up. */
  add(
    files: Iterable<File>,
    options: { public: boolean; onDone?: (file: File, attachment: Attachment | null) => void },
  ): void
  dismiss(key: string): void
}

/** Files on their way to a record. They live as long as the page: leaving it while some are under way asks first. */
export function useUploads(ref: string): Uploads {
  const queries = useQueryClient()
  const words = useWords().record.files
  const formats = useFormats()
  const [items, setItems] = useState<readonly Upload[]>([])
  const gone = useRef(new Set<string>())
  const underWay = items.some(({ state }) => state !== 'refused')

  useEffect(() => {
    if (!underWay) return
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [underWay])

  const set = (key: string, change: Partial<Upload>): void =>
    setItems((before) => before.map((item) => (item.key === key ? { ...item, ...change } : item)))
  const drop = (key: string): void => setItems((before) => before.filter((item) => item.key !== key))

  const upload = async (item: Upload, open: boolean, done: Done): Promise<void> => {
    for (let tries = 0; !gone.current.has(item.key); tries++) {
      try {
        const attachment = await post(ref, item, open)
        drop(item.key)
        done(attachment)
        void queries.invalidateQueries({ queryKey: ['attachments', ref] })
        return
      } catch (error) {
        if (!(error instanceof Refused && error.passes)) {
          set(item.key, { state: 'refused', why: words.failed(item.file.name, (error as Error).message) })
          break
        }
        set(item.key, { state: 'waiting' })
        await new Promise((resolve) => setTimeout(resolve, Math.min(1_000 * 2 ** tries, 15_000)))
      }
    }
    done(null)
  }

  const add: Uploads['add'] = async (files, { public: open, onDone }) => {
    const settings = await queries.fetchQuery(settingsQuery).catch(() => [])
    const limits = settings.find(({ key }) => key === 'attachments')?.value as
      | { maxBytes: number }
      | undefined
    for (const file of files) {
      const item: Upload = { key: newKey(), file, state: 'sending' }
      const tooLarge = limits !== undefined && file.size > limits.maxBytes
      if (tooLarge) {
        const why = words.tooLarge(file.name, formats.size(file.size), formats.size(limits.maxBytes))
        setItems((before) => [...before, { ...item, state: 'refused', why }])
        onDone?.(file, null)
      } else {
        setItems((before) => [...before, item])
        await upload(item, open, (attachment) => onDone?.(file, attachment))
      }
    }
  }
  return {
    items,
    add,
    dismiss: (key) => {
      gone.current.add(key)
      drop(key)
    },
  }
}

function post(ref: string, { key, file }: Upload, open: boolean): Promise<Attachment> {
  const body = new FormData()
  body.append('file', file, file.name)
  return request(`${pathOf(ref)}/attachments?public=${open}`, {
    method: 'POST',
    headers: { 'idempotency-key': key },
    body,
  }) as Promise<Attachment>
}
