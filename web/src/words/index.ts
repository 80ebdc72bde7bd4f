import { createContext, useContext } from 'react'
import { en } from './languages.ts'

export type Words = typeof en
export type Tongue = { words: Words; language: string; zone: string }

const TongueContext = createContext<Tongue>({ words: en, language: 'en', zone: 'UTC' })
export const TongueProvider = TongueContext.Provider

/** The person's language and zone. */
export const useTongue = (): Tongue => useContext(TongueContext)

/** What the screens say, in the person's language: `useWords().desk.heading`. */
export const useWords = (): Words => useContext(TongueContext).words
