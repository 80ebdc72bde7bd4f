import { useSettingsWords } from './words.ts'

export function ProfilePage() {
  return <h1>{useSettingsWords().profile.heading}</h1>
}
