import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { type DeliveryState, deliveryStates } from '@throughline/contract'
import { useState } from 'react'
import { now } from '../../api/index.ts'
import { Empty, Failed, Loading } from '../../parts/states.tsx'
import { useSave } from '../form/use-save.ts'
import list from '../list.module.css'
import { useOutgoingWords } from '../outgoing-words.ts'
import shared from '../settings.module.css'
import { DeliveryLine } from './delivery-line.tsx'
import { deliveriesQuery, type Webhook } from './queries.ts'
import classes from './webhooks.module.css'

/** What was sent to a webhook, the newest first, and sending it again. */
export function DeliveryLog({ hook }: { hook: Webhook }) {
  const w = useOutgoingWords().log
  const [state, setState] = useState<DeliveryState | ''>('')
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), 200)
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...deliveriesQuery(hook.id, state, q),
    placeholderData: keepPreviousData,
  })
  const items = data?.pages.flatMap((page) => page.items) ?? []
  const filtered = state !== '' || q !== ''
  return (
    <section className={shared.section} aria-label={w.title}>
      <h2>{w.title}</h2>
      <p className={shared.hint}>{w.hint}</p>
      <search className={list.tools}>
        <TextInput
          aria-label={w.search}
          placeholder={w.search}
          maxLength={80}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <NativeSelect
          aria-label={w.state}
          value={state}
          data={[
            { value: '', label: w.all },
            ...deliveryStates.map((value) => ({ value, label: w.states[value] })),
          ]}
          onChange={({ currentTarget }) => setState(currentTarget.value as DeliveryState | '')}
        />
      </search>
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && items.length === 0 && (
        <Empty title={filtered ? w.nothingFits : w.empty}>
          {!filtered && <p className="muted">{w.emptyHint}</p>}
        </Empty>
      )}
      {items.length > 0 && (
        <ul className={classes.log}>
          {items.map((delivery) => (
            <DeliveryLine key={delivery.id} hook={hook} delivery={delivery} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button variant="subtle" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {w.earlier}
        </Button>
      )}
      {hook.state === 'on' && items.length > 0 && <AgainAll id={hook.id} />}
    </section>
  )
}

const hour = 3_600_000
const spans = { hour, day: 24 * hour, all: 40 * 24 * hour } as const
type Since = keyof typeof spans

function AgainAll({ id }: { id: number }) {
  const w = useOutgoingWords().log
  const queries = useQueryClient()
  const saving = useSave()
  const [since, setSince] = useState<Since>('day')
  const [count, setCount] = useState<number | null>(null)
  const again = async (): Promise<void> => {
    const outcome = await saving.save({
      label: w.againAll,
      method: 'POST',
      path: `/api/v1/webhooks/${id}/again`,
      body: { since: new Date(now() - spans[since]).toISOString() },
    })
    if (outcome.ok) setCount((outcome.data as { count: number }).count)
    await queries.invalidateQueries({ queryKey: ['deliveries', id] })
  }
  return (
    <div className={classes.foot}>
      <NativeSelect
        label={w.sinceLabel}
        value={since}
        data={(Object.keys(spans) as Since[]).map((value) => ({ value, label: w.since[value] }))}
        onChange={({ currentTarget }) => setSince(currentTarget.value as Since)}
      />
      <Button variant="default" disabled={saving.busy} onClick={() => void again()}>
        {w.againAll}
      </Button>
      <span role="status" className={saving.problem ? shared.bad : 'muted'}>
        {saving.problem?.message ?? (count !== null && w.sentAgain(count))}
      </span>
    </div>
  )
}
