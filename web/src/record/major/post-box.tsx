import { Button, NumberInput, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, type KeyboardEvent, type RefObject, useState } from 'react'
import { type Entry, settingsQuery } from '../../api/index.ts'
import { Markdown } from '../../parts/markdown.tsx'
import { say } from '../../shell/toasts.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/index.ts'
import { refusedBy } from '../actions/use-acting.tsx'
import type { Major, Shown } from '../data.ts'
import classes from './major.module.css'
import type { Leading } from './use-leading.tsx'

type Post = { at: string; who: string; affected: string; known: string; meanwhile: string; body: string }

/** The latest post among entries, the latest first. */
export function lastPost(entries: readonly Entry[]): Post | null {
  const found = entries.find(({ verb, public: open, body }) => posts.has(verb) && open && body !== null)
  if (!found) return null
  const detail = (name: string): string =>
    typeof found.details[name] === 'string' ? (found.details[name] as string) : ''
  return {
    at: found.at,
    who: found.actor?.name ?? '',
    affected: detail('affected'),
    known: detail('known'),
    meanwhile: detail('meanwhile'),
    body: found.body ?? '',
  }
}

const posts = new Set(['post-update', 'restore-service'])

type Props = {
  record: Shown
  major: Major
  last: Post | null
  leading: Leading
  inputRef: RefObject<HTMLTextAreaElement | null>
}

/** What users are told next, with what they were told last beside it. */
export function PostBox({ record, major, last, leading, inputRef }: Props) {
  const words = useWords().major.post
  const may = record.can.includes('post-update')
  return (
    <section className={classes.posting} aria-label={words.heading}>
      {may && (
        // What was affected stays until somebody says otherwise: a new post begins with it.
        <Form key={last?.at ?? 'first'} {...{ record, major, last, leading, inputRef }} />
      )}
      <Last last={last} major={major} />
    </section>
  )
}

function Form({ major, last, leading, inputRef }: Props) {
  const words = useWords().major.post
  const { data: settings = [] } = useQuery(settingsQuery)
  const rules = settings.find(({ key }) => key === 'major')?.value as { nextPostMinutes?: number } | undefined
  const [typed, setTyped] = useState({
    affected: last?.affected ?? '',
    known: '',
    meanwhile: last?.meanwhile ?? '',
  })
  const [next, setNext] = useState<number | ''>('')
  const [problem, setProblem] = useState<{ fields: Record<string, string>; message: string } | null>(null)
  const [sending, setSending] = useState(false)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (sending) return
    setSending(true)
    const { meanwhile, ...needed } = typed
    const refused = refusedBy(
      await leading.act('post-update', {
        ...needed,
        ...(meanwhile.trim() && { meanwhile }),
        ...(next !== '' && { nextInMinutes: next }),
      }),
    )
    setSending(false)
    setProblem(refused)
    if (refused) return
    setTyped({ ...typed, known: '' })
    setNext('')
    say(words.sent)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit()
    if (event.key === 'Escape') event.currentTarget.blur()
  }
  const field = (name: keyof typeof typed, rows: number) => ({
    label: words[name],
    rows,
    dir: 'auto',
    value: typed[name],
    error: problem?.fields[name],
    onKeyDown,
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      setTyped((before) => ({ ...before, [name]: value })),
  })
  const general = problem && Object.keys(problem.fields).length === 0 ? problem.message : null
  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
      <h2>{words.heading}</h2>
      {general && <p role="alert">{general}</p>}
      <Textarea {...field('affected', 2)} />
      <Textarea {...field('known', 3)} ref={inputRef} />
      <Textarea {...field('meanwhile', 2)} />
      <div className={classes.send}>
        <Button type="submit" loading={sending}>
          {words.send}
        </Button>
        {major.state === 'accepted' && (
          <NumberInput
            aria-label={`${words.next} (${words.minutes})`}
            leftSection={<span className={classes.before}>{words.next}</span>}
            leftSectionWidth={132}
            rightSection={<span className={classes.after}>{words.minutes}</span>}
            rightSectionWidth={64}
            placeholder={String(rules?.nextPostMinutes ?? 30)}
            min={5}
            max={240}
            step={5}
            hideControls
            value={next}
            error={problem?.fields.nextInMinutes}
            onChange={(value) => setNext(typeof value === 'number' ? value : '')}
          />
        )}
      </div>
      <p className="muted">
        {words.hint} {words.keys}
      </p>
    </form>
  )
}

function Last({ last, major }: { last: Post | null; major: Major }) {
  const words = useWords().major.post
  const formats = useFormats()
  return (
    <div className={classes.last}>
      <h2>{last ? words.lastAt(formats.short(last.at)) : words.last}</h2>
      {last ? <Markdown text={last.body} /> : <p className="muted">{words.noneYet}</p>}
      {last?.who && (
        <p className="muted" dir="auto">
          {last.who}
        </p>
      )}
      {!last && major.nextPostAt && <p className="muted">{words.nextBy(formats.short(major.nextPostAt))}</p>}
    </div>
  )
}
