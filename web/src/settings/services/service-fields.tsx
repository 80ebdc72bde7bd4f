import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type Person, teamsQuery } from '../../api/index.ts'
import type { Said } from '../form/differences.tsx'
import { PersonPick } from '../person-pick.tsx'
import { calendarsQuery } from '../queries.ts'
import classes from '../settings.module.css'
import { type SettingsWords, useSettingsWords } from '../words.ts'

export type ServiceTyping = {
  name: string
  description: string
  tier: number
  owner: Person | null
  team: string | null
  calendar: string | null
}
export const serviceFields = ['name', 'description', 'tier', 'owner', 'team', 'calendar'] as const

type Props = {
  draft: ServiceTyping
  set: (draft: ServiceTyping) => void
  errors: Readonly<Record<string, string>>
}

export function ServiceFields({ draft, set, errors }: Props) {
  const words = useSettingsWords()
  const w = words.services
  const { data: teams = [] } = useQuery(teamsQuery)
  const { data: calendars = [] } = useQuery(calendarsQuery)
  return (
    <>
      <TextInput
        label={w.name}
        className={classes.narrow}
        maxLength={100}
        value={draft.name}
        error={errors.name}
        onChange={({ currentTarget }) => set({ ...draft, name: currentTarget.value })}
      />
      <NativeSelect
        label={w.team}
        className={classes.narrow}
        description={w.teamHint}
        data={choices(
          w.nobodyYet,
          draft.team,
          teams.map(({ key, name }) => [key, name] as const),
        )}
        value={draft.team ?? ''}
        error={errors.team}
        onChange={({ currentTarget }) => set({ ...draft, team: currentTarget.value || null })}
      />
      <NativeSelect
        label={w.tier}
        className={classes.narrow}
        data={Object.entries(w.tiers).map(([value, label]) => ({ value, label }))}
        value={String(draft.tier)}
        error={errors.tier}
        onChange={({ currentTarget }) => set({ ...draft, tier: Number(currentTarget.value) })}
      />
      <NativeSelect
        label={w.hours}
        className={classes.narrow}
        description={w.hoursHint}
        data={choices(
          w.usualHours,
          draft.calendar,
          calendars.map(({ key }) => [key, key === 'always' ? words.calendars.always : key] as const),
        )}
        value={draft.calendar ?? ''}
        error={errors.calendar}
        onChange={({ currentTarget }) => set({ ...draft, calendar: currentTarget.value || null })}
      />
      <div className={classes.narrow}>
        <PersonPick
          label={w.owner}
          hint={w.ownerHint}
          value={draft.owner}
          error={errors.owner}
          onChange={(owner) => set({ ...draft, owner })}
        />
      </div>
      <Textarea
        className={classes.textarea}
        label={`${w.description} (${words.form.optional})`}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={20_000}
        value={draft.description}
        error={errors.description}
        onChange={({ currentTarget }) => set({ ...draft, description: currentTarget.value })}
      />
    </>
  )
}

function choices(none: string, value: string | null, known: (readonly [string, string])[]) {
  const missing = value !== null && !known.some(([key]) => key === value)
  return [
    { value: '', label: none },
    ...known.map(([key, label]) => ({ value: key, label })),
    ...(missing ? [{ value, label: value }] : []),
  ]
}

/** As it is sent: people by their ids. */
export const serviceBody = ({ owner, name, ...typing }: ServiceTyping) => ({
  ...typing,
  name: name.trim(),
  owner: owner?.id ?? null,
})

export function serviceSaid(draft: ServiceTyping, words: SettingsWords): Said {
  const w = words.services
  return [
    [w.name, draft.name],
    [w.team, draft.team ?? words.form.none],
    [w.tier, w.tiers[draft.tier] ?? String(draft.tier)],
    [w.hours, draft.calendar ?? w.usualHours],
    [w.owner, draft.owner?.name ?? words.form.none],
    [w.description, draft.description || words.form.empty],
  ]
}
