import { useWords } from '../words/index.ts'

export function CallForm() {
  return <h1>{useWords().desk.heading}</h1>
}
