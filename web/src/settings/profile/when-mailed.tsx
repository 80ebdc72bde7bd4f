import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import type { components } from '../../api/index.ts'
import { useMe } from '../../shell/session.ts'
import { useOutgoingWords } from '../outgoing-words.ts'
import classes from '../settings.module.css'

export type Wish = Pick<components['schemas']['Preferences']['notices'], 'digest' | 'quiet'>
type Every = Wish['digest']['every']

const usualDigest = '08:00'
const usualQuiet = { from: '22:00', to: '07:00' }

/** Whether quiet hours are some that cannot be. */
export const isWrong = ({ quiet, digest }: Wish): boolean =>
  (quiet !== null && (quiet.from === quiet.to || quiet.from === '' || quiet.to === '')) ||
  (digest.every === 'day' && digest.at === '')

/** When mails come: at once or gathered, and from when until when none do. */
export function WhenMailed({ wish, onChange }: { wish: Wish; onChange: (wish: Wish) => void }) {
  const w = useOutgoingWords().wish
  const { zone } = useMe()
  const { digest, quiet } = wish
  const every = (next: Every): void =>
    onChange({ ...wish, digest: next === 'day' ? { every: next, at: usualDigest } : { every: next } })
  return (
    <fieldset className={classes.checks}>
      <legend className="sr-only">{w.title}</legend>
      <div className={classes.ends}>
        <NativeSelect
          label={w.digest}
          value={digest.every}
          data={(Object.keys(w.every) as Every[]).map((value) => ({ value, label: w.every[value] }))}
          onChange={({ currentTarget }) => every(currentTarget.value as Every)}
        />
        {digest.every === 'day' && (
          <TextInput
            type="time"
            label={w.at}
            value={digest.at}
            onChange={({ currentTarget }) =>
              onChange({ ...wish, digest: { every: 'day', at: currentTarget.value } })
            }
          />
        )}
      </div>
      <Checkbox
        label={w.quietOn}
        checked={quiet !== null}
        onChange={({ currentTarget }) =>
          onChange({ ...wish, quiet: currentTarget.checked ? usualQuiet : null })
        }
      />
      {quiet && (
        <div className={classes.ends}>
          {(['from', 'to'] as const).map((end) => (
            <TextInput
              key={end}
              type="time"
              label={w[end]}
              value={quiet[end]}
              error={quiet.from === quiet.to && end === 'to' ? w.same : undefined}
              onChange={({ currentTarget }) =>
                onChange({ ...wish, quiet: { ...quiet, [end]: currentTarget.value } })
              }
            />
          ))}
        </div>
      )}
      <p className="muted">{w.hint(zone)}</p>
    </fieldset>
  )
}
