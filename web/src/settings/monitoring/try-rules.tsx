import { Button, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api, type components, read } from '../../api/index.ts'
import { Priority } from '../../parts/priority.tsx'
import shared from '../settings.module.css'
import classes from './monitoring.module.css'
import type { Rules } from './rules.ts'
import { useMonitoringWords } from './words.ts'

type Judged = components['schemas']['AlertJudged']

/** Tries rules, as they are typed, on a payload or on the alerts that came last. */
export function TryRules({ rules }: { rules: Rules | null }) {
  const w = useMonitoringWords().rules
  const [text, setText] = useState('')
  const trying = useMutation({
    mutationFn: (payload: unknown) =>
      read(
        api.POST('/api/v1/alerts/try-rules', {
          body: { ...(rules && { rules }), ...(payload !== undefined && { payload }) },
        }),
      ).then(({ items }) => items),
  })
  const payload = parsed(text)
  const wrong = text.trim() !== '' && payload === undefined
  return (
    <section className={shared.section}>
      <h2>{w.try}</h2>
      <p className={shared.hint}>{w.tryHint}</p>
      <div className={shared.stack}>
        <Textarea
          className={shared.code ?? ''}
          w="100%"
          label={w.payload}
          description={w.payloadHint}
          autosize
          minRows={3}
          maxRows={16}
          spellCheck={false}
          value={text}
          error={wrong && w.noJson}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <div className={shared.inline}>
          <Button
            variant="default"
            disabled={rules === null || payload === undefined}
            onClick={() => trying.mutate(payload)}
          >
            {w.tryPayload}
          </Button>
          <Button variant="default" disabled={rules === null} onClick={() => trying.mutate(undefined)}>
            {w.tryRecent}
          </Button>
        </div>
        {trying.error && (
          <p role="alert" className={shared.bad}>
            {Object.values((trying.error as { fields?: Record<string, string> }).fields ?? {}).join(' ') ||
              trying.error.message}
          </p>
        )}
        {trying.data && <Tried items={trying.data} />}
      </div>
    </section>
  )
}

function Tried({ items }: { items: readonly Judged[] }) {
  const w = useMonitoringWords().rules
  if (items.length === 0) return <p role="status">{w.none}</p>
  return (
    <div className={classes.scroll}>
      <table className={classes.tried}>
        <thead>
          <tr>
            <th scope="col">{w.columns.alert}</th>
            <th scope="col">{w.columns.rule}</th>
            <th scope="col">{w.columns.becomes}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same alert may be there twice
            <tr key={i}>
              <td dir="auto">{item.name}</td>
              <td dir="auto">
                {item.rule ?? w.otherwise}
                {item.note && <p className="muted">{item.note}</p>}
              </td>
              <td dir="auto">
                <Becomes item={item} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Becomes({ item: { suppressed, priority, service, team, group } }: { item: Judged }) {
  const w = useMonitoringWords().rules
  if (suppressed !== null) return <>{w.suppressed(suppressed)}</>
  return (
    <>
      <Priority value={priority} /> {w.becomes(service?.name ?? w.noService, team?.name ?? w.desk)}
      <p className="muted">{w.group1(group)}</p>
    </>
  )
}

/** What a JSON text says; undefined where it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
