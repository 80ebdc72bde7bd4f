import { useWords } from '../words/index.ts'

export function RecordPage() {
  return <h1>{useWords().record.heading}</h1>
}
