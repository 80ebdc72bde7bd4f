import { NativeSelect, TextInput } from '@mantine/core'
import type { Person } from '../../api/index.ts'
import { PersonPick } from '../person-pick.tsx'
import classes from '../settings.module.css'
import { useSettingsWords } from '../words.ts'

export type TeamTyping = {
  name: string
  line: number
  lead: Person | null
  manager: Person | null
  shiftLead: Person | null
}
export const teamFields = ['name', 'line', 'lead', 'manager', 'shiftLead'] as const

type Props = {
  draft: TeamTyping
  set: (draft: TeamTyping) => void
  errors: Readonly<Record<string, string>>
}

export function TeamFields({ draft, set, errors }: Props) {
  const w = useSettingsWords().teams
  return (
    <>
      <TextInput
        label={w.name}
        className={classes.narrow}
        maxLength={120}
        value={draft.name}
        error={errors.name}
        onChange={({ currentTarget }) => set({ ...draft, name: currentTarget.value })}
      />
      <NativeSelect
        label={w.line}
        className={classes.narrow}
        data={Object.entries(w.lines).map(([value, label]) => ({ value, label }))}
        value={String(draft.line)}
        error={errors.line}
        onChange={({ currentTarget }) => set({ ...draft, line: Number(currentTarget.value) })}
      />
      {(['shiftLead', 'lead', 'manager'] as const).map((field) => (
        <div key={field} className={classes.narrow}>
          <PersonPick
            label={w[field]}
            hint={w[`${field}Hint`]}
            value={draft[field]}
            error={errors[field]}
            onChange={(person) => set({ ...draft, [field]: person })}
          />
        </div>
      ))}
    </>
  )
}

/** As it is sent: people by their ids. */
export const teamBody = ({ name, line, lead, manager, shiftLead }: TeamTyping) => ({
  name: name.trim(),
  line,
  lead: lead?.id ?? null,
  manager: manager?.id ?? null,
  shiftLead: shiftLead?.id ?? null,
})
