import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Failed, Loading } from '../../parts/states.tsx'
import { When } from '../../parts/when.tsx'
import { Stale } from '../form/differences.tsx'
import { Form } from '../form/form.tsx'
import { useDraft } from '../form/use-draft.ts'
import { useSave } from '../form/use-save.ts'
import { useOutgoingWords } from '../outgoing-words.ts'
import { PartHead } from '../part-head.tsx'
import classes from '../settings.module.css'
import { DeliveryLog } from './delivery-log.tsx'
import { hostOf } from './host.ts'
import { type Webhook, webhookQuery } from './queries.ts'
import { type Typing, WebhookFields, webhookFields } from './webhook-fields.tsx'
import { SecretPart, SendingPart, TestPart } from './webhook-parts.tsx'
import own from './webhooks.module.css'

/** A webhook: what it is told of, its secret, a test, and what was sent. */
export function WebhookPage({ id }: { id: number }) {
  const w = useOutgoingWords().webhooks
  const { data: hook, error, refetch } = useQuery(webhookQuery(id))
  return (
    <>
      <Link to="/settings/$part" params={{ part: 'webhooks' }} className={classes.crumb}>
        ‹ {w.back}
      </Link>
      {error && !hook && <Failed error={error} retry={() => void refetch()} />}
      {!hook && !error && <Loading />}
      {hook && (
        <>
          <PartHead
            title={hook.name}
            hint={`${w.states[hook.state]} · ${hostOf(hook.url)} · ${w.ownedBy(hook.owner.name)}`}
          />
          <Trouble hook={hook} />
          <WebhookForm hook={hook} />
          <TestPart hook={hook} />
          <DeliveryLog hook={hook} />
          <SecretPart hook={hook} />
          <SendingPart hook={hook} />
        </>
      )}
    </>
  )
}

function Trouble({ hook: { state, failingSince } }: { hook: Webhook }) {
  const w = useOutgoingWords().webhooks
  if (state !== 'failed' && failingSince === null) return null
  return (
    <div className={own.off} role="status">
      {state === 'failed' ? (
        <>
          <b>{w.turnedOff}</b>
          <p>{w.turnedOffHint}</p>
        </>
      ) : (
        <b>
          {w.failingSince} <When at={failingSince ?? ''} />
        </b>
      )}
    </div>
  )
}

function WebhookForm({ hook }: { hook: Webhook }) {
  const w = useOutgoingWords().webhooks
  const queries = useQueryClient()
  const saving = useSave()
  const base = Object.fromEntries(webhookFields.map((field) => [field, hook[field]])) as Typing
  const draft = useDraft(`webhook.${hook.id}`, { value: base, version: hook.version })
  const save = async (): Promise<void> => {
    const outcome = await saving.save({
      label: w.changed(hook.name),
      method: 'PUT',
      path: `/api/v1/webhooks/${hook.id}`,
      body: { ...draft.value, name: draft.value.name.trim(), url: draft.value.url.trim() },
      ifMatch: draft.version,
    })
    await queries.refetchQueries({ queryKey: ['webhook', hook.id] })
    if (outcome.ok) draft.discard()
  }
  return (
    <>
      {draft.stale && (
        <Stale
          theirs={saidOf(base, w)}
          mine={saidOf(draft.value, w)}
          onMine={draft.rebase}
          onTheirs={draft.discard}
        />
      )}
      <Form
        label={hook.name}
        saving={saving}
        changed={draft.changed}
        onSave={() => void save()}
        onDiscard={draft.discard}
        shown={webhookFields}
      >
        <WebhookFields draft={draft.value} set={draft.set} errors={saving.errors} />
      </Form>
    </>
  )
}

type Words = ReturnType<typeof useOutgoingWords>['webhooks']

function saidOf(typing: Typing, w: Words) {
  return [
    [w.name, typing.name],
    [w.url, typing.url],
    [w.kinds, typing.kinds.join(', ')],
    [w.verbs, typing.verbs.join(', ')],
    [w.service, typing.services.join(', ')],
    [w.team, typing.teams.join(', ')],
    [w.restricted, typing.restricted ? '✓' : '–'],
  ] as const
}
