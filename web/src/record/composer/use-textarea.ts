import { type RefObject, useRef } from 'react'

/** A textarea whose text is changed at the caret as by typing, so that the browser's own undo knows of it. */
export type Textarea = {
  ref: RefObject<HTMLTextAreaElement | null>
  /** Puts text in place of what is selected, or of the last `before` characters before the caret. */
  insert(text: string, before?: number): void
}

export function useTextarea(setText: (text: string) => void): Textarea {
  const ref = useRef<HTMLTextAreaElement>(null)
  return {
    ref,
    insert: (text, before = 0) => {
      const area = ref.current
      if (!area) return
      const [from, to] = [area.selectionStart - before, area.selectionEnd]
      area.focus()
      area.setRangeText(text, from, to, 'end')
      setText(area.value)
    },
  }
}
