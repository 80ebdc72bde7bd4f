import { Button, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { now } from '../api/index.ts'
import { Dialog } from '../parts/dialog.tsx'
import { instantOf } from '../parts/wall-time.ts'
import { useTongue } from '../words/index.ts'
import classes from './readiness.module.css'
import { useServiceWords } from './words.ts'

type Props = {
  title: string
  onClose: () => void
  onWaive: (waiver: { reason: string; until: string }) => Promise<boolean>
}

const month = 30 * 86_400_000

/** A waiver has a reason and an end. */
export function WaiveDialog({ title, onClose, onWaive }: Props) {
  const w = useServiceWords().readiness
  const { zone } = useTongue()
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState(() => new Date(now() + month).toISOString().slice(0, 10))
  const [busy, setBusy] = useState(false)
  const instant = instantOf(`${until}T00:00`, zone)
  const waive = async (): Promise<void> => {
    if (reason.trim() === '' || instant === null || busy) return
    setBusy(true)
    const done = await onWaive({ reason: reason.trim(), until: instant })
    setBusy(false)
    if (done) onClose()
  }
  return (
    <Dialog opened onClose={onClose} title={`${w.waiveTitle}: ${title}`}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          void waive()
        }}
      >
        <Textarea
          label={w.reason}
          data-autofocus
          autosize
          minRows={3}
          maxLength={2_000}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <TextInput
          type="date"
          label={w.until}
          value={until}
          onChange={({ currentTarget }) => setUntil(currentTarget.value)}
        />
        <div className={classes.foot}>
          <Button type="submit" loading={busy} disabled={reason.trim() === '' || instant === null}>
            {w.waiveIt}
          </Button>
          <Button variant="default" onClick={onClose}>
            {w.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
