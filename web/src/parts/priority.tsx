import { useWords } from '../words/index.ts'
import classes from './priority.module.css'

/** A priority as a shape and a number: filled for 1 and 2, red for 1 only. */
export function Priority({ value, word = false }: { value: number | null; word?: boolean }) {
  const words = useWords().terms
  if (value === null) return null
  return (
    <span className={classes.priority} data-level={value} title={word ? undefined : words.priorityOf(value)}>
      <span aria-hidden className={classes.mark} />
      {word ? (
        words.priorityOf(value)
      ) : (
        <>
          <span className="sr-only">{words.priority} </span>
          {value}
        </>
      )}
    </span>
  )
}
