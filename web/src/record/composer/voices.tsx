import { useId } from 'react'
import { useWords } from '../../words/index.ts'
import classes from './composer.module.css'
import type { Draft, Voice } from './drafts.ts'

/** Whether one speaks to the requester or among staff; each has a draft of its own. */
export function Voices({ draft, onVoice }: { draft: Draft; onVoice: (voice: Voice) => void }) {
  const words = useWords().record
  const name = useId()
  return (
    <fieldset className={classes.voices}>
      <legend className="sr-only">{words.composer.label}</legend>
      {(['reply', 'note'] as const).map((voice) => (
        <label key={voice} className={classes.voice} data-voice={voice}>
          <input
            type="radio"
            name={name}
            className="sr-only"
            checked={draft.voice === voice}
            onChange={() => onVoice(voice)}
          />
          {words[voice]}
          {draft.voice !== voice && draft[voice].trim() !== '' && (
            <span className={classes.dot}> ({words.composer.draft})</span>
          )}
        </label>
      ))}
    </fieldset>
  )
}
