import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { PasswordField } from '../../parts/password-field.tsx'
import { useMe } from '../../shell/session.ts'
import { CopyBox } from '../copy-box.tsx'
import classes from '../settings.module.css'
import { useSettingsWords } from '../words.ts'
import { QrCode } from './qr-code.tsx'
import { Section } from './section.tsx'
import { useAccount } from './use-account.ts'

type Secrets = { totpURI: string; backupCodes: string[] }
/** Where one is: asked for a password, scanning, being shown codes, or none of it. */
type Step = { at: 'rest' } | { at: 'password'; to: 'on' | 'off' | 'codes' } | ({ at: 'scan' } & Secrets)

/** A code from an app beside the password: set up, switched off, and new codes for a lost phone. */
export function SecondFactor() {
  const w = useSettingsWords().profile
  const queries = useQueryClient()
  const on = useMe().twoFactor
  const [step, setStep] = useState<Step>({ at: 'rest' })
  const [codes, setCodes] = useState<string[]>([])
  const [said, setSaid] = useState('')
  const settled = async (what: string): Promise<void> => {
    setStep({ at: 'rest' })
    setSaid(what)
    await queries.refetchQueries({ queryKey: ['me'] })
    void queries.invalidateQueries({ queryKey: ['set-up-steps'] })
  }
  return (
    <Section id="factor" hint={on ? w.factorOn : w.factorOff}>
      <div className={classes.stack}>
        <p role="status" className={classes.ok}>
          {said}
        </p>
        {codes.length > 0 && <BackupCodes codes={codes} onKept={() => setCodes([])} />}
        {step.at === 'rest' && codes.length === 0 && (
          <div className={classes.inline}>
            {on ? (
              <>
                <Button variant="default" onClick={() => setStep({ at: 'password', to: 'codes' })}>
                  {w.factorNewCodes}
                </Button>
                <Button variant="default" onClick={() => setStep({ at: 'password', to: 'off' })}>
                  {w.factorDisable}
                </Button>
              </>
            ) : (
              <Button onClick={() => setStep({ at: 'password', to: 'on' })}>{w.factorStart}</Button>
            )}
          </div>
        )}
        {step.at === 'password' && (
          <AskPassword
            to={step.to}
            onScan={(secrets) => setStep({ at: 'scan', ...secrets })}
            onCodes={(made) => {
              setCodes(made)
              setStep({ at: 'rest' })
            }}
            onOff={() => void settled(w.factorIsOff)}
            onCancel={() => setStep({ at: 'rest' })}
          />
        )}
        {step.at === 'scan' && (
          <Scan
            uri={step.totpURI}
            onVerified={() => {
              setCodes(step.backupCodes)
              void settled(w.factorIsOn)
            }}
          />
        )}
      </div>
    </Section>
  )
}

type AskProps = {
  to: 'on' | 'off' | 'codes'
  onScan: (secrets: Secrets) => void
  onCodes: (codes: string[]) => void
  onOff: () => void
  onCancel: () => void
}

function AskPassword({ to, onScan, onCodes, onOff, onCancel }: AskProps) {
  const words = useSettingsWords()
  const w = words.profile
  const { busy, why, ask } = useAccount()
  const [password, setPassword] = useState('')
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (to === 'on') {
      const secrets = await ask<Secrets>('two-factor/enable', { password })
      if (secrets) onScan(secrets)
    } else if (to === 'codes') {
      const made = await ask<Secrets>('two-factor/generate-backup-codes', { password })
      if (made) onCodes(made.backupCodes)
    } else if (await ask('two-factor/disable', { password })) onOff()
  }
  return (
    <form className={classes.stack} onSubmit={(event) => void submit(event)}>
      <PasswordField
        autoFocus
        className={classes.field}
        label={w.factorPassword}
        autoComplete="current-password"
        value={password}
        error={why}
        onChange={({ currentTarget }) => setPassword(currentTarget.value)}
      />
      <div className={classes.inline}>
        <Button type="submit" disabled={busy || password === ''}>
          {to === 'off' ? w.factorDisable : w.factorNext}
        </Button>
        <Button variant="subtle" onClick={onCancel}>
          {words.form.cancel}
        </Button>
      </div>
    </form>
  )
}

function Scan({ uri, onVerified }: { uri: string; onVerified: () => void }) {
  const w = useSettingsWords().profile
  const { busy, why, ask } = useAccount()
  const [code, setCode] = useState('')
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (await ask('two-factor/verify-totp', { code: code.replace(/\s/g, '') })) onVerified()
  }
  return (
    <form className={classes.stack} onSubmit={(event) => void submit(event)}>
      <p>{w.factorScan}</p>
      <QrCode text={uri} label={w.factorScan} />
      <p>{w.factorByHand}</p>
      <CopyBox label={w.factorByHand} text={new URL(uri).searchParams.get('secret') ?? ''} />
      <TextInput
        autoFocus
        className={classes.field}
        label={w.factorCode}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={8}
        value={code}
        error={why}
        onChange={({ currentTarget }) => setCode(currentTarget.value)}
      />
      <Button type="submit" disabled={busy || code === ''}>
        {w.factorVerify}
      </Button>
    </form>
  )
}

function BackupCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const words = useSettingsWords()
  const w = words.profile
  return (
    <section className={classes.shown} aria-label={w.factorCodes}>
      <h3>{w.factorCodes}</h3>
      <p className="muted">{w.factorCodesHint}</p>
      <ul className={classes.codes}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <CopyBox label={w.factorCodes} text={codes.join(' ')} />
      <div>
        <Button variant="default" onClick={onKept}>
          {words.form.close}
        </Button>
      </div>
    </section>
  )
}
