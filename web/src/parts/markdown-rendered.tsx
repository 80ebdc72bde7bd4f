import { Lexer, type MarkedToken, Tokenizer, type Tokens } from 'marked'
import { createElement, Fragment, memo, type ReactNode } from 'react'
import { addressIn, fileHere } from './markdown-address.ts'
import { decoded } from './markdown-entities.ts'

/**
 * HTML that somebody wrote or pasted is read as they wrote it: an error message in angle brackets is not swallowed. Nor
 * is a line of a log that begins like the definition of a link.
 */
const asWritten = { html: () => undefined, tag: () => undefined, def: () => undefined }

type Within = { record: string | undefined }
type Kind = MarkedToken['type']
type OfKind<K extends Kind> = Extract<MarkedToken, { type: K }>

/**
 * What people wrote, as elements. No markup is ever made of text: a text becomes a text node, whatever is in it, and
 * only these kinds of elements exist.
 */
export const Rendered = memo(function Rendered({ text, record }: { text: string; record?: string }) {
  const tokenizer = Object.assign(new Tokenizer(), asWritten)
  return all(new Lexer({ gfm: true, breaks: true, tokenizer }).lex(text), { record })
})

function all(tokens: readonly unknown[] = [], within: Within): ReactNode {
  return (tokens as readonly MarkedToken[]).map((token, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a text is rendered once, whole
    <Fragment key={at}>{one(token, within)}</Fragment>
  ))
}

const one = (token: MarkedToken, within: Within): ReactNode =>
  (kinds[token.type] as (token: MarkedToken, within: Within) => ReactNode)(token, within)

const kinds: { [K in Kind]: (token: OfKind<K>, within: Within) => ReactNode } = {
  space: () => null,
  def: () => null,
  html: ({ raw }) => raw,
  hr: () => <hr />,
  br: () => <br />,
  // A page has its own headings; those within someone's words come below them.
  heading: ({ depth, tokens }, within) =>
    createElement(`h${Math.min(depth + 2, 6)}`, { dir: 'auto' }, all(tokens, within)),
  paragraph: ({ tokens }, within) => <p dir="auto">{all(tokens, within)}</p>,
  blockquote: ({ tokens }, within) => <blockquote>{all(tokens, within)}</blockquote>,
  code: ({ text }) => (
    <pre dir="ltr">
      <code>{text}</code>
    </pre>
  ),
  list: ({ ordered, start, items }, within) => (
    <List start={ordered ? start || 0 : null}>{all(items, within)}</List>
  ),
  list_item: ({ tokens }, within) => <li>{all(tokens, within)}</li>,
  checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
  table: (token, within) => <Table {...token} within={within} />,
  text: ({ text, tokens }, within) => (tokens ? all(tokens, within) : decoded(text)),
  escape: ({ text }) => text,
  strong: ({ tokens }, within) => <strong>{all(tokens, within)}</strong>,
  em: ({ tokens }, within) => <em>{all(tokens, within)}</em>,
  del: ({ tokens }, within) => <del>{all(tokens, within)}</del>,
  codespan: ({ text }) => <code>{text}</code>,
  link: (token, within) => <Link {...token} within={within} />,
  image: (token, within) => <Picture {...token} within={within} />,
}

/** Right to left as a whole: marks on the other side than the room left for them would stand outside the page. */
function List({ start, children }: { start: number | null; children: ReactNode }) {
  if (start === null) return <ul dir="auto">{children}</ul>
  return (
    <ol dir="auto" start={start}>
      {children}
    </ol>
  )
}

function Table({ header, rows, within }: Tokens.Table & { within: Within }) {
  const cells = (row: readonly Tokens.TableCell[], Cell: 'th' | 'td'): ReactNode =>
    row.map(({ tokens, align }, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a text is rendered once, whole
      <Cell key={at} dir="auto" style={align ? { textAlign: align } : undefined}>
        {all(tokens, within)}
      </Cell>
    ))
  return (
    <table>
      <thead>
        <tr>{cells(header, 'th')}</tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a text is rendered once, whole
          <tr key={at}>{cells(row, 'td')}</tr>
        ))}
      </tbody>
    </table>
  )
}

function Link({ href, autolink, text, tokens, within: { record } }: Tokens.Link & { within: Within }) {
  const words = autolink ? text : all(tokens, { record })
  const written = autolink ? href : decoded(href)
  if (written.startsWith('person:')) return <b>{words}</b>
  const address = addressIn(record, written)
  // An address that is not let through would lead back to this page.
  if (address === null) return <span>{words}</span>
  return (
    <a href={address} target="_blank" rel="noreferrer nofollow">
      {words}
    </a>
  )
}

/** A picture is shown only if it is a file of this record: no other site learns who reads it. */
function Picture({ href, text, within: { record } }: Tokens.Image & { within: Within }) {
  const address = addressIn(record, decoded(href))
  const alt = decoded(text)
  if (address === null || !fileHere.test(address)) return <span>{alt}</span>
  return (
    <a href={address} target="_blank" rel="noreferrer">
      <img src={address} alt={alt} loading="lazy" />
    </a>
  )
}
