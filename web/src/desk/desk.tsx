import { useWords } from '../words/index.ts'

export function Desk() {
  return <h1>{useWords().desk.heading}</h1>
}
