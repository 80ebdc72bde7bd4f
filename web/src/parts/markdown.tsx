import { lazy, Suspense } from 'react'
import classes from './markdown.module.css'

const Rendered = lazy(() => import('./markdown-rendered.tsx'))

/** What people wrote, as Markdown; until the renderer is there, as the plain text that it is. */
export function Markdown({ text, record }: { text: string; record?: string }) {
  return (
    <div className={classes.prose} dir="auto">
      <Suspense fallback={<p className={classes.plain}>{text}</p>}>
        <Rendered text={text} {...(record && { record })} />
      </Suspense>
    </div>
  )
}
