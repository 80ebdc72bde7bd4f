import type { Refused } from '../api/problem.ts'
import type { Words } from './index.ts'

/** What was refused, field by field with its name, or in one sentence where no field is to blame. */
export function refusalIn(problem: Refused, words: Words): string {
  return fieldsIn(problem.fields, words) || problem.message
}

/** What is wrong with each field: `Subject: This is missing.` */
export function fieldsIn(fields: Record<string, string>, words: Words): string {
  const names: Record<string, string | undefined> = words.record.fields
  return Object.entries(fields)
    .map(([field, why]) => (field === '' ? why : `${names[field] ?? field}: ${why}`))
    .join(' ')
}
