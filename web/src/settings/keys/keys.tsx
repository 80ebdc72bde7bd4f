import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, type components, read } from '../../api/index.ts'
import { Failed } from '../../parts/states.tsx'
import { When } from '../../parts/when.tsx'
import { useMe } from '../../shell/session.ts'
import { sendUndoable } from '../../shell/toasts.tsx'
import { useWords } from '../../words/index.ts'
import { useSettingsWords } from '../words.ts'
import classes from './keys.module.css'
import { NewKey } from './new-key.tsx'

type Key = components['schemas']['Key']
type Owner = { id: number; role: string; active: boolean }

/** Somebody's API keys: making one, which is shown once, and revoking. */
export function Keys({ owner }: { owner: Owner }) {
  const words = useSettingsWords()
  const w = words.keys
  const queries = useQueryClient()
  const own = useMe().id === owner.id
  const base = own ? '/api/v1/me/keys' : `/api/v1/people/${owner.id}/keys`
  const [ended, setEnded] = useState(false)
  const { data, error, refetch } = useQuery({
    queryKey: ['keys', owner.id],
    queryFn: () =>
      own
        ? read(api.GET('/api/v1/me/keys', {}))
        : read(api.GET('/api/v1/people/{owner}/keys', { params: { path: { owner: owner.id } } })),
    staleTime: 0,
  })
  const refresh = async (): Promise<void> => {
    await queries.refetchQueries({ queryKey: ['keys', owner.id] })
    void queries.invalidateQueries({ queryKey: ['changes'] })
  }
  const keys = data?.items ?? []
  const live = keys.filter(({ state }) => state === 'live')
  const over = keys.filter(({ state }) => state !== 'live')
  return (
    <section className={classes.keys}>
      {!own && <h3>{words.profile.sections.keys}</h3>}
      <p className="muted">{own ? w.hint : w.hintOther}</p>
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {data && keys.length === 0 && <p>{w.empty}</p>}
      <ul className={classes.list}>
        {[...live, ...(ended ? over : [])].map((key) => (
          <KeyRow key={key.id} of={key} path={base} onRevoked={refresh} />
        ))}
      </ul>
      {over.length > 0 && !ended && (
        <Button variant="subtle" onClick={() => setEnded(true)}>
          {w.ended(over.length)}
        </Button>
      )}
      {owner.active && <NewKey path={base} admin={owner.role === 'administrator'} onMade={refresh} />}
    </section>
  )
}

function KeyRow({ of, path, onRevoked }: { of: Key; path: string; onRevoked: () => Promise<void> }) {
  const words = useWords()
  const w = useSettingsWords().keys
  const revoke = async (): Promise<void> => {
    const outcome = await sendUndoable(
      { label: w.revoked(of.name), method: 'DELETE', path: `${path}/${of.id}` },
      words,
    )
    if (outcome.ok) await onRevoked()
  }
  return (
    <li className={classes.row}>
      <div>
        <b dir="auto">{of.name}</b> <code>{of.start}…</code>
        <p className="muted">
          {of.scopes.map((scope) => w.scopeNames[scope]).join(', ')} ·{' '}
          {of.usedAt ? (
            <>
              {w.used} <When at={of.usedAt} />
            </>
          ) : (
            w.never
          )}{' '}
          ·{' '}
          {of.state === 'live' && of.expiresAt ? (
            <>
              {w.ends} <When at={of.expiresAt} />
            </>
          ) : (
            w.states[of.state]
          )}
        </p>
      </div>
      {of.state === 'live' && (
        <Button variant="default" aria-label={w.revokeOf(of.name)} onClick={() => void revoke()}>
          {w.revoke}
        </Button>
      )}
    </li>
  )
}
