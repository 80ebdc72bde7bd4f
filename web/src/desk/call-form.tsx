import { Button, Kbd, Textarea, TextInput } from '@mantine/core'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useCommands } from '../shell/commands.ts'
import { useMe } from '../shell/session.ts'
import { useTitle } from '../shell/use-title.ts'
import { useWords } from '../words/index.ts'
import { AnsweredNow, useCodes } from './call-answered.tsx'
import { CallBeside } from './call-beside.tsx'
import { clear, complain, isEmpty, isRefused, takeUp, useCalls, write } from './call-draft.ts'
import { CallerField, Field, ServiceField, TeamField } from './call-fields.tsx'
import classes from './call-form.module.css'
import { logCall, missing, type Parent } from './call-log.ts'
import { useMajors } from './call-majors.tsx'
import { Outcome, Rating } from './call-rating.tsx'

const order = ['caller', 'email', 'service', 'title', 'more', 'impact', 'urgency', 'team', 'code', 'text']
const control = 'input:checked, input:not([type=radio]), textarea'

/** A phone call, written down while it lasts, by keyboard alone. */
export function CallForm() {
  const words = useWords()
  useTitle(words.call.heading)
  const codes = useCodes()
  const { draft, errors, logged, returned } = useCalls(useMe().id)
  const screen = useRef<HTMLDivElement>(null)
  const [turn, setTurn] = useState(0)

  const focus = (name: string): void =>
    screen.current?.querySelector<HTMLElement>(`[data-field=${name}] :is(${control})`)?.focus()
  /** To the field after this one; those that just appear are there when it is drawn. */
  const next = (from: string): void => {
    // After React has drawn what was just said: the next key may come before the next frame.
    queueMicrotask(() => {
      const fields = order.slice(order.indexOf(from) + 1)
      const there = fields.find((name) => screen.current?.querySelector(`[data-field=${name}]`))
      if (there) focus(there)
    })
  }
  /** From the subject to what is alike; from elsewhere, or where nothing is, to the first there is. */
  const beside = (from = ''): void => {
    const rows = [...(screen.current?.querySelectorAll<HTMLElement>('[data-beside] button') ?? [])]
    const alike = rows.find((row) => from === 'title' && row.closest('[data-part=alike]'))
    const there = alike ?? rows[0]
    there?.focus()
  }
  // The form is taken up where it was left; after a call, at the caller of the next one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each new call
  useEffect(() => focus('caller'), [turn])

  const log = (parent: Parent | null = null): void => {
    const wrong = missing(draft, parent, words.call)
    complain(wrong)
    const first = order.find((name) => name in wrong)
    if (first) focus(first)
    else {
      void logCall(draft, parent, draft.code || codes[0] || 'answered', words)
      setTurn(turn + 1)
    }
  }
  const majors = useMajors(draft.service.key)
  const [likeliest] = majors
  const answered = (): void => {
    write({ answered: !draft.answered })
    if (!draft.answered) queueMicrotask(() => focus('text'))
  }
  const { keys } = words.call
  useCommands([
    { id: 'call log', label: keys.log, keys: 'Ctrl+Enter', group: keys.group, run: () => log() },
    { id: 'call answered', label: keys.answered, keys: 'Alt+A', group: keys.group, run: answered },
    ...(likeliest
      ? [
          {
            id: 'call major',
            label: words.major.call.key(likeliest.ref),
            keys: 'Alt+M',
            group: keys.group,
            run: () => log(likeliest),
          },
        ]
      : []),
    {
      id: 'call beside',
      label: keys.beside,
      keys: 'ArrowDown',
      group: keys.group,
      run: () => beside(),
      keysOnly: true,
    },
  ])
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) log()
    else if (event.altKey && event.code === 'KeyA') answered()
    else if (event.altKey && event.code === 'KeyM' && likeliest) log(likeliest)
    else if (event.key === 'ArrowDown' && isLine(event)) beside(fieldOf(event.target as Element))
    else if (event.key === 'Enter' && isLine(event)) next(fieldOf(event.target as Element))
    else return
    event.preventDefault()
  }

  return (
    <div ref={screen} className={classes.screen}>
      <form
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          log()
        }}
        onKeyDown={onKeyDown}
      >
        <header>
          <h1>{words.call.heading}</h1>
          <p className="muted wide-only">{words.call.hint}</p>
        </header>
        <p role="status" className={classes.said}>
          {said(logged[0], words.call)}
        </p>
        {returned.map((call) => (
          <p key={call.draft.title + call.draft.caller.typed} role="alert" className={classes.returned}>
            <span dir="auto">
              {(isRefused(call) ? words.call.returned : words.call.left)(
                call.draft.title || words.call.untitled,
              )}
            </span>
            <Button variant="default" onClick={() => takeUp(call)}>
              {words.call.takeUp}
            </Button>
          </p>
        ))}
        <CallerField draft={draft} errors={errors} onNext={next} />
        <ServiceField draft={draft} errors={errors} onNext={next} />
        <Field name="title" label={words.call.title}>
          <TextInput
            aria-label={words.call.title}
            placeholder={words.call.titleHint}
            dir="auto"
            autoComplete="off"
            maxLength={300}
            value={draft.title}
            error={errors.title}
            onChange={({ currentTarget }) => write({ title: currentTarget.value })}
          />
        </Field>
        <Field name="more" label={words.call.more}>
          <Textarea
            aria-label={words.call.more}
            placeholder={words.call.moreHint}
            className={classes.grows}
            dir="auto"
            rows={2}
            maxLength={50_000}
            value={draft.more}
            error={errors.more}
            onChange={({ currentTarget }) => write({ more: currentTarget.value })}
          />
        </Field>
        <Field name="impact" label={words.terms.impact}>
          <Rating
            name="impact"
            label={words.terms.impact}
            words={words.call.impact}
            long={words.terms.impacts}
            value={draft.impact}
            onChange={(impact) => write({ impact })}
          />
        </Field>
        <Field name="urgency" label={words.terms.urgency}>
          <Rating
            name="urgency"
            label={words.terms.urgency}
            words={words.call.urgency}
            long={words.terms.urgencies}
            value={draft.urgency}
            onChange={(urgency) => write({ urgency })}
          />
          <Outcome impact={draft.impact} urgency={draft.urgency} />
        </Field>
        <TeamField draft={draft} errors={errors} onNext={next} />
        <AnsweredNow draft={draft} errors={errors} onNext={next} />
        <footer className={classes.foot}>
          {errors.form && <p role="alert">{errors.form}</p>}
          <Button type="submit">
            {draft.answered ? words.call.logSolved : words.call.log}
            <Kbd className={`${classes.key} wide-only`}>{words.shell.ctrl} ↵</Kbd>
          </Button>
          {!isEmpty(draft) && (
            <Button
              variant="subtle"
              onClick={() => {
                clear()
                setTurn(turn + 1)
              }}
            >
              {words.call.clear}
            </Button>
          )}
        </footer>
      </form>
      <CallBeside draft={draft} majors={majors} logged={logged} onAdd={log} onLeave={() => focus('title')} />
    </div>
  )
}

const isLine = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLInputElement && target.type !== 'radio' && target.type !== 'checkbox'

const fieldOf = (target: Element): string => target.closest<HTMLElement>('[data-field]')?.dataset.field ?? ''

type Last = { ref: string | null; title: string; caller: string } | undefined

function said(last: Last, words: ReturnType<typeof useWords>['call']): string {
  if (!last) return ''
  if (!last.ref) return words.waits(last.title)
  return last.caller ? words.loggedFor(last.ref, last.caller) : words.logged(last.ref)
}
