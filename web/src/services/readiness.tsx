import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Failed, Loading } from '../parts/states.tsx'
import { sendUndoable } from '../shell/toasts.tsx'
import { useFormats } from '../words/formats.ts'
import { useWords } from '../words/index.ts'
import { Mark } from './mark.tsx'
import { type Readiness, type ReadinessLine, serviceReadinessQuery, vouchedFor } from './queries.ts'
import classes from './readiness.module.css'
import page from './service-page.module.css'
import { WaiveDialog } from './waive-dialog.tsx'
import { useServiceWords } from './words.ts'

/** Whether a service is ready to be supported, line by line, with what it was read off and where it is mended. */
export function ReadinessPart({ service }: { service: string }) {
  const w = useServiceWords().readiness
  const { data, error, isPending, refetch } = useQuery(serviceReadinessQuery(service))
  return (
    <section className={page.part}>
      <h2>{w.heading}</h2>
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {isPending && <Loading />}
      {data && <Lines readiness={data} service={service} />}
    </section>
  )
}

function Lines({ readiness, service }: { readiness: Readiness; service: string }) {
  const words = useServiceWords()
  const w = words.readiness
  const { ready, failing, items } = readiness
  const applying = items.filter(({ status }) => status !== 'not-applicable')
  const groups = [
    [w.mandatory, applying.filter(({ mandatory }) => mandatory)],
    [w.advisory, applying.filter(({ mandatory }) => !mandatory)],
  ] as const
  return (
    <>
      <p className={classes.verdict} data-ready={ready} role="status">
        <Mark status={ready ? 'pass' : 'fail'} />
        {ready ? w.ready : `${w.notReady}: ${words.notReady(failing)}`}
      </p>
      {groups.map(
        ([title, lines]) =>
          lines.length > 0 && (
            <div key={title}>
              <h3 className={classes.group}>{title}</h3>
              <ul className={classes.lines}>
                {lines.map((line) => (
                  <Line key={line.key} line={line} service={service} />
                ))}
              </ul>
            </div>
          ),
      )}
    </>
  )
}

function Line({ line, service }: { line: ReadinessLine; service: string }) {
  const w = useServiceWords().readiness
  const formats = useFormats()
  const { key, status, evidence, waiver } = line
  const title = w.titles[key] ?? line.title
  return (
    <li className={classes.line} data-line={key}>
      <Mark status={status} />
      <div>
        <p>
          {title} <span className={classes.status}>{w.status[status]}</span>
        </p>
        {evidence.map(({ says, ref, at }) => (
          <p key={says} className={page.small} dir="auto">
            {says}
            {at && ` ${formats.exact(at)}`}
            {ref && (
              <>
                {' '}
                <Link to="/records/$ref" params={{ ref }}>
                  {ref}
                </Link>
              </>
            )}
          </p>
        ))}
        {waiver && (
          <p className={classes.waiver} dir="auto">
            {waiver.reason}{' '}
            <span className="muted">{w.waiver(waiver.by?.name ?? '–', formats.exact(waiver.until))}</span>
          </p>
        )}
        <Acts line={line} service={service} title={title} />
      </div>
    </li>
  )
}

function Acts({ line, service, title }: { line: ReadinessLine; service: string; title: string }) {
  const w = useServiceWords().readiness
  const act = useAct(service)
  const [waiving, setWaiving] = useState(false)
  const { key, status, fix } = line
  if (status !== 'fail' && status !== 'waived') return null
  const vouched = vouchedFor.some((one) => one === key)
  return (
    <div className={classes.acts}>
      {vouched ? (
        <button
          type="button"
          className={classes.act}
          onClick={() => void act('attest', { what: key }, w.vouched(title))}
        >
          {w.vouch}
        </button>
      ) : (
        fix && (
          <Link to={fix} className={classes.act} aria-label={`${w.fix}: ${title}`}>
            {w.fix}
          </Link>
        )
      )}
      {status === 'fail' && line.mandatory && key !== 'data-approved' && (
        <button
          type="button"
          className={classes.act}
          aria-label={`${w.waive} ${title}`}
          onClick={() => setWaiving(true)}
        >
          {w.waive}
        </button>
      )}
      {status === 'waived' && (
        <button
          type="button"
          className={classes.act}
          onClick={() => void act('end-waiver', { criterion: key }, w.waiverEnded(title))}
        >
          {w.endWaiver}
        </button>
      )}
      {waiving && (
        <WaiveDialog
          title={title}
          onClose={() => setWaiving(false)}
          onWaive={(waiver) => act('waive', { criterion: key, ...waiver }, `${w.waiveIt}: ${title}`)}
        />
      )}
    </div>
  )
}

/** Sends a verb of the service, and looks again; answers whether it was done. */
function useAct(service: string): (verb: string, body: object, label: string) => Promise<boolean> {
  const words = useWords()
  const queries = useQueryClient()
  return async (verb, body, label) => {
    const path = `/api/v1/services/${service}/actions/${verb}`
    const outcome = await sendUndoable({ label, method: 'POST', path, body }, words)
    await queries.invalidateQueries({ queryKey: ['readiness'] })
    return outcome.ok
  }
}
