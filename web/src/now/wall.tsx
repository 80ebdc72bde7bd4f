import { useWords } from '../words/index.ts'

export function Wall() {
  return <h1>{useWords().now.heading}</h1>
}
