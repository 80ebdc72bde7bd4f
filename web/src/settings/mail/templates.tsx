import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import {
  type MailLanguage,
  type MailTemplate,
  type MailTemplateName,
  mailLanguages,
  shippedTemplates,
  unknownIn,
  variablesOf,
} from '@throughline/contract'
import { useState } from 'react'
import { notices } from '../../words/en/notices.ts'
import { languages as languageNames } from '../../words/languages.ts'
import { useNoticeWords } from '../../words/notices.ts'
import { useOutgoingWords } from '../outgoing-words.ts'
import type { Value } from '../setting-values.ts'
import classes from '../settings.module.css'
import own from './mail.module.css'
import { Preview } from './preview.tsx'

type Own = Value<'mailTemplates'>
type Props = { own: Own; set: (own: Own) => void; errors: Readonly<Record<string, string>> }

/** The template in force: their own, else the one for every notice, else ours. */
function inForce(templates: Own, name: MailTemplateName, language: MailLanguage): MailTemplate {
  const mine = templates[name]?.[language]
  if (mine) return mine
  if (name === 'several') return shippedTemplates.several[language]
  return templates.any?.[language] ?? shippedTemplates.any[language]
}

function without(templates: Own, name: MailTemplateName, language: MailLanguage): Own {
  const { [language]: _, ...others } = templates[name] ?? {}
  const { [name]: __, ...rest } = templates
  return Object.keys(others).length > 0 ? { ...rest, [name]: others } : rest
}

/** What mails say: one template at a time, with what is filled in and a look at it. */
export function Templates({ own: templates, set, errors }: Props) {
  const w = useOutgoingWords().mail
  const [name, setName] = useState<MailTemplateName>('any')
  const [language, setLanguage] = useState<MailLanguage>('en')
  const template = inForce(templates, name, language)
  const isOwn = templates[name]?.[language] !== undefined
  const change = (changed: Partial<MailTemplate>): void =>
    set({ ...templates, [name]: { ...templates[name], [language]: { ...template, ...changed } } })
  const problem = (part: keyof MailTemplate): string | undefined => {
    const unknown = unknownIn(name, template[part]).map((variable) => `{{${variable}}}`)
    return unknown.length > 0 ? w.unknown(unknown.join(', ')) : errors[`${name}/${language}/${part}`]
  }
  return (
    <section className={own.templates} aria-label={w.templates}>
      <div>
        <h2 className={own.head}>{w.templates}</h2>
        <p className="muted">{w.templatesHint}</p>
      </div>
      <Which name={name} language={language} onName={setName} onLanguage={setLanguage} />
      <TextInput
        label={w.subject}
        maxLength={200}
        value={template.subject}
        error={problem('subject')}
        onChange={({ currentTarget }) => change({ subject: currentTarget.value })}
      />
      <Textarea
        className={classes.textarea}
        label={w.body}
        autosize
        minRows={8}
        maxRows={24}
        maxLength={10_000}
        value={template.body}
        error={problem('body')}
        onChange={({ currentTarget }) => change({ body: currentTarget.value })}
      />
      <div className={classes.inline}>
        {isOwn ? (
          <Button variant="default" onClick={() => set(without(templates, name, language))}>
            {w.ours}
          </Button>
        ) : (
          <span className="muted">{name === 'any' || name === 'several' ? w.isOurs : w.isAny}</span>
        )}
      </div>
      <Variables name={name} />
      <Preview key={`${name} ${language}`} name={name} language={language} template={template} />
    </section>
  )
}

type WhichProps = {
  name: MailTemplateName
  language: MailLanguage
  onName: (name: MailTemplateName) => void
  onLanguage: (language: MailLanguage) => void
}

function Which({ name, language, onName, onLanguage }: WhichProps) {
  const w = useOutgoingWords().mail
  const why = useNoticeWords()
  const types = Object.keys(notices) as (keyof typeof notices)[]
  return (
    <div className={own.which}>
      <NativeSelect
        label={w.which}
        value={name}
        data={[
          { value: 'any', label: w.any },
          { value: 'several', label: w.several },
          ...types.map((value) => ({ value, label: why[value] })),
        ]}
        onChange={({ currentTarget }) => onName(currentTarget.value as MailTemplateName)}
      />
      <NativeSelect
        label={w.language}
        value={language}
        data={mailLanguages.map((value) => ({ value, label: languageNames[value]?.name ?? value }))}
        onChange={({ currentTarget }) => onLanguage(currentTarget.value as MailLanguage)}
      />
    </div>
  )
}

function Variables({ name }: { name: MailTemplateName }) {
  const w = useOutgoingWords().mail
  return (
    <div>
      <b>{w.variables}</b>
      <dl className={own.variables}>
        {variablesOf(name).map((variable) => (
          <div key={variable} style={{ display: 'contents' }}>
            <dt>
              <code>{`{{${variable}}}`}</code>
            </dt>
            <dd>{w.variableNames[variable]}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
