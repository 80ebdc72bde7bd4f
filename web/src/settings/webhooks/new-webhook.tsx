import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Form } from '../form/form.tsx'
import { useDraft } from '../form/use-draft.ts'
import { useSave } from '../form/use-save.ts'
import { useOutgoingWords } from '../outgoing-words.ts'
import { PartHead } from '../part-head.tsx'
import classes from '../settings.module.css'
import { useSettingsWords } from '../words.ts'
import type { Webhook } from './queries.ts'
import { Secret } from './secret.tsx'
import { nothing, WebhookFields, webhookFields } from './webhook-fields.tsx'

type Made = Webhook & { secret: string | null }

/** A new webhook; its secret is shown before one goes on. */
export function NewWebhook() {
  const w = useOutgoingWords().webhooks
  const { form } = useSettingsWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const saving = useSave()
  const draft = useDraft('webhook.new', { value: nothing, version: 0 })
  const [made, setMade] = useState<Made | null>(null)
  const add = async (): Promise<void> => {
    const outcome = await saving.save({
      label: `${w.add}: ${draft.value.name}`,
      method: 'POST',
      path: '/api/v1/webhooks',
      body: { ...draft.value, name: draft.value.name.trim(), url: draft.value.url.trim() },
    })
    if (!outcome.ok) return
    draft.discard()
    setMade(outcome.data as Made)
    void queries.invalidateQueries({ queryKey: ['webhooks'] })
  }
  return (
    <>
      <Link to="/settings/$part" params={{ part: 'webhooks' }} className={classes.crumb}>
        ‹ {w.back}
      </Link>
      <PartHead title={made?.name ?? w.addTitle} />
      {made ? (
        <>
          <Secret secret={made.secret} />
          <div className={classes.after}>
            <Button
              onClick={() =>
                void navigate({
                  to: '/settings/$part/$item',
                  params: { part: 'webhooks', item: String(made.id) },
                })
              }
            >
              {form.close}
            </Button>
          </div>
        </>
      ) : (
        <Form
          label={w.addTitle}
          saving={saving}
          changed={draft.value.name.trim() !== '' && draft.value.url.trim() !== ''}
          onSave={() => void add()}
          onDiscard={draft.discard}
          saveLabel={w.addIt}
          shown={webhookFields}
        >
          <WebhookFields draft={draft.value} set={draft.set} errors={saving.errors} />
        </Form>
      )}
    </>
  )
}
