import { Button, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { now } from '../api/index.ts'
import { Dialog } from '../parts/dialog.tsx'
import classes from './alerts.module.css'
import type { Alert } from './queries.ts'
import { useActOn } from './use-act-on.ts'
import { useAlertWords } from './words.ts'

const hour = 3_600_000

/** Asks why nobody needs to act on an alert, and for how long. */
export function SuppressDialog({ alert, onClose }: { alert: Alert; onClose: () => void }) {
  const w = useAlertWords()
  const act = useActOn(alert)
  const [reason, setReason] = useState('')
  const [hours, setHours] = useState('8')
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const until = hours === '' ? {} : { until: new Date(now() + Number(hours) * hour).toISOString() }
    const body = { reason: reason.trim(), ...until }
    if (await act({ label: w.suppressed(alert.name), verb: 'suppress', body })) onClose()
  }
  return (
    <Dialog opened onClose={onClose} title={w.suppressing(alert.name)}>
      <form className={classes.form} onSubmit={(event) => void submit(event)}>
        <p className="muted">{w.suppressHint}</p>
        <TextInput
          data-autofocus
          required
          label={w.reason}
          maxLength={200}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <NativeSelect
          label={w.forHow}
          data={['1', '8', '24', '168', ''].map((value) => ({
            value,
            label: w.durations[value as keyof typeof w.durations],
          }))}
          value={hours}
          onChange={({ currentTarget }) => setHours(currentTarget.value)}
        />
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {w.cancel}
          </Button>
          <Button type="submit" disabled={reason.trim() === ''}>
            {w.confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
