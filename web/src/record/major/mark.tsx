import { Link, useNavigate } from '@tanstack/react-router'
import { useCommands } from '../../shell/commands.ts'
import { useWords } from '../../words/index.ts'
import type { Shown } from '../data.ts'
import classes from './mark.module.css'

/** On the incident's page: that it is a major one, and the way to where it is led. */
export function MajorMark({ record }: { record: Shown }) {
  const words = useWords().major
  const navigate = useNavigate()
  const { major, ref } = record
  const open = (): void => void navigate({ to: '/major/$ref', params: { ref } })
  useCommands(
    major
      ? [{ id: 'major screen', keys: 'm', label: words.keys.screen, group: words.heading, run: open }]
      : [],
  )
  if (!major || major.state === 'declined') return null
  return (
    <p className={classes.mark} data-state={major.state}>
      <b>{words.states[major.state]}</b>{' '}
      <Link to="/major/$ref" params={{ ref }}>
        {words.open}
      </Link>
    </p>
  )
}
