import { useQuery } from '@tanstack/react-query'
import { Link, type LinkProps } from '@tanstack/react-router'
import type { SetUpStep } from '@throughline/contract'
import { Failed, Loading } from '../parts/states.tsx'
import classes from './first-steps.module.css'
import { PartHead } from './part-head.tsx'
import { stepsQuery } from './queries.ts'
import { useSettingsWords } from './words.ts'

/** Where each step is made; none: not here. */
const places: Record<SetUpStep, LinkProps['to'] | null> = {
  'organisation-named': '/settings/organisation' as LinkProps['to'],
  'calendar-set': '/settings/calendars/office' as LinkProps['to'],
  'team-made': '/settings/teams' as LinkProps['to'],
  'service-made': '/settings/services' as LinkProps['to'],
  'person-invited': '/settings/people/new' as LinkProps['to'],
  'mail-configured': null,
  'second-factor': '/profile',
  'first-incident': '/call',
}

/** What is still to do before the desk is at work; ticked off by what is so. */
export function FirstSteps() {
  const words = useSettingsWords()
  const { data, error, refetch } = useQuery(stepsQuery)
  if (error) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  const done = data.filter((step) => step.done).length
  const next = data.find((step) => !step.done)?.key
  return (
    <>
      <PartHead title={words.parts['first-steps']} hint={words.steps.intro} />
      <p className={classes.count}>
        {done === data.length ? words.steps.allDone : words.steps.count(done, data.length)}{' '}
        {done === data.length && <Link to="/desk">{words.steps.toDesk}</Link>}
      </p>
      <ol className={classes.steps}>
        {data.map((step) => (
          <Step key={step.key} step={step.key} done={step.done} next={step.key === next} />
        ))}
      </ol>
    </>
  )
}

function Step({ step, done, next }: { step: SetUpStep; done: boolean; next: boolean }) {
  const words = useSettingsWords().steps
  const { title, why } = words.items[step]
  const place = places[step]
  return (
    <li className={classes.step} data-done={done} data-next={next}>
      <span className={classes.tick} aria-hidden>
        {done ? '✓' : ''}
      </span>
      <div>
        {place ? (
          <Link to={place} {...(step === 'second-factor' && { hash: 'factor' })}>
            {title}
          </Link>
        ) : (
          <b>{title}</b>
        )}
        <span className="sr-only">, {done ? words.done : words.open}</span>
        <p className="muted">{why}</p>
      </div>
    </li>
  )
}
