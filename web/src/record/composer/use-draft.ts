import { useEffect, useState } from 'react'
import { useMe } from '../../shell/session.ts'
import type { Shown } from '../data.ts'
import { beginWriting, type Draft, keepDraft, readDraft, type Voice, withoutLost } from './drafts.ts'

/** What one has begun to write, kept in this browser until it is sent. */
export function useDraft(record: Shown) {
  const me = useMe()
  const { ref } = record
  const [begun] = useState(() => found(readDraft(me.id, ref, record.requester ? 'reply' : 'note')))
  const [draft, setDraft] = useState<Draft>(begun.draft)
  useEffect(() => {
    // Only looking leaves what another tab wrote last.
    if (draft !== begun.draft || begun.lost.length > 0) keepDraft(me.id, ref, draft)
  }, [draft, begun, me.id, ref])
  useEffect(
    () =>
      beginWriting(me.id, ref, (voice, change) =>
        setDraft((before) => ({ ...before, [voice]: change(before[voice]) })),
      ),
    [me.id, ref],
  )
  return {
    draft,
    text: draft[draft.voice],
    /** Names of files that were chosen and whose page was closed before they were sent. */
    lost: begun.lost,
    setVoice: (voice: Voice) => setDraft((before) => ({ ...before, voice })),
    setText: (text: string) => setDraft((before) => ({ ...before, [before.voice]: text })),
    /** Puts back what could not be sent, before whatever was written since. */
    restore: (voice: Voice, text: string) =>
      setDraft((before) => ({
        ...before,
        voice,
        [voice]: [text, before[voice]].filter(Boolean).join('\n\n'),
      })),
  }
}

function found(draft: Draft): { draft: Draft; lost: string[] } {
  const [reply, note] = [withoutLost(draft.reply), withoutLost(draft.note)]
  return {
    draft: { ...draft, reply: reply.text, note: note.text },
    lost: [...reply.lost, ...note.lost],
  }
}
