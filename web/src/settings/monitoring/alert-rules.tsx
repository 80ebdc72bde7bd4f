import { Button } from '@mantine/core'
import { useState } from 'react'
import { SettingPage } from '../setting-page.tsx'
import shared from '../settings.module.css'
import { useSettingsWords } from '../words.ts'
import classes from './monitoring.module.css'
import { RouteFields, RuleForm } from './rule-form.tsx'
import type { Rule, Rules } from './rules.ts'
import { TryRules } from './try-rules.tsx'
import { useMonitoringWords } from './words.ts'

/** What becomes of alerts: rules in their order, the last resort, and a place to try them. */
export function AlertRules() {
  const title = useSettingsWords().parts['alert-rules']
  const w = useMonitoringWords().rules
  const [open, setOpen] = useState<number | null>(null)
  return (
    <SettingPage<'alertRules', Rules>
      settingKey="alertRules"
      title={title}
      hint={w.hint}
      open={(rules) => rules}
      read={(rules) => (rules.rules.every(isWhole) ? trimmed(rules) : null)}
    >
      {({ draft, set, errors }) => {
        const put = (rules: readonly Rule[]): void => set({ ...draft, rules: [...rules] })
        const move = (from: number, to: number): void => {
          const rule = draft.rules[from] as Rule
          put(draft.rules.toSpliced(from, 1).toSpliced(to, 0, rule))
          setOpen(to)
        }
        return (
          <>
            <ol className={classes.list} style={{ listStyle: 'none', padding: 0 }}>
              {draft.rules.map((rule, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: its place is what a rule without a name is known by
                <li key={i} className={classes.rule}>
                  <div className={classes.head}>
                    <button
                      type="button"
                      className={classes.name}
                      aria-expanded={open === i}
                      onClick={() => setOpen(open === i ? null : i)}
                    >
                      <span dir="auto" className="cut">
                        {i + 1}. {rule.name || w.unnamed}
                      </span>
                      <span className="muted">
                        {rule.suppress === undefined ? rule.service : w.suppresses}
                      </span>
                    </button>
                    <Button
                      variant="subtle"
                      size="compact-sm"
                      aria-label={w.up(rule.name)}
                      disabled={i === 0}
                      onClick={() => move(i, i - 1)}
                    >
                      ↑
                    </Button>
                    <Button
                      variant="subtle"
                      size="compact-sm"
                      aria-label={w.down(rule.name)}
                      disabled={i === draft.rules.length - 1}
                      onClick={() => move(i, i + 1)}
                    >
                      ↓
                    </Button>
                  </div>
                  {(open === i || !isWhole(rule)) && (
                    <RuleForm
                      rule={rule}
                      errors={within(errors, `rules/${i}/`)}
                      onChange={(next) => put(draft.rules.with(i, next))}
                      onRemove={() => {
                        put(draft.rules.toSpliced(i, 1))
                        setOpen(null)
                      }}
                    />
                  )}
                </li>
              ))}
            </ol>
            <div>
              <Button
                variant="default"
                onClick={() => {
                  put([...draft.rules, { name: '', when: '' }])
                  setOpen(draft.rules.length)
                }}
              >
                {w.add}
              </Button>
            </div>
            <section className={classes.otherwise}>
              <h2>{w.otherwise}</h2>
              <p className={shared.hint}>{w.otherwiseHint}</p>
              <RouteFields
                route={draft.otherwise}
                errors={within(errors, 'otherwise/')}
                onChange={(otherwise) => set({ ...draft, otherwise })}
              />
            </section>
            <TryRules rules={draft.rules.every(isWhole) ? trimmed(draft) : null} />
          </>
        )
      }}
    </SettingPage>
  )
}

function isWhole({ name, when, suppress }: Rule): boolean {
  return name.trim() !== '' && when.trim() !== '' && suppress?.trim() !== ''
}

/** As it is sent: a field that is empty says nothing. */
function trimmed({ rules, otherwise }: Rules): Rules {
  return { rules: rules.map(withoutEmpty), otherwise: withoutEmpty(otherwise) }
}

function withoutEmpty<T extends object>(fields: T): T {
  return Object.fromEntries(
    Object.entries(fields)
      .map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value])
      .filter(([, value]) => value !== '' && value !== undefined),
  ) as T
}

function within(errors: Readonly<Record<string, string>>, start: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).flatMap(([path, why]) =>
      path.startsWith(start) ? [[path.slice(start.length), why]] : [],
    ),
  )
}
