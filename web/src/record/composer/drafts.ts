import { keepHere } from '../../api/index.ts'

export type Voice = 'reply' | 'note'
export type Draft = { voice: Voice; reply: string; note: string }

const nameFor = (person: number, ref: string): string => `throughline.draft.${person}.${ref}`

/** What a person has begun to write in a record: a reply and a note apart, so that neither becomes the other. */
export function readDraft(person: number, ref: string, voice: Voice): Draft {
  const empty = { voice, reply: '', note: '' }
  try {
    return { ...empty, ...(JSON.parse(localStorage.getItem(nameFor(person, ref)) ?? '{}') as Partial<Draft>) }
  } catch {
    return empty
  }
}

export function keepDraft(person: number, ref: string, draft: Draft): void {
  const empty = draft.reply === '' && draft.note === ''
  keepHere(nameFor(person, ref), empty ? null : JSON.stringify(draft))
}
