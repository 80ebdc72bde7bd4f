import { useWords } from '../words/index.ts'

export function ProfilePage() {
  return <h1>{useWords().settings.heading}</h1>
}
