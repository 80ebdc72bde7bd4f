import type { Wrong } from '../forms.ts'

/** What is shown beside the record: what was just done, or what was wrong with what was typed. */
export type Beside = {
  done?: string
  file?: string
  text?: string
  reason?: string
  key?: string
  wrong?: Wrong
  status?: number
}

export type Shown = Beside & { key: string }
