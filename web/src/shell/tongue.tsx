import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { meQuery, type Profile, sayProblemsIn } from '../api/index.ts'
import { type Tongue, TongueProvider, type Words } from '../words/index.ts'
import { wordsFor } from '../words/languages.ts'

/** The language and zone of who is signed in; another language that they choose is loaded, and the screens follow. */
export function LivingTongue({ me, words, children }: { me: Profile; words: Words; children: ReactNode }) {
  const { data = me } = useQuery({ ...meQuery, enabled: false })
  const [spoken, setSpoken] = useState({ words, language: me.language })
  const { language, zone } = data
  useEffect(() => {
    let wanted = true
    void wordsFor(language).then((loaded) => {
      if (!wanted) return
      document.documentElement.lang = language
      sayProblemsIn(loaded.problems)
      setSpoken({ words: loaded, language })
    })
    return () => {
      wanted = false
    }
  }, [language])
  const tongue: Tongue = { ...spoken, zone }
  return <TongueProvider value={tongue}>{children}</TongueProvider>
}
