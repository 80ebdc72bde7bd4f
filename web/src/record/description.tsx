import { useLayoutEffect, useRef, useState } from 'react'
import { Markdown } from '../parts/markdown.tsx'
import { useWords } from '../words/index.ts'
import { pathOf, type Shown } from './data.ts'
import classes from './page.module.css'
import { InPlace } from './parts/in-place.tsx'
import side from './side/side.module.css'
import { useAmend } from './use-amend.ts'

/** What was reported; long ones open on demand. */
export function Description({ record }: { record: Shown }) {
  const words = useWords()
  const amend = useAmend(record)
  const text = useRef<HTMLDivElement>(null)
  const [long, setLong] = useState(false)
  // A review is its text: there is nothing else to come to.
  const [whole, setWhole] = useState(record.kind === 'review')
  const [editing, setEditing] = useState(false)

  // biome-ignore lint/correctness/useExhaustiveDependencies: another text has another height
  useLayoutEffect(() => {
    const box = text.current
    if (!box) return
    const watch = new ResizeObserver(() => setLong(box.scrollHeight > 272))
    watch.observe(box)
    return () => watch.disconnect()
  }, [record.description, editing])

  const editable = pathOf(record.ref) !== null
  if (!editing && record.description === '' && !editable) return null
  if (editing || record.description === '') {
    return (
      <div className={classes.description}>
        <InPlace
          label={words.terms.description}
          kind="prose"
          value={record.description}
          editing={editing}
          onEditing={setEditing}
          onSave={(typed) => amend('description', typed)}
        >
          <span className="muted">{words.record.addDescription}</span>
        </InPlace>
      </div>
    )
  }
  return (
    <div className={classes.description}>
      <div ref={text} className={long && !whole ? classes.folded : undefined}>
        <Markdown text={record.description} record={record.ref} />
      </div>
      {long && (
        <button type="button" className={side.quiet} onClick={() => setWhole(!whole)} aria-expanded={whole}>
          {whole ? words.record.less : words.record.whole}
        </button>
      )}
      {editable && (
        <button type="button" className={side.quiet} onClick={() => setEditing(true)}>
          {words.record.edit(words.terms.description)}
        </button>
      )}
    </div>
  )
}
