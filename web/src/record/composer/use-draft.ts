import { useEffect, useState } from 'react'
import { useMe } from '../../shell/session.ts'
import type { Shown } from '../data.ts'
import { type Draft, keepDraft, readDraft, type Voice } from './drafts.ts'

/** What one has begun to write, kept in this browser until it is sent. */
export function useDraft(record: Shown) {
  const me = useMe()
  const [draft, setDraft] = useState<Draft>(() =>
    readDraft(me.id, record.ref, record.requester ? 'reply' : 'note'),
  )
  useEffect(() => keepDraft(me.id, record.ref, draft), [draft, me.id, record.ref])
  return {
    draft,
    text: draft[draft.voice],
    setVoice: (voice: Voice) => setDraft((before) => ({ ...before, voice })),
    setText: (text: string | ((before: string) => string), voice?: Voice) =>
      setDraft((before) => {
        const at = voice ?? before.voice
        return { ...before, [at]: typeof text === 'string' ? text : text(before[at]) }
      }),
    /** Puts back what could not be sent, before whatever was written since. */
    restore: (voice: Voice, text: string) =>
      setDraft((before) => ({
        ...before,
        voice,
        [voice]: [text, before[voice]].filter(Boolean).join('\n\n'),
      })),
  }
}
