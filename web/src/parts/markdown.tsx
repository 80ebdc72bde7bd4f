import { Component, lazy, type ReactNode, Suspense } from 'react'
import { persistently } from './lazily.ts'
import classes from './markdown.module.css'
import { isTame } from './markdown-bounds.ts'

const Rendered = lazy(() => persistently(() => import('./markdown-rendered.tsx')))

/** Signs that a text is more than plain words: emphasis, lists, links, tables, code, headings, entities. */
const marked = /[*_`~#<>[\]|\\&]|https?:|www\.|\S@\S|^\s*(?:[-+=]|\d+[.)])/m

/** What people wrote, as Markdown; until the renderer is there, or where it would be lost, as the plain text it is. */
export function Markdown({ text, record }: { text: string; record?: string }) {
  // The renderer weighs as much as the rest of a page: plain words do without it.
  if (!marked.test(text) || !isTame(text)) {
    return (
      <div className={classes.prose} dir="auto">
        <p className={classes.plain}>{text}</p>
      </div>
    )
  }
  return (
    <div className={classes.prose} dir="auto">
      <OrPlain key={text} text={text}>
        <Suspense fallback={<p className={classes.plain}>{text}</p>}>
          <Rendered text={text} {...(record && { record })} />
        </Suspense>
      </OrPlain>
    </div>
  )
}

/** One text that cannot be rendered takes nothing else with it. */
class OrPlain extends Component<{ text: string; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    return this.state.failed ? <p className={classes.plain}>{this.props.text}</p> : this.props.children
  }
}
