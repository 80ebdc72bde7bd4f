import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type Person, teamsQuery } from '../../api/index.ts'
import type { Said } from '../form/differences.tsx'
import { PersonPick } from '../person-pick.tsx'
import { calendarsQuery } from '../queries.ts'
import classes from '../settings.module.css'
import { type SettingsWords, useSettingsWords } from '../words.ts'
import { linksIn } from './links-text.ts'
import { pathsQuery, type Service } from './queries.ts'

export type ServiceTyping = {
  name: string
  description: string
  tier: number
  owner: Person | null
  team: string | null
  calendar: string | null
  businessOwner: Person | null
  escalationPath: string | null
  dataClass: DataClass
  /** Keys, separated by commas. */
  skills: string
  /** A line for each: `logs https://logs.example.com/mail Logs of mail`. */
  links: string
}
export const serviceFields = [
  'name',
  'description',
  'tier',
  'owner',
  'businessOwner',
  'team',
  'calendar',
  'escalationPath',
  'dataClass',
  'skills',
  'links',
] as const
type DataClass = Service['dataClass']
const dataClasses = ['public', 'internal', 'confidential', 'regulated'] as const satisfies DataClass[]

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
  const { data: paths = [] } = useQuery(pathsQuery)
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
      <div className={classes.narrow}>
        <PersonPick
          label={w.businessOwner}
          hint={w.businessOwnerHint}
          value={draft.businessOwner}
          error={errors.businessOwner}
          onChange={(businessOwner) => set({ ...draft, businessOwner })}
        />
      </div>
      <NativeSelect
        label={w.path}
        className={classes.narrow}
        description={w.pathHint}
        data={choices(
          w.noPath,
          draft.escalationPath,
          paths.map(({ key, name }) => [key, name] as const),
        )}
        value={draft.escalationPath ?? ''}
        error={errors.escalationPath}
        onChange={({ currentTarget }) => set({ ...draft, escalationPath: currentTarget.value || null })}
      />
      <NativeSelect
        label={w.dataClass}
        className={classes.narrow}
        data={choices(
          w.notSaid,
          draft.dataClass,
          dataClasses.map((one) => [one, w.dataClasses[one] ?? one] as const),
        )}
        value={draft.dataClass ?? ''}
        error={errors.dataClass}
        onChange={({ currentTarget }) =>
          set({ ...draft, dataClass: (currentTarget.value || null) as DataClass })
        }
      />
      <TextInput
        label={`${w.skills} (${words.form.optional})`}
        className={classes.narrow}
        description={w.skillsHint}
        maxLength={1000}
        value={draft.skills}
        error={errors.skills}
        onChange={({ currentTarget }) => set({ ...draft, skills: currentTarget.value })}
      />
      <Textarea
        className={classes.textarea}
        label={`${w.links} (${words.form.optional})`}
        description={w.linksHint}
        autosize
        minRows={2}
        maxRows={12}
        value={draft.links}
        error={linksIn(draft.links) === null ? w.linksWrong : errors.links}
        onChange={({ currentTarget }) => set({ ...draft, links: currentTarget.value })}
      />
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
export const serviceBody = ({ owner, businessOwner, name, links, skills, ...typing }: ServiceTyping) => ({
  ...typing,
  name: name.trim(),
  owner: owner?.id ?? null,
  businessOwner: businessOwner?.id ?? null,
  links: linksIn(links) ?? [],
  skills: skills
    .split(',')
    .map((one) => one.trim().toLowerCase().replace(/\s+/g, '-'))
    .filter((one) => one !== ''),
})

export function serviceSaid(draft: ServiceTyping, words: SettingsWords): Said {
  const w = words.services
  return [
    [w.name, draft.name],
    [w.team, draft.team ?? words.form.none],
    [w.tier, w.tiers[draft.tier] ?? String(draft.tier)],
    [w.hours, draft.calendar ?? w.usualHours],
    [w.owner, draft.owner?.name ?? words.form.none],
    [w.businessOwner, draft.businessOwner?.name ?? words.form.none],
    [w.path, draft.escalationPath ?? words.form.none],
    [w.dataClass, draft.dataClass ? (w.dataClasses[draft.dataClass] ?? draft.dataClass) : w.notSaid],
    [w.skills, draft.skills || words.form.none],
    [w.links, draft.links || words.form.none],
    [w.description, draft.description || words.form.empty],
  ]
}
