import { Component, type ReactNode } from 'react'
import classes from './markdown.module.css'
import { isTame } from './markdown-bounds.ts'
import { Rendered } from './markdown-rendered.tsx'

/** Signs that a text is more than plain words: emphasis, lists, links, tables, code, headings, entities. */
const marked = /[*_`~#<>[\]|\\&]|https?:|www\.|\S@\S|^\s*(?:[-+=]|\d+[.)])/m

/** What people wrote, as Markdown; where the renderer would be lost in it, as the plain text it is. */
export function Markdown({ text, record }: { text: string; record?: string }) {
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
        <Rendered text={text} {...(record && { record })} />
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
