export { isMailed, preferencesOf, replacePreference } from './preferences.ts'
