import { Button, Checkbox } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { PasswordField } from '../../parts/password-field.tsx'
import { useMe } from '../../shell/session.ts'
import classes from '../settings.module.css'
import { useSettingsWords } from '../words.ts'
import { Section } from './section.tsx'
import { useAccount } from './use-account.ts'

/** Another password; whoever else is signed in as this person is signed out with it, unless they say otherwise. */
export function Password() {
  const w = useSettingsWords().profile
  const me = useMe()
  const queries = useQueryClient()
  const { busy, why, ask } = useAccount()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [others, setOthers] = useState(true)
  const [done, setDone] = useState(false)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setDone(false)
    const answer = await ask('change-password', {
      currentPassword: current,
      newPassword: next,
      revokeOtherSessions: others,
    })
    if (!answer) return
    setCurrent('')
    setNext('')
    setDone(true)
    void queries.invalidateQueries({ queryKey: ['sessions'] })
  }
  return (
    <Section id="password">
      <form
        className={classes.stack}
        aria-label={w.sections.password}
        onSubmit={(event) => void submit(event)}
      >
        <input type="hidden" name="username" autoComplete="username" value={me.email ?? ''} />
        <PasswordField
          className={classes.field}
          label={w.currentPassword}
          autoComplete="current-password"
          value={current}
          onChange={({ currentTarget }) => setCurrent(currentTarget.value)}
        />
        <PasswordField
          className={classes.field}
          label={w.newPassword}
          description={w.newPasswordHint}
          autoComplete="new-password"
          value={next}
          error={why}
          onChange={({ currentTarget }) => setNext(currentTarget.value)}
        />
        <Checkbox
          label={w.endOthers}
          checked={others}
          onChange={({ currentTarget }) => setOthers(currentTarget.checked)}
        />
        <div className={classes.inline}>
          <Button type="submit" disabled={busy || current === '' || next === ''}>
            {w.changePassword}
          </Button>
          <span role="status" className={classes.ok}>
            {done && w.passwordChanged}
          </span>
        </div>
      </form>
    </Section>
  )
}
