import { html, type Markup } from '../spine/markup/index.ts'
import type { Words } from './words/index.ts'

/** What is wrong, by the field's name; under an empty name what belongs to no field. */
export type Wrong = Readonly<Record<string, string>>

export type Field = {
  name: string
  /** Empty where the page says it elsewhere. */
  label: string
  value?: string | undefined
  hint?: string
  /** The element that says more of it, where this is not its own hint. */
  told?: string
  type?: 'text' | 'email' | 'password' | 'search'
  autocomplete?: string
  inputmode?: 'numeric' | 'text'
  optional?: boolean
  /** Where typing begins, unless another field is wrong. */
  first?: boolean
}

/** A field with its label, hint and what is wrong with it, all of which a screen reader says together. */
export function field(wrong: Wrong, facts: Field): Markup {
  const { name, value = '', type = 'text', autocomplete } = facts
  const input = html`<input id="${name}" name="${name}" type="${type}" value="${type === 'password' ? '' : value}"${
    // Said to be off, a browser would not bring back what was typed when one goes back to the page.
    autocomplete ? html` autocomplete="${autocomplete}"` : null
  }${type === 'text' ? html` dir="auto"` : null}${
    facts.inputmode ? html` inputmode="${facts.inputmode}"` : null
  }${attributes(wrong, facts)}>`
  return labelled(wrong, facts, input)
}

/** The same for more than a line. */
export function textarea(wrong: Wrong, facts: Field & { rows?: number }): Markup {
  const { name, value = '', rows = 4 } = facts
  // A line break that follows the tag at once is not part of the text, so there is always one.
  const input = html`<textarea id="${name}" name="${name}" rows="${rows}" dir="auto"${attributes(wrong, facts)}>
${value}</textarea>`
  return labelled(wrong, facts, input)
}

export type Choice = { value: string; label: string }

export function select(wrong: Wrong, facts: Field & { choices: readonly Choice[] }): Markup {
  const { name, value, choices } = facts
  const options = choices.map(
    (choice) =>
      html`<option value="${choice.value}"${choice.value === value && html` selected`}>${choice.label}</option>`,
  )
  const input = html`<select id="${name}" name="${name}"${attributes(wrong, facts)}>${options}</select>`
  return labelled(wrong, facts, input)
}

export function files(label: string, id = 'files'): Markup {
  return html`<div class="field files"><label for="${id}">${label}</label>
    <input id="${id}" name="file" type="file" multiple><ul class="chosen" data-chosen></ul></div>`
}

/** Sent along with what is typed: two sends with the same key are one. */
export function keyField(key: string): Markup {
  return html`<input type="hidden" name="key" value="${key}">`
}

function attributes(wrong: Wrong, { name, hint, told, optional, first }: Field): Markup {
  const by = [wrong[name] && `${name}-wrong`, hint && `${name}-hint`, told].filter(Boolean).join(' ')
  const begin = wrong[name] ? Object.keys(wrong)[0] === name : first && Object.keys(wrong).length === 0
  return html`${wrong[name] && html` aria-invalid="true"`}${by !== '' && html` aria-describedby="${by}"`}${
    !optional && html` required`
  }${begin && html` autofocus`}`
}

function labelled(wrong: Wrong, { name, label, hint }: Field, input: Markup): Markup {
  return html`<div class="field">${label !== '' && html`<label for="${name}">${label}</label>`}${
    hint && html`<p class="hint" id="${name}-hint">${hint}</p>`
  }${input}${wrong[name] && html`<p class="wrong" id="${name}-wrong">${wrong[name]}</p>`}</div>`
}

/** What is wrong with the whole, above the fields. */
export function wrongAbove(words: Words, wrong: Wrong): Markup | null {
  const fields = Object.keys(wrong).filter((name) => name !== '')
  const text = wrong[''] ?? (fields.length > 1 ? words.wrong : null)
  return text === null ? null : html`<p class="notice bad" role="alert">${text}</p>`
}
