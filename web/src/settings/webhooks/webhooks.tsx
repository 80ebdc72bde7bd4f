import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Empty, Failed, Loading } from '../../parts/states.tsx'
import { When } from '../../parts/when.tsx'
import list from '../list.module.css'
import { useOutgoingWords } from '../outgoing-words.ts'
import { PartHead } from '../part-head.tsx'
import { useSettingsWords } from '../words.ts'
import { hostOf } from './host.ts'
import { NewWebhook } from './new-webhook.tsx'
import { type Webhook, webhooksQuery } from './queries.ts'
import { WebhookPage } from './webhook.tsx'

/** Programs outside that are told what happens. */
export function Webhooks({ item }: { item: string | undefined }) {
  if (item === 'new') return <NewWebhook />
  return item === undefined ? <WebhookList /> : <WebhookPage id={Number(item)} />
}

function WebhookList() {
  const title = useSettingsWords().parts.webhooks
  const w = useOutgoingWords().webhooks
  const { data, error, refetch } = useQuery(webhooksQuery)
  return (
    <>
      <PartHead
        title={title}
        hint={w.hint}
        action={
          <Button component={Link} {...{ to: '/settings/webhooks/new' }}>
            {w.add}
          </Button>
        }
      />
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.length === 0 && (
        <Empty title={w.empty}>
          <p className="muted">{w.emptyHint}</p>
        </Empty>
      )}
      {data && data.length > 0 && (
        <ul className={list.list}>
          {data.map((hook) => (
            <Row key={hook.id} hook={hook} />
          ))}
        </ul>
      )}
    </>
  )
}

function Row({ hook }: { hook: Webhook }) {
  const w = useOutgoingWords().webhooks
  const { id, name, url, state, failingSince, waiting } = hook
  return (
    <li className={`${list.row} ${state === 'on' ? '' : list.off}`}>
      <Link
        to="/settings/$part/$item"
        params={{ part: 'webhooks', item: String(id) }}
        dir="auto"
        title={name}
      >
        {name}
      </Link>
      <span className="muted">{hostOf(url)}</span>
      <span>{w.states[state]}</span>
      <span className="muted">
        {failingSince ? (
          <>
            {w.failingSince} <When at={failingSince} />
          </>
        ) : (
          waiting > 0 && w.waiting(waiting)
        )}
      </span>
    </li>
  )
}
