import { TextInput } from '@mantine/core'
import { SettingPage } from './setting-page.tsx'
import type { Value } from './setting-values.ts'
import classes from './settings.module.css'
import { useSettingsWords } from './words.ts'

type Rules = Value<'closing'>
type Name = keyof Rules
type Typing = Record<Name, string>

const units: Record<Name, 'workingDays' | 'days' | 'minutes'> = {
  remindAfterDays: 'workingDays',
  closeAfterDays: 'workingDays',
  heldReopenDays: 'workingDays',
  cameBackDays: 'days',
  recoveryHeldMinutes: 'minutes',
}
const names = Object.keys(units) as Name[]

/** What time does to an incident that was resolved. */
export function Closing() {
  const words = useSettingsWords()
  const w = words.closing
  return (
    <SettingPage<'closing', Typing>
      settingKey="closing"
      title={words.parts.closing}
      hint={w.hint}
      open={(value) => mapped((name) => String(value[name]))}
      read={readRules}
      shown={names}
      effect={<p>{w.effect}</p>}
    >
      {({ draft, set, errors }) => (
        <>
          {names.map((name) => (
            <TextInput
              key={name}
              className={classes.narrow}
              label={`${w[name]} (${w.units[units[name]]})`}
              inputMode="numeric"
              value={draft[name]}
              error={errors[name] ?? (readNumber(name, draft[name]) === null ? w.whole(most(name)) : null)}
              onChange={({ currentTarget }) => set({ ...draft, [name]: currentTarget.value })}
            />
          ))}
          {Number(draft.remindAfterDays) >= Number(draft.closeAfterDays) && (
            <p className={classes.warn}>{w.late}</p>
          )}
        </>
      )}
    </SettingPage>
  )
}

const most = (name: Name): number => (units[name] === 'minutes' ? 10_080 : 60)

function readNumber(name: Name, text: string): number | null {
  const number = Number(text)
  return /^\s*\d+\s*$/.test(text) && number >= 1 && number <= most(name) ? number : null
}

function readRules(draft: Typing): Rules | null {
  const rules = mapped((name) => readNumber(name, draft[name]))
  return Object.values(rules).includes(null) ? null : (rules as Rules)
}

function mapped<T>(of: (name: Name) => T): Record<Name, T> {
  return Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, T>
}
