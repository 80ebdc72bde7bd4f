import { Button, TextInput } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { api, type Person, read } from '../api/index.ts'
import classes from './major-rules.module.css'
import { PersonPick } from './person-pick.tsx'
import { SettingPage } from './setting-page.tsx'
import { majorNumbers, type Value } from './setting-values.ts'
import settings from './settings.module.css'
import { useSettingsWords } from './words.ts'

type Rules = Value<'major'>
type Number_ = (typeof majorNumbers)[number]
type Typing = Record<Number_, string> & Pick<Rules, 'managers' | 'communications'>

const bounds: Record<Number_, readonly [number, number]> = {
  proposeTier: [0, 5],
  reporters: [2, 1000],
  reportersMinutes: [1, 1440],
  answerMinutes: [1, 1440],
  firstPostMinutes: [1, 1440],
  nextPostMinutes: [5, 240],
  standDownMinutes: [1, 1440],
  reviewDays: [1, 60],
}

/** When an incident is a major one, who leads it, and how often users hear of it. */
export function MajorRules() {
  const words = useSettingsWords()
  const w = words.major
  return (
    <SettingPage<'major', Typing>
      settingKey="major"
      title={words.parts.major}
      hint={w.hint}
      open={(value) => ({ ...value, ...mapped((name) => String(value[name])) })}
      read={readRules}
      shown={[...majorNumbers, 'managers', 'communications']}
      effect={<p>{w.effect}</p>}
    >
      {({ draft, set, errors }) => (
        <>
          {majorNumbers.map((name) => (
            <TextInput
              key={name}
              className={settings.narrow}
              label={w[name]}
              inputMode="numeric"
              value={draft[name]}
              error={errors[name] ?? (readNumber(name, draft[name]) === null && w.whole(...bounds[name]))}
              onChange={({ currentTarget }) => set({ ...draft, [name]: currentTarget.value })}
            />
          ))}
          <InOrder
            label={w.managers}
            hint={w.managersHint}
            ids={draft.managers}
            onChange={(managers) => set({ ...draft, managers })}
          />
          <InOrder
            label={w.communications}
            hint={w.communicationsHint}
            ids={draft.communications}
            onChange={(communications) => set({ ...draft, communications })}
          />
        </>
      )}
    </SettingPage>
  )
}

type InOrderProps = { label: string; hint: string; ids: readonly number[]; onChange: (ids: number[]) => void }

/** People, the first who is there first. */
function InOrder({ label, hint, ids, onChange }: InOrderProps) {
  const w = useSettingsWords().major
  const people = usePeople(ids)
  const up = (at: number): void =>
    onChange(ids.map((id, place) => (place === at - 1 ? ids[at] : place === at ? ids[at - 1] : id) as number))
  return (
    <fieldset className={classes.order}>
      <legend>{label}</legend>
      <p className="muted">{hint}</p>
      <ol>
        {people.map(({ id, name }, at) => (
          <li key={id}>
            <span className="cut" dir="auto">
              {name}
            </span>
            {at > 0 && (
              <Button variant="subtle" size="compact-sm" aria-label={w.up(name)} onClick={() => up(at)}>
                ↑
              </Button>
            )}
            <Button
              variant="subtle"
              size="compact-sm"
              aria-label={w.remove(name)}
              onClick={() => onChange(ids.filter((one) => one !== id))}
            >
              ×
            </Button>
          </li>
        ))}
      </ol>
      <PersonPick
        label={w.add}
        value={null}
        without={ids}
        onChange={(person) => person && onChange([...ids, person.id])}
      />
    </fieldset>
  )
}

function usePeople(ids: readonly number[]): Person[] {
  return useQueries({
    queries: ids.map((id) => ({
      queryKey: ['people', 'one', id],
      queryFn: () => read(api.GET('/api/v1/people/{id}', { params: { path: { id } } })),
    })),
    combine: (answers) =>
      answers.map(({ data }, at) => ({ id: ids[at] as number, name: data?.name ?? `#${ids[at]}` })),
  })
}

function readNumber(name: Number_, text: string): number | null {
  const [least, most] = bounds[name]
  const number = Number(text)
  return /^\s*\d+\s*$/.test(text) && number >= least && number <= most ? number : null
}

function readRules({ managers, communications, ...draft }: Typing): Rules | null {
  const rules = mapped((name) => readNumber(name, draft[name]))
  return Object.values(rules).includes(null) ? null : ({ ...rules, managers, communications } as Rules)
}

function mapped<T>(of: (name: Number_) => T): Record<Number_, T> {
  return Object.fromEntries(majorNumbers.map((name) => [name, of(name)])) as Record<Number_, T>
}
