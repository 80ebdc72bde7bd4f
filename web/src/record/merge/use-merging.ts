import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useWords } from '../../words/index.ts'
import type { Shown } from '../data.ts'
import { mergeInto } from './merging.ts'

/** Merging a record with another, from its own page: whoever merged it away goes where it is worked on. */
export function useMerging(record: Shown) {
  const words = useWords()
  const navigate = useNavigate()
  /** Null: nothing is asked. Empty: the other one is still to be chosen. */
  const [other, setOther] = useState<string | null>(null)
  return {
    label: words.merge.merge,
    splitLabel: words.merge.split.title,
    other,
    start: (with_ = '') => setOther(with_),
    stop: () => setOther(null),
    merge: (stays: string, going: readonly string[]): void => {
      setOther(null)
      void mergeInto(stays, going, words)
      if (stays !== record.ref)
        void navigate({ to: '/records/$ref', params: { ref: stays }, search: { from: record.ref } })
    },
  }
}
