import { Button, Modal, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { holdOutbox, Refused, request } from '../api/index.ts'
import { PasswordField } from '../parts/password-field.tsx'
import { useWords } from '../words/index.ts'
import classes from './dialogs.module.css'
import { goSignIn, useMe } from './session.ts'

const post = (path: string, body: unknown): Promise<unknown> =>
  request(`/api/v1/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

/** The session ended in the middle of work: one signs in here, and nothing that was typed is lost. */
export function SignInAgain({ onDone }: { onDone: () => void }) {
  const me = useMe()
  const words = useWords().shell
  const queries = useQueryClient()
  const [codeNeeded, setCodeNeeded] = useState(false)
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [why, setWhy] = useState('')

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    try {
      if (codeNeeded) await post('two-factor/verify-totp', { code })
      else {
        const answer = (await post('sign-in/email', { email: me.email, password })) as {
          twoFactorRedirect?: boolean
        }
        if (answer.twoFactorRedirect) {
          setCodeNeeded(true)
          return
        }
      }
      holdOutbox(false)
      void queries.invalidateQueries()
      onDone()
    } catch (error) {
      setWhy(error instanceof Refused ? error.message : String(error))
    }
  }

  return (
    <Modal
      opened
      onClose={() => {}}
      title={words.sessionEnded}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      zIndex={500}
    >
      <form onSubmit={submit} className={classes.form}>
        <p className="muted">{words.sessionEndedHint}</p>
        {codeNeeded ? (
          <TextInput
            data-autofocus
            label={words.code}
            value={code}
            inputMode="numeric"
            autoComplete="one-time-code"
            onChange={({ currentTarget }) => setCode(currentTarget.value)}
            error={why}
          />
        ) : (
          <PasswordField
            data-autofocus
            label={`${words.password} · ${me.email}`}
            value={password}
            autoComplete="current-password"
            onChange={({ currentTarget }) => setPassword(currentTarget.value)}
            error={why}
          />
        )}
        <div className={classes.buttons}>
          <Button variant="subtle" onClick={goSignIn}>
            {words.otherPerson}
          </Button>
          <Button type="submit">{words.signIn}</Button>
        </div>
      </form>
    </Modal>
  )
}
