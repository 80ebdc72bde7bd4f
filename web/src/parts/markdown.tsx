import { lazy, Suspense } from 'react'
import { persistently } from './lazily.ts'
import classes from './markdown.module.css'

const Rendered = lazy(() => persistently(() => import('./markdown-rendered.tsx')))

/** Signs that a text is more than plain words: emphasis, lists, links, tables, code, headings, entities. */
const marked = /[*_`~#<>[\]|\\&]|https?:|www\.|\S@\S|^\s*(?:[-+=]|\d+[.)])/m

/** What people wrote, as Markdown; until the renderer is there, as the plain text that it is. */
export function Markdown({ text, record }: { text: string; record?: string }) {
  // The renderer weighs as much as the rest of a page: plain words do without it.
  if (!marked.test(text)) {
    return (
      <div className={classes.prose} dir="auto">
        <p className={classes.plain}>{text}</p>
      </div>
    )
  }
  return (
    <div className={classes.prose} dir="auto">
      <Suspense fallback={<p className={classes.plain}>{text}</p>}>
        <Rendered text={text} {...(record && { record })} />
      </Suspense>
    </div>
  )
}
