import type { Words } from '../words/index.ts'

/** Fields that only the verbs of a major incident have. */
type MajorFieldName =
  | 'manager'
  | 'communications'
  | 'bridge'
  | 'role'
  | 'to'
  | 'dueAt'
  | 'message'
  | 'affected'
  | 'known'
  | 'meanwhile'

export type FieldKind = 'prose' | 'line' | 'team' | 'person' | 'instant' | 'code' | 'priority' | 'role'
export type FormField = {
  name:
    | 'team'
    | 'holder'
    | 'note'
    | 'question'
    | 'supplier'
    | 'reference'
    | 'chaseAt'
    | 'change'
    | 'problem'
    | 'code'
    | 'text'
    | 'workaround'
    | 'restoredAt'
    | 'how'
    | 'reason'
    | 'priority'
    | MajorFieldName
  kind: FieldKind
  /** Where the field's usual name does not fit. */
  label?: keyof Words['record']['forms']
  required?: true
  /** The requester reads it. */
  public?: true
}
