import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useFormats } from '../words/formats.ts'
import { useWords } from '../words/index.ts'
import { openIncidentsQuery } from './queries.ts'
import { SettingPage } from './setting-page.tsx'
import type { Value } from './setting-values.ts'
import classes from './targets.module.css'
import { durationText, readDuration, readSteps } from './targets-text.ts'
import { useSettingsWords } from './words.ts'

type Policy = Value<'targets'>[string][number]
type Line = Pick<Policy, 'priority' | 'name' | 'hours'> & { kind: string; within: string; steps: string }

const priorities = [1, 2, 3, 4, 5] as const
const clocks = ['response', 'resolution'] as const
const countings = ['service hours', 'around the clock'] as const

/** How long response and resolution may take by priority, and who is told on the way. */
export function Targets() {
  const words = useSettingsWords()
  const formats = useFormats()
  const { data: open } = useQuery(openIncidentsQuery)
  const count = open ? `${formats.count(open.count)}${open.capped ? '+' : ''}` : '…'
  return (
    <SettingPage<'targets', Line[]>
      settingKey="targets"
      title={words.parts.targets}
      hint={words.targets.hint}
      open={linesOf}
      read={readLines}
      effect={<p>{words.targets.effect(count)}</p>}
    >
      {({ draft, set }) => (
        <>
          {[...Map.groupBy(draft, ({ kind }) => kind)].map(([kind, lines]) => (
            <TargetTable
              key={kind}
              lines={lines}
              onChange={(line, next) => set(draft.map((one) => (one === line ? next : one)))}
            />
          ))}
          <dl className={classes.hints}>
            <div>
              <dt>{words.targets.duration}</dt>
              <dd>{words.targets.durationHint}</dd>
            </div>
            <div>
              <dt>{words.targets.steps}</dt>
              <dd>{words.targets.stepsHint}</dd>
            </div>
          </dl>
        </>
      )}
    </SettingPage>
  )
}

function TargetTable({ lines, onChange }: { lines: Line[]; onChange: (line: Line, next: Line) => void }) {
  const w = useSettingsWords().targets
  const { terms } = useWords()
  return (
    <table className={classes.targets}>
      <thead>
        <tr>
          <th scope="col">{terms.priority}</th>
          <th scope="col" aria-label={w.clock} />
          <th scope="col" className={classes.within}>
            {w.duration}
          </th>
          <th scope="col" className={classes.counted}>
            {w.counted}
          </th>
          <th scope="col" className={classes.told}>
            {w.steps}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <TargetRow
            key={`${line.priority} ${line.name}`}
            line={line}
            onChange={(change) => onChange(line, { ...line, ...change })}
          />
        ))}
      </tbody>
    </table>
  )
}

function TargetRow({ line, onChange }: { line: Line; onChange: (change: Partial<Line>) => void }) {
  const w = useSettingsWords().targets
  const { terms } = useWords()
  const what = `${terms.priorityOf(line.priority)}, ${terms.clocks[line.name]}`
  const first = line.name === 'response'
  const none = line.within.trim() === ''
  return (
    <tr className={first ? classes.first : undefined}>
      <td>{first && <span className={classes.level}>{terms.priorityOf(line.priority)}</span>}</td>
      <th scope="row">
        <span className={classes.clock}>{terms.clocks[line.name]}</span>
      </th>
      <td data-label={w.duration}>
        <TextInput
          aria-label={`${what}: ${w.duration}`}
          placeholder={w.none}
          value={line.within}
          error={!none && readDuration(line.within) === null && w.badDuration}
          onChange={({ currentTarget }) => onChange({ within: currentTarget.value })}
        />
      </td>
      <td data-label={w.counted}>
        <NativeSelect
          aria-label={`${what}: ${w.counted}`}
          data={countings.map((value) => ({ value, label: w.hours[value] }))}
          value={line.hours}
          disabled={none}
          onChange={({ currentTarget }) => onChange({ hours: currentTarget.value as Line['hours'] })}
        />
      </td>
      <td data-label={w.steps}>
        <TextInput
          aria-label={`${what}: ${w.steps}`}
          value={line.steps}
          disabled={none}
          error={!none && readSteps(line.steps) === null && w.badSteps}
          onChange={({ currentTarget }) => onChange({ steps: currentTarget.value })}
        />
      </td>
    </tr>
  )
}

/** A line for each priority and clock, also where there is no target yet. */
function linesOf(targets: Value<'targets'>): Line[] {
  const kinds = Object.keys(targets).length > 0 ? Object.keys(targets) : ['incident']
  return kinds.flatMap((kind) =>
    priorities.flatMap((priority) =>
      clocks.map((name): Line => {
        const policy = targets[kind]?.find((one) => one.priority === priority && one.name === name)
        return {
          kind,
          priority,
          name,
          hours: policy?.hours ?? 'service hours',
          within: policy ? durationText(policy.ms) : '',
          steps: policy?.steps.join(', ') ?? '',
        }
      }),
    ),
  )
}

function readLines(lines: Line[]): Value<'targets'> | null {
  const targets: Value<'targets'> = Object.fromEntries(lines.map(({ kind }) => [kind, []]))
  for (const { kind, priority, name, hours, within, steps } of lines) {
    if (within.trim() === '') continue
    const ms = readDuration(within)
    const at = readSteps(steps)
    if (ms === null || at === null) return null
    targets[kind]?.push({ priority, name, ms, hours, steps: at })
  }
  return targets
}
