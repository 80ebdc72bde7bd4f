import { useWords } from '../words/index.ts'

export function Now() {
  return <h1>{useWords().now.heading}</h1>
}
