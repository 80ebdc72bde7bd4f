import { Button, Checkbox, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { type Picked, PickService, PickTeam } from '../../parts/pick.tsx'
import { useOutgoingWords } from '../outgoing-words.ts'
import shared from '../settings.module.css'
import { eventsQuery, type Webhook } from './queries.ts'
import classes from './webhooks.module.css'

export const webhookFields = ['name', 'url', 'kinds', 'verbs', 'services', 'teams', 'restricted'] as const
export type Typing = Pick<Webhook, (typeof webhookFields)[number]>
export const nothing: Typing = {
  name: '',
  url: '',
  kinds: [],
  verbs: [],
  services: [],
  teams: [],
  restricted: false,
}

type Props = { draft: Typing; set: (draft: Typing) => void; errors: Readonly<Record<string, string>> }

/** Where a webhook leads, and what it is told of. */
export function WebhookFields({ draft, set, errors }: Props) {
  const w = useOutgoingWords().webhooks
  const { data: events = [] } = useQuery(eventsQuery)
  const kinds = events.map(({ kind }) => kind)
  const chosen = events.filter(({ kind }) => draft.kinds.length === 0 || draft.kinds.includes(kind))
  const verbs = [...new Set([...chosen.flatMap((event) => event.verbs), ...draft.verbs])].sort()
  return (
    <>
      <TextInput
        label={w.name}
        className={shared.narrow}
        maxLength={80}
        value={draft.name}
        error={errors.name}
        onChange={({ currentTarget }) => set({ ...draft, name: currentTarget.value })}
      />
      <TextInput
        type="url"
        label={w.url}
        description={w.urlHint}
        maxLength={2000}
        placeholder="https://"
        value={draft.url}
        error={errors.url}
        onChange={({ currentTarget }) => set({ ...draft, url: currentTarget.value })}
      />
      <Ticks
        label={w.kinds}
        hint={w.allKinds}
        all={kinds}
        ticked={draft.kinds}
        onChange={(next) => set({ ...draft, kinds: next })}
      />
      <details className={classes.verbs} open={draft.verbs.length > 0 || errors.verbs !== undefined}>
        <summary>
          <b>{w.verbs}</b>{' '}
          <span className="muted">{draft.verbs.length > 0 ? draft.verbs.join(', ') : w.everything}</span>
        </summary>
        <Ticks
          label={<span className="sr-only">{w.verbs}</span>}
          hint={w.allVerbs}
          all={verbs}
          ticked={draft.verbs}
          onChange={(next) => set({ ...draft, verbs: next })}
        />
      </details>
      <Chosen
        label={w.service}
        add={w.addService}
        keys={draft.services}
        pick={PickService}
        onChange={(services) => set({ ...draft, services })}
      />
      <Chosen
        label={w.team}
        add={w.addTeam}
        keys={draft.teams}
        pick={PickTeam}
        onChange={(teams) => set({ ...draft, teams })}
      />
      <Checkbox
        label={w.restricted}
        description={w.owner}
        checked={draft.restricted}
        onChange={({ currentTarget }) => set({ ...draft, restricted: currentTarget.checked })}
      />
    </>
  )
}

type TicksProps = {
  label: ReactNode
  hint: string
  all: readonly string[]
  ticked: readonly string[]
  onChange: (ticked: string[]) => void
}

function Ticks({ label, hint, all, ticked, onChange }: TicksProps) {
  const toggle = (one: string, on: boolean): void =>
    onChange(on ? [...ticked, one] : ticked.filter((other) => other !== one))
  return (
    <fieldset className={classes.group}>
      <legend>{label}</legend>
      <p className="muted">{hint}</p>
      <div className={classes.grid}>
        {all.map((one) => (
          <Checkbox
            key={one}
            label={one}
            checked={ticked.includes(one)}
            onChange={({ currentTarget }) => toggle(one, currentTarget.checked)}
          />
        ))}
      </div>
    </fieldset>
  )
}

type ChosenProps = {
  label: string
  add: string
  keys: readonly string[]
  pick: typeof PickTeam
  onChange: (keys: string[]) => void
}

function Chosen({ label, add, keys, pick: Pick, onChange }: ChosenProps) {
  const w = useOutgoingWords().webhooks
  const take = (picked: Picked | null): void => {
    if (picked && !keys.includes(picked.value)) onChange([...keys, picked.value])
  }
  return (
    <fieldset className={classes.group}>
      <legend>{label}</legend>
      <ul className={classes.picked}>
        {keys.map((key) => (
          <li key={key}>
            <Button
              variant="default"
              aria-label={w.drop(key)}
              onClick={() => onChange(keys.filter((other) => other !== key))}
            >
              {key} ×
            </Button>
          </li>
        ))}
      </ul>
      <div className={shared.narrow}>
        <Pick key={keys.length} bare label={add} placeholder={add} value={null} onPick={take} />
      </div>
    </fieldset>
  )
}
