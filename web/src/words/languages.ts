import { words as en } from './en/index.ts'

export { en }

/** Languages of the screens; each is loaded when it is wanted. A new one is one folder beside `en` and a line here. */
export const languages: Record<string, { name: string; load: () => Promise<typeof en> }> = {
  en: { name: 'English', load: async () => en },
  de: { name: 'Deutsch', load: () => import('./de/index.ts').then(({ words }) => words) },
}

/** The words for a person's language; English where there are none. */
export function wordsFor(language: string): Promise<typeof en> {
  const known = languages[language] ?? languages[language.split('-')[0] ?? ''] ?? languages.en
  return known ? known.load() : Promise.resolve(en)
}
