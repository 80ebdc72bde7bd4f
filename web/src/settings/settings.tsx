import { useWords } from '../words/index.ts'

export function Settings() {
  return <h1>{useWords().settings.heading}</h1>
}
