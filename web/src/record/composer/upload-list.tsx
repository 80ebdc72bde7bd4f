import { useWords } from '../../words/index.ts'
import classes from './composer.module.css'
import type { Uploads } from './use-uploads.ts'

/** Files on their way, and those that could not be attached, with why. */
export function UploadList({ uploads }: { uploads: Uploads }) {
  const words = useWords().record.files
  if (uploads.items.length === 0) return null
  return (
    <ul className={classes.uploads} aria-live="polite">
      {uploads.items.map(({ key, name, state, why }) => (
        <li key={key} data-state={state}>
          <span>
            {state === 'refused'
              ? why
              : state === 'waiting'
                ? words.waiting(name)
                : `${words.sending(name)}…`}
          </span>
          <button type="button" className={classes.quiet} onClick={() => uploads.dismiss(key)}>
            {words.dismiss}
          </button>
        </li>
      ))}
    </ul>
  )
}
