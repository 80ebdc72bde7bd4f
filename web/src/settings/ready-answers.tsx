import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Markdown } from '../parts/markdown.tsx'
import { Empty } from '../parts/states.tsx'
import { languages } from '../words/languages.ts'
import classes from './ready-answers.module.css'
import { SettingPage } from './setting-page.tsx'
import type { Value } from './setting-values.ts'
import shared from './settings.module.css'
import { useSettingsWords } from './words.ts'

type Reply = Value<'cannedReplies'>[number]

/** Answers that are given often: a list, and the one that is open to be changed. */
export function ReadyAnswers() {
  const words = useSettingsWords()
  const w = words.replies
  const [open, setOpen] = useState<number | null>(null)
  return (
    <SettingPage<'cannedReplies', Reply[]>
      settingKey="cannedReplies"
      title={words.parts.replies}
      hint={w.hint}
      open={(replies) => replies}
      read={(replies) => (replies.every(isWhole) ? replies.map(trimmed) : null)}
    >
      {({ draft, set, errors }) => {
        const add = (): void => {
          set([...draft, { name: '', body: '' }])
          setOpen(draft.length)
        }
        return (
          <>
            {draft.length === 0 && (
              <Empty title={w.empty}>
                <p className="muted">{w.emptyHint}</p>
              </Empty>
            )}
            <ul className={classes.list}>
              {draft.map((reply, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: its place is what an answer without a name is known by
                <li key={i} className={classes.reply}>
                  <button
                    type="button"
                    className={classes.name}
                    aria-expanded={open === i}
                    onClick={() => setOpen(open === i ? null : i)}
                  >
                    <span dir="auto" className="cut">
                      {reply.name || w.unnamed}
                    </span>
                    <span className="muted">{reply.language && languages[reply.language]?.name}</span>
                  </button>
                  {(open === i || !isWhole(reply)) && (
                    <ReplyForm
                      reply={reply}
                      errors={{ name: errors[`${i}/name`], body: errors[`${i}/body`] }}
                      onChange={(next) => set(draft.with(i, next))}
                      onRemove={() => {
                        set(draft.toSpliced(i, 1))
                        setOpen(null)
                      }}
                    />
                  )}
                </li>
              ))}
            </ul>
            <div>
              <Button variant="default" onClick={add}>
                {w.add}
              </Button>
            </div>
          </>
        )
      }}
    </SettingPage>
  )
}

type FormProps = {
  reply: Reply
  errors: { name: string | undefined; body: string | undefined }
  onChange: (reply: Reply) => void
  onRemove: () => void
}

function ReplyForm({ reply, errors, onChange, onRemove }: FormProps) {
  const words = useSettingsWords()
  const w = words.replies
  return (
    <div className={classes.form}>
      <div className={classes.two}>
        <TextInput
          label={w.name}
          maxLength={80}
          value={reply.name}
          error={errors.name ?? (reply.name.trim() === '' && w.missingName)}
          onChange={({ currentTarget }) => onChange({ ...reply, name: currentTarget.value })}
        />
        <NativeSelect
          label={w.language}
          data={[
            { value: '', label: w.anyLanguage },
            ...Object.entries(languages).map(([value, { name }]) => ({ value, label: name })),
          ]}
          value={reply.language ?? ''}
          onChange={({ currentTarget }) => onChange(withLanguage(reply, currentTarget.value))}
        />
      </div>
      <Textarea
        className={shared.textarea}
        label={w.body}
        description={w.bodyHint}
        autosize
        minRows={5}
        maxRows={20}
        maxLength={20_000}
        value={reply.body}
        error={errors.body ?? (reply.body.trim() === '' && w.missingBody)}
        onChange={({ currentTarget }) => onChange({ ...reply, body: currentTarget.value })}
      />
      {reply.body.trim() !== '' && (
        <section className={classes.preview} aria-label={w.preview}>
          <p className="muted">{w.preview}</p>
          <Markdown text={reply.body} />
        </section>
      )}
      <div>
        <Button variant="subtle" onClick={onRemove}>
          {words.form.remove}
        </Button>
      </div>
    </div>
  )
}

const isWhole = ({ name, body }: Reply): boolean => name.trim() !== '' && body.trim() !== ''
const trimmed = (reply: Reply): Reply => ({ ...reply, name: reply.name.trim() })

function withLanguage({ language: _, ...reply }: Reply, language: string): Reply {
  return language ? { ...reply, language } : reply
}
