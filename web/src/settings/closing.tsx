import { TextInput } from '@mantine/core'
import { SettingPage } from './setting-page.tsx'
import type { Value } from './setting-values.ts'
import classes from './settings.module.css'
import { type SettingsWords, useSettingsWords } from './words.ts'

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
              error={errors[name] ?? problemOf(name, draft, w)}
              onChange={({ currentTarget }) => set({ ...draft, [name]: currentTarget.value })}
            />
          ))}
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

function problemOf(name: Name, draft: Typing, words: SettingsWords['closing']): string | null {
  if (readNumber(name, draft[name]) === null) return words.whole(most(name))
  return name === 'remindAfterDays' && isLate(draft) ? words.late : null
}

/** Nobody would get the reminder. */
const isLate = (draft: Typing): boolean => Number(draft.remindAfterDays) >= Number(draft.closeAfterDays)

function readRules(draft: Typing): Rules | null {
  const rules = mapped((name) => readNumber(name, draft[name]))
  return Object.values(rules).includes(null) || isLate(draft) ? null : (rules as Rules)
}

function mapped<T>(of: (name: Name) => T): Record<Name, T> {
  return Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, T>
}
