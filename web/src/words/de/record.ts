import type { record as en } from '../en/record.ts'

export const record: typeof en = { heading: 'Vorgang' }
