export { type Mailing, mailingOf, preferencesOf, replacePreference } from './preferences.ts'
