export { checkAlertRules, ruleVocabulary } from './alert-rules.ts'
export { checkCriteria, readinessVocabulary } from './criteria.ts'
export { checkCustomFields, checkFields, schemaProblem } from './custom-fields.ts'
export { defaultSettings, priorityOf, type Settings } from './settings.ts'
export {
  type CalendarStore,
  defaultCalendar,
  openCalendars,
  openSettings,
  type SettingsStore,
} from './store.ts'
