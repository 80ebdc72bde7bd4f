import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Failed, Loading } from '../../parts/states.tsx'
import { sendUndoable } from '../../shell/toasts.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/index.ts'
import { ActRow } from '../act-row.tsx'
import { Stale } from '../form/differences.tsx'
import { Form } from '../form/form.tsx'
import { useDraft } from '../form/use-draft.ts'
import { useSave } from '../form/use-save.ts'
import { PartHead } from '../part-head.tsx'
import { openIncidentsQuery } from '../queries.ts'
import classes from '../settings.module.css'
import { useSettingsWords } from '../words.ts'
import { linksIn, linksText } from './links-text.ts'
import { type Service, serviceQuery } from './queries.ts'
import {
  ServiceFields,
  type ServiceTyping,
  serviceBody,
  serviceFields,
  serviceSaid,
} from './service-fields.tsx'
import { ServiceTrail } from './service-trail.tsx'

/** A service: what it is, who stands behind it, whether it is live, and what was changed. */
export function ServicePage({ id }: { id: string }) {
  const words = useSettingsWords()
  const { data: service, error, refetch } = useQuery(serviceQuery(id))
  return (
    <>
      <Link to="/settings/$part" params={{ part: 'services' }} className={classes.crumb}>
        ‹ {words.services.back}
      </Link>
      {error && !service && <Failed error={error} retry={() => void refetch()} />}
      {!service && !error && <Loading />}
      {service && (
        <>
          <PartHead
            title={service.name}
            hint={`${service.ref} · ${service.key} · ${words.services.states[service.state] ?? service.state}`}
          />
          <ServiceForm service={service} />
          <Lifecycle service={service} />
          <ServiceTrail id={service.ref} />
        </>
      )}
    </>
  )
}

function ServiceForm({ service }: { service: Service }) {
  const words = useSettingsWords()
  const refresh = useRefreshService(service.ref)
  const saving = useSave()
  const formats = useFormats()
  const { data: open } = useQuery(openIncidentsQuery)
  const { name, description, tier, owner, team, calendar, version } = service
  const { businessOwner, escalationPath, dataClass } = service
  const base: ServiceTyping = {
    name,
    description,
    tier,
    owner,
    businessOwner,
    team: team?.key ?? null,
    calendar,
    escalationPath,
    dataClass,
    skills: service.skills.join(', '),
    links: linksText(service.links),
  }
  const draft = useDraft(`service.${service.ref}`, { value: base, version })
  const save = async (): Promise<void> => {
    const [next, before] = [serviceBody(draft.value), serviceBody(base)]
    const changed = serviceFields.filter(
      (field) => JSON.stringify(next[field]) !== JSON.stringify(before[field]),
    )
    const outcome = await saving.save({
      label: words.services.changed(service.name),
      method: 'PATCH',
      path: `/api/v1/services/${service.ref}`,
      body: Object.fromEntries(changed.map((field) => [field, next[field]])),
      ifMatch: draft.version,
    })
    await refresh()
    if (outcome.ok) draft.discard()
  }
  return (
    <>
      {draft.stale && (
        <Stale
          theirs={serviceSaid(base, words)}
          mine={serviceSaid(draft.value, words)}
          onMine={draft.rebase}
          onTheirs={draft.discard}
        />
      )}
      <Form
        label={service.name}
        saving={saving}
        changed={draft.changed}
        wrong={linksIn(draft.value.links) === null}
        onSave={() => void save()}
        onDiscard={draft.discard}
        shown={serviceFields}
        effect={
          draft.value.calendar !== calendar && (
            <p>{words.calendars.effect(open ? formats.count(open.count) : '…')}</p>
          )
        }
      >
        <ServiceFields draft={draft.value} set={draft.set} errors={saving.errors} />
      </Form>
    </>
  )
}

const moves: Record<string, readonly string[]> = {
  planned: ['go-live', 'retire'],
  live: ['start-retiring', 'retire'],
  retiring: ['retire', 'revive'],
  retired: ['revive'],
}

function Lifecycle({ service }: { service: Service }) {
  const words = useWords()
  const w = useSettingsWords().services
  const refresh = useRefreshService(service.ref)
  const act = async (verb: string): Promise<void> => {
    const outcome = await sendUndoable(
      {
        label: w.acted(service.name, w.acts[verb] ?? verb),
        method: 'POST',
        path: `/api/v1/services/${service.ref}/actions/${verb}`,
        body: {},
      },
      words,
    )
    if (outcome.ok) await refresh()
  }
  return (
    <section className={classes.section}>
      <h2>
        {w.state}: {w.states[service.state] ?? service.state}
      </h2>
      {(moves[service.state] ?? []).map((verb) => (
        <ActRow
          key={verb}
          title={w.acts[verb] ?? verb}
          hint={w.actHints[verb]}
          label={w.acts[verb] ?? verb}
          onAct={() => void act(verb)}
        />
      ))}
    </section>
  )
}

function useRefreshService(ref: string): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    await queries.refetchQueries({ queryKey: ['service', ref] })
    for (const key of ['service-list', 'services', 'service-timeline', 'set-up-steps'])
      void queries.invalidateQueries({ queryKey: [key] })
  }
}
