import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { teamsQuery } from '../../api/index.ts'
import classes from './monitoring.module.css'
import type { Rule, Rules } from './rules.ts'
import { useMonitoringWords } from './words.ts'

type Errors = Readonly<Record<string, string>>
type Props = { rule: Rule; errors: Errors; onChange: (rule: Rule) => void; onRemove: () => void }

/** One rule: when it matches, and what becomes of what it matches. */
export function RuleForm({ rule, errors, onChange, onRemove }: Props) {
  const w = useMonitoringWords().rules
  const { name, when, suppress, ...route } = rule
  const outcome = suppress === undefined ? 'route' : 'suppress'
  return (
    <div className={classes.form}>
      <TextInput
        label={w.name}
        maxLength={80}
        value={name}
        error={errors.name ?? (name.trim() === '' && w.missing)}
        onChange={({ currentTarget }) => onChange({ ...rule, name: currentTarget.value })}
      />
      <NativeSelect
        label={w.outcome}
        value={outcome}
        data={(['route', 'suppress'] as const).map((value) => ({ value, label: w.outcomes[value] }))}
        onChange={({ currentTarget: { value } }) =>
          onChange(value === 'suppress' ? { ...rule, suppress: '' } : { name, when, ...route })
        }
      />
      <TextInput
        className={`${classes.whole} ${classes.when}`}
        label={w.when}
        description={w.whenHint}
        maxLength={2000}
        spellCheck={false}
        value={when}
        error={errors.when ?? (when.trim() === '' && w.missing)}
        onChange={({ currentTarget }) => onChange({ ...rule, when: currentTarget.value })}
      />
      {suppress !== undefined && (
        <TextInput
          className={classes.whole ?? ''}
          label={w.suppress}
          maxLength={200}
          value={suppress}
          error={errors.suppress ?? (suppress.trim() === '' && w.missing)}
          onChange={({ currentTarget }) => onChange({ ...rule, suppress: currentTarget.value })}
        />
      )}
      <Fields route={route} errors={errors} onChange={(next) => onChange({ ...rule, ...next })} />
      <div className={classes.whole}>
        <Button variant="subtle" onClick={onRemove}>
          {w.remove}
        </Button>
      </div>
    </div>
  )
}

type Route = Rules['otherwise']
type RouteProps = { route: Route; errors: Errors; onChange: (route: Route) => void }

/** Where alerts go, as a form of its own. */
export function RouteFields(props: RouteProps) {
  return (
    <div className={classes.form}>
      <Fields {...props} />
    </div>
  )
}

function Fields({ route, errors, onChange }: RouteProps) {
  const w = useMonitoringWords().rules
  const { data: teams = [] } = useQuery(teamsQuery)
  const text = (field: 'service' | 'severity' | 'group', label: string, hint: string) => (
    <TextInput
      label={label}
      description={hint}
      maxLength={200}
      value={route[field] ?? ''}
      error={errors[field]}
      onChange={({ currentTarget }) => onChange({ ...route, [field]: currentTarget.value })}
    />
  )
  const level = (field: 'impact' | 'urgency') => (
    <NativeSelect
      label={w[field]}
      value={route[field] ?? ''}
      data={[
        { value: '', label: w.bySeverity },
        ...['1', '2', '3'].map((value) => ({ value, label: value })),
      ]}
      onChange={({ currentTarget: { value } }) => {
        const { [field]: _, ...rest } = route
        onChange(value === '' ? rest : { ...rest, [field]: Number(value) })
      }}
    />
  )
  return (
    <>
      {text('service', w.service, w.serviceHint)}
      {text('severity', w.severity, w.severityHint)}
      {level('impact')}
      {level('urgency')}
      <NativeSelect
        label={w.team}
        description={w.teamHint}
        value={route.team ?? ''}
        error={errors.team}
        data={[
          { value: '', label: w.noTeam },
          ...teams.filter((team) => !team.retired).map(({ key, name }) => ({ value: key, label: name })),
        ]}
        onChange={({ currentTarget: { value } }) => {
          const { team: _, ...rest } = route
          onChange(value === '' ? rest : { ...rest, team: value })
        }}
      />
      {text('group', w.group, w.groupHint)}
    </>
  )
}
