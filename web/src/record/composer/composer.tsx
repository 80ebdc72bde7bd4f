import { Button } from '@mantine/core'
import {
  type ClipboardEvent,
  type DragEvent,
  type KeyboardEvent,
  Suspense,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'
import { flushSync } from 'react-dom'
import type { Attachment } from '../../api/index.ts'
import { lazily } from '../../parts/lazily.ts'
import { Markdown } from '../../parts/markdown.tsx'
import { useCommands } from '../../shell/commands.ts'
import { useMe } from '../../shell/session.ts'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/index.ts'
import { refusedBy } from '../actions/use-acting.tsx'
import { useChange } from '../change.ts'
import { pathOf, type Shown } from '../data.ts'
import classes from './composer.module.css'
import { awaitsFiles, changeDraft, markFor, plainName, type Voice } from './drafts.ts'
import type { NameKeys } from './mentions.tsx'
import { UploadList } from './upload-list.tsx'
import { useDraft } from './use-draft.ts'
import { useTextarea } from './use-textarea.ts'
import type { Uploads } from './use-uploads.ts'
import { Voices } from './voices.tsx'

const Mentions = lazily(() => import('./mentions.tsx'), 'Mentions')
const Canned = lazily(() => import('./canned.tsx'), 'Canned')

const mostCharacters = 100_000

type Props = {
  record: Shown
  uploads: Uploads
  /** How many read a public reply beside the requester. */
  others?: number
  onWriting?: (writing: boolean) => void
}

/** Where one writes: a reply that the requester reads, or a note among staff, never one taken for the other. */
export function Composer({ record, uploads, others = 0, onWriting }: Props) {
  const words = useWords()
  const formats = useFormats()
  const change = useChange(record)
  const namesId = useId()
  const me = useMe()
  const { draft, text, lost, setText, setVoice, restore } = useDraft(record)
  const { voice } = draft
  const area = useTextarea(setText)
  const file = useRef<HTMLInputElement>(null)
  const nameKeys = useRef<NameKeys | null>(null)
  const [previewing, setPreviewing] = useState(false)
  const [letters, setLetters] = useState<string | null>(null)
  const [canned, setCanned] = useState(false)
  const [pasted, setPasted] = useState<string | null>(null)
  const [dropping, setDropping] = useState(false)
  const said = words.record.composer
  // biome-ignore lint/correctness/useExhaustiveDependencies: said once, when one comes back to what was begun
  useEffect(() => uploads.miss(lost, words.record.files.lost), [lost])

  const begin = (next: Voice): void => {
    // The next key belongs to the box already.
    flushSync(() => {
      setVoice(next)
      setPreviewing(false)
    })
    area.ref.current?.focus()
  }
  useCommands([
    {
      id: 'reply',
      label: words.record.reply,
      keys: 'c',
      group: words.record.actions,
      run: () => begin('reply'),
    },
    {
      id: 'note',
      label: words.record.note,
      keys: 'n',
      group: words.record.actions,
      run: () => begin('note'),
    },
  ])

  const tooLong = text.length > mostCharacters
  const busy = awaitsFiles(text)
  const ready = text.trim() !== '' && !tooLong && !busy

  const send = async (): Promise<void> => {
    if (!ready) return
    const sent = { voice, text }
    setText('')
    setPreviewing(false)
    onWriting?.(false)
    const outcome = await change({
      label: `${record.ref}: ${voice === 'reply' ? said.sent : said.noted}`,
      method: 'POST',
      path: `${pathOf(record.ref)}/comments`,
      body: { body: sent.text, public: voice === 'reply' },
      undoable: true,
      anyVersion: true,
    })
    if (!outcome.ok && (refusedBy(outcome) || 'undone' in outcome)) restore(sent.voice, sent.text)
  }

  const attach = (files: Iterable<File>): void => {
    const list = [...files]
    if (list.length === 0) return
    const marks = new Map(list.map((one) => [one, markFor(one)]))
    area.insert([...marks.values()].join('\n'))
    uploads.add(list, {
      public: voice === 'reply',
      onDone: (one, attachment) => {
        const mark = marks.get(one) ?? ''
        changeDraft(me.id, record.ref, voice, (now) =>
          now.replace(mark, attachment ? linkTo(attachment) : ''),
        )
      },
    })
  }
  const onPaste = (event: ClipboardEvent): void => {
    const files = [...event.clipboardData.files]
    const typed = event.clipboardData.getData('text/plain')
    if (files.length > 0 && typed === '') {
      event.preventDefault()
      attach(files)
    } else if (typed.length > mostCharacters) {
      event.preventDefault()
      setPasted(typed)
    }
  }
  const onDrop = (event: DragEvent): void => {
    setDropping(false)
    if (event.dataTransfer.files.length === 0) return
    event.preventDefault()
    attach(event.dataTransfer.files)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (letters !== null && nameKeys.current?.(event)) {
      event.preventDefault()
      event.stopPropagation()
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void send()
    } else if (event.key === 'Escape') area.ref.current?.blur()
  }
  const onChange = (value: string, caret: number): void => {
    setText(value)
    setPasted(null)
    setLetters(lettersBefore(value, caret))
    onWriting?.(value.trim() !== '')
  }

  return (
    <form
      className={classes.composer}
      data-voice={voice}
      data-dropping={dropping || undefined}
      aria-label={said.label}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setDropping(true)
      }}
      onDragLeave={() => setDropping(false)}
      onDrop={onDrop}
    >
      <div className={classes.top}>
        <Voices draft={draft} onVoice={setVoice} />
        <button
          type="button"
          className={classes.quiet}
          aria-pressed={previewing}
          onClick={() => setPreviewing(!previewing)}
        >
          {said.preview}
        </button>
      </div>
      {previewing ? (
        <div className={classes.preview}>
          {text.trim() ? (
            <Markdown text={text} record={record.ref} />
          ) : (
            <p className="muted">{said.nothing}</p>
          )}
        </div>
      ) : (
        <textarea
          ref={area.ref}
          className={classes.text}
          dir="auto"
          aria-label={voice === 'reply' ? words.record.reply : words.record.note}
          aria-controls={letters === null ? undefined : namesId}
          placeholder={placeholderFor(record, voice, said)}
          value={text}
          onChange={({ currentTarget }) => onChange(currentTarget.value, currentTarget.selectionStart)}
          onBlur={() => {
            setLetters(null)
            onWriting?.(false)
          }}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
      )}
      {letters !== null && (
        <Suspense>
          <Mentions
            id={namesId}
            letters={letters}
            keys={nameKeys}
            onClose={() => setLetters(null)}
            onPick={({ id, name }) => {
              area.insert(`[@${name.replace(/[[\]\\]/g, '')}](person:${id}) `, letters.length + 1)
              setLetters(null)
            }}
          />
        </Suspense>
      )}
      {pasted !== null && (
        <p role="alert" className={classes.problem}>
          {said.pastedTooLong(formats.size(pasted.length), formats.count(mostCharacters))}
          <Button
            variant="default"
            onClick={() => {
              attach([new File([pasted], 'text.txt', { type: 'text/plain' })])
              setPasted(null)
            }}
          >
            {said.asFile}
          </Button>
        </p>
      )}
      {tooLong && (
        <p role="alert" className={classes.problem}>
          {said.tooLong(formats.count(text.length), formats.count(mostCharacters))}
        </p>
      )}
      <UploadList uploads={uploads} />
      <div className={classes.foot}>
        <button type="button" className={classes.quiet} onClick={() => file.current?.click()}>
          {said.attach}
        </button>
        <input
          ref={file}
          type="file"
          multiple
          hidden
          aria-label={words.record.files.add}
          onChange={({ currentTarget }) => {
            attach([...(currentTarget.files ?? [])])
            currentTarget.value = ''
          }}
        />
        {canned ? (
          <Suspense>
            <Canned
              onClose={() => setCanned(false)}
              onPick={(body) => {
                setCanned(false)
                setPreviewing(false)
                area.insert(body)
              }}
            />
          </Suspense>
        ) : (
          <button type="button" className={classes.quiet} onClick={() => setCanned(true)}>
            {said.canned}
          </button>
        )}
        <span className={classes.spring} />
        {busy && <span className="muted">{said.waitForFiles}</span>}
        <Button type="submit" className={classes.send ?? ''} aria-disabled={!ready} title={said.shortcut}>
          {buttonWords(record, voice, others, said)}
        </Button>
      </div>
    </form>
  )
}

type Said = ReturnType<typeof useWords>['record']['composer']

function placeholderFor(record: Shown, voice: Voice, said: Said): string {
  if (voice === 'note') return said.notePlaceholder
  return record.requester ? said.replyTo(record.requester.name) : said.replyNobody
}

function buttonWords(record: Shown, voice: Voice, others: number, said: Said): string {
  if (voice === 'note') return said.addNote
  return record.requester ? said.sendTo(record.requester.name, others) : said.sendToWatchers(others)
}

/** The letters after an `@` right before the caret: whoever is being named. */
function lettersBefore(text: string, caret: number): string | null {
  return (
    /(?:^|[\s(])@([\p{L}\p{N}.'’-]{1,40}(?: [\p{L}'’-]{0,40})?)$/u.exec(text.slice(0, caret))?.[1] ?? null
  )
}

function linkTo({ id, name, type }: Attachment): string {
  return `${type.startsWith('image/') ? '!' : ''}[${plainName(name)}](attachment:${id})`
}
