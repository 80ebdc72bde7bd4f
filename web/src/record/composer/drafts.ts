import { keepHere, newKey } from '../../api/index.ts'

export type Voice = 'reply' | 'note'
export type Draft = { voice: Voice; reply: string; note: string }
type Change = (text: string) => string

const nameFor = (person: number, ref: string): string => `throughline.draft.${person}.${ref}`

/**
 * What a person has begun to write in a record: a reply and a note apart, so that neither becomes the other. A tab goes on
 * with its own words; one that is new here with those that were written last.
 */
export function readDraft(person: number, ref: string, voice: Voice): Draft {
  const empty = { voice, reply: '', note: '' }
  const name = nameFor(person, ref)
  try {
    const kept = sessionStorage.getItem(name) ?? localStorage.getItem(name) ?? '{}'
    return { ...empty, ...(JSON.parse(kept) as Partial<Draft>) }
  } catch {
    return empty
  }
}

export function keepDraft(person: number, ref: string, draft: Draft): void {
  const name = nameFor(person, ref)
  const text = draft.reply === '' && draft.note === '' ? null : JSON.stringify(draft)
  keepHere(name, text)
  keepHere(name, text, sessionStorage)
}

type Writing = (voice: Voice, change: Change) => void
const open = new Map<string, Writing>()

/** Who writes here changes the draft from now on, until the answer is called. */
export function beginWriting(person: number, ref: string, writing: Writing): () => void {
  const name = nameFor(person, ref)
  open.set(name, writing)
  return () => {
    if (open.get(name) === writing) open.delete(name)
  }
}

/** Changes a draft, whether its record is on the screen or not. */
export function changeDraft(person: number, ref: string, voice: Voice, change: Change): void {
  const writing = open.get(nameFor(person, ref))
  if (writing) writing(voice, change)
  else {
    const draft = readDraft(person, ref, voice)
    keepDraft(person, ref, { ...draft, [voice]: change(draft[voice]) })
  }
}

const uploading = 'uploading:'
const marks = /!?\[([^\]\n]*)\]\(uploading:(\w+)\)\n?/g
/** Of the files that this page is sending. */
const live = new Set<string>()

export const plainName = (name: string): string => name.replace(/[[\]\\\n]/g, '_')
export const awaitsFiles = (text: string): boolean => text.includes(`](${uploading}`)

/** Stands in a draft for a file until it is there. */
export function markFor({ name, type }: File): string {
  const key = newKey()
  live.add(key)
  return `${type.startsWith('image/') ? '!' : ''}[${plainName(name)}](${uploading}${key})`
}

/** Takes out of a text what stands for files that an earlier page did not send; answers their names as well. */
export function withoutLost(text: string): { text: string; lost: string[] } {
  const lost: string[] = []
  const kept = text.replace(marks, (mark, name: string, key: string) => {
    if (live.has(key)) return mark
    lost.push(name)
    return ''
  })
  return { text: kept, lost }
}
