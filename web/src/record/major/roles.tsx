import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useWords } from '../../words/index.ts'
import { linksQuery, type Major, type Shown } from '../data.ts'
import { Part, Quiet } from '../side/part.tsx'
import { stateWord } from '../timeline/tell.ts'
import classes from './major.module.css'
import type { Leading } from './use-leading.tsx'

type Props = { record: Shown; major: Major; leading: Leading }

/** Who leads, who writes, who mends; and where they talk. */
export function Roles({ record, major, leading }: Props) {
  const words = useWords().major
  const mayHand = record.can.includes('hand-over-role')
  const hand = (role: 'manager' | 'communications') => () =>
    leading.start('hand-over-role', { role }, words.roles.handOverOf(words.roles[role]))
  const roles = [
    { label: words.roles.manager, person: record.incidentManager, give: hand('manager') },
    { label: words.roles.communications, person: record.communicationsLead, give: hand('communications') },
    { label: words.roles.resolver, person: record.holder, give: null },
  ]
  return (
    <>
      <Part heading={words.roles.heading}>
        <dl className={classes.roles}>
          {roles.map(({ label, person, give }) => (
            <div key={label}>
              <dt className="muted">{label}</dt>
              <dd>
                <span dir="auto" data-nobody={!person || undefined}>
                  {person?.name ?? words.roles.nobody}
                </span>
                {give && mayHand && (
                  <Quiet onClick={give} label={`${words.roles.handOver}: ${label}`}>
                    {words.roles.handOver}
                  </Quiet>
                )}
              </dd>
            </div>
          ))}
        </dl>
      </Part>
      <Part
        heading={words.bridge.heading}
        aside={
          record.can.includes('set-bridge') && (
            <Quiet onClick={() => leading.start('set-bridge')}>
              {major.bridge ? words.bridge.change : words.bridge.set}
            </Quiet>
          )
        }
      >
        <Bridge major={major} />
      </Part>
    </>
  )
}

/** What is learnt from it, once it stood down. */
export function Review({ record }: { record: Shown }) {
  const all = useWords()
  const words = all.major
  const { data = [] } = useQuery(linksQuery(record.ref))
  const found = data.find((link) => link.record.kind === 'review')?.record
  if (!found) return null
  return (
    <Part heading={words.review}>
      <Link to="/records/$ref" params={{ ref: found.ref }}>
        {found.ref}
      </Link>{' '}
      <span className="muted">{stateWord(found.state, all)}</span>
    </Part>
  )
}

/** Only what is an address that a browser or a phone opens is a link. */
function Bridge({ major: { bridge, bridgeIsLink } }: { major: Major }) {
  const words = useWords().major.bridge
  if (bridge === null) return <p className="muted">{words.none}</p>
  if (!bridgeIsLink) {
    return (
      <p className={classes.bridge} dir="auto">
        {bridge}
      </p>
    )
  }
  return (
    <a className={classes.bridge} href={bridge} target="_blank" rel="noreferrer noopener" dir="auto">
      {bridge.replace(/^tel:/, '')}
    </a>
  )
}
