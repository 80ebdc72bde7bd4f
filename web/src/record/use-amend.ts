import type { Outcome } from '../api/index.ts'
import { useWords } from '../words/index.ts'
import { useChange } from './change.ts'
import { pathOf, type Shown } from './data.ts'
import { fieldWord } from './timeline/tell.ts'

/** What an amendment calls a field that the record shows under another name. */
function sentAs(field: string, kind: string): string {
  if (field === 'title' && kind === 'service') return 'name'
  return { symptomCategory: 'category', taskDueAt: 'dueAt' }[field] ?? field
}

/** Amends one field: what is sent, and what is shown meanwhile. */
export type Amend = (field: keyof Shown, sent: unknown, shown?: unknown) => Promise<Outcome>

export function useAmend(record: Shown): Amend {
  const words = useWords()
  const change = useChange(record)
  return (field, sent, shown = sent) =>
    change({
      label: `${record.ref}: ${fieldWord(field, words)}`,
      method: 'PATCH',
      path: pathOf(record.ref) ?? '',
      body: { [sentAs(field, record.kind)]: sent },
      patch: { [field]: shown },
      about: [field],
      saysWhy: true,
    })
}
