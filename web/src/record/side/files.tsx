import { useQuery } from '@tanstack/react-query'
import { type DragEvent, useRef, useState } from 'react'
import type { Attachment } from '../../api/index.ts'
import { usePending } from '../../shell/pending.ts'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/index.ts'
import { useChange } from '../change.ts'
import type { Uploads } from '../composer/use-uploads.ts'
import { attachmentsQuery, pathOf, type Shown } from '../data.ts'
import { Part, Quiet, Remove } from './part.tsx'
import classes from './side.module.css'

const pictures = ['image/png', 'image/jpeg', 'image/gif', 'image/webp']
const mostShown = 8

type Props = { record: Shown; uploads: Uploads; onRedact?: ((file: Attachment) => void) | undefined }

/** Its files: dropped or chosen here they are seen by staff alone. */
export function Files({ record, uploads, onRedact }: Props) {
  const words = useWords().record.files
  const input = useRef<HTMLInputElement>(null)
  const [all, setAll] = useState(false)
  const [dropping, setDropping] = useState(false)
  const { data = [] } = useQuery(attachmentsQuery(record.ref))
  const leaving = usePending().filter(({ method }) => method === 'DELETE')
  const base = `${pathOf(record.ref)}/attachments`
  const files = data.filter(({ id }) => !leaving.some(({ path }) => path === `${base}/${id}`)).toReversed()
  const shown = all ? files : files.slice(0, mostShown)
  const attach = (list: Iterable<File>): void => uploads.add(list, { public: false })
  const onDrop = (event: DragEvent): void => {
    event.preventDefault()
    setDropping(false)
    attach(event.dataTransfer.files)
  }
  return (
    <Part heading={words.heading} aside={<Quiet onClick={() => input.current?.click()}>{words.add}</Quiet>}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: files are dropped here; the button does the same by keyboard */}
      <div
        className={classes.drop}
        data-dropping={dropping || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setDropping(true)
        }}
        onDragLeave={() => setDropping(false)}
        onDrop={onDrop}
      >
        {dropping && <p>{words.drop}</p>}
        {files.length === 0 && !dropping && <p className="muted">{words.none}</p>}
        <ul className={classes.list}>
          {shown.map((file) => (
            <OneFile key={file.id} file={file} record={record} base={base} onRedact={onRedact} />
          ))}
        </ul>
        {files.length > shown.length && (
          <Quiet onClick={() => setAll(true)}>{words.more(files.length)}</Quiet>
        )}
      </div>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={words.add}
        onChange={({ currentTarget }) => {
          attach([...(currentTarget.files ?? [])])
          currentTarget.value = ''
        }}
      />
    </Part>
  )
}

type FileProps = { file: Attachment; record: Shown; base: string; onRedact: Props['onRedact'] }

function OneFile({ file, record, base, onRedact }: FileProps) {
  const { record: words, merge: said } = useWords()
  const formats = useFormats()
  const change = useChange(record)
  const address = `${file.from ? `${pathOf(file.from)}/attachments` : base}/${file.id}`
  const takeAway = (): void => {
    void change({
      label: `${record.ref}: ${words.files.removed(file.name)}`,
      method: 'DELETE',
      path: address,
      undoable: true,
      anyVersion: true,
    })
  }
  return (
    <li className={classes.item}>
      <span className={classes.grow}>
        <a href={address} target="_blank" rel="noreferrer" dir="auto">
          {pictures.includes(file.type) && (
            <img className={classes.thumb} src={address} alt="" loading="lazy" />
          )}
          {file.name}
        </a>{' '}
        <span className="muted" title={`${formats.exact(file.at)}, ${file.by?.name ?? ''}`}>
          {formats.size(file.size)}
          {!file.public && `, ${words.files.internal}`}
          {file.from && `, ${said.inRecord(file.from)}`}
        </span>
      </span>
      {onRedact && !file.from && (
        <Remove label={words.redact.file(file.name)} onClick={() => onRedact(file)} mark="⌫" />
      )}
      {!file.from && <Remove label={words.files.remove(file.name)} onClick={takeAway} />}
    </li>
  )
}
