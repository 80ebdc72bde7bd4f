import { Button, Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { now, type Person } from '../api/index.ts'
import { Dialog } from '../parts/dialog.tsx'
import { instantOf, wallTime } from '../parts/wall-time.ts'
import { PersonPick } from '../settings/person-pick.tsx'
import { sendUndoable } from '../shell/toasts.tsx'
import { useWords } from '../words/index.ts'
import type { Span } from './calendar.tsx'
import classes from './on-call.module.css'
import { useOnCallWords } from './words.ts'

type Props = { schedule: string; zone: string; span: Span; onDone: () => void; onClose: () => void }

/** Who is on call instead, from when to when; or who is asked to be. */
export function OverrideForm({ schedule, zone, span, onDone, onClose }: Props) {
  const all = useOnCallWords()
  const w = all.form
  const words = useWords()
  const wall = (at: number): string => wallTime(new Date(at).toISOString(), zone)
  const [from, setFrom] = useState(() => wall(span.from))
  const [until, setUntil] = useState(() => wall(span.until))
  const [person, setPerson] = useState<Person | null>(null)
  const [nobody, setNobody] = useState(false)
  const [busy, setBusy] = useState(false)
  const [begin, end] = [instantOf(from, zone), instantOf(until, zone)]
  const wrong = begin === null || end === null || end <= begin ? w.wrong : null
  const past = end !== null && Date.parse(end) <= now() ? w.past : null
  const ready = !wrong && !past && (nobody || person !== null) && !busy
  const act = async (verb: 'override' | 'ask-swap'): Promise<void> => {
    if (!ready) return
    setBusy(true)
    const who = nobody ? all.nobody : (person?.name ?? '')
    const outcome = await sendUndoable(
      {
        label: verb === 'override' ? w.done(who) : w.askedFor(who),
        method: 'POST',
        path: `/api/v1/schedules/${schedule}/actions/${verb}`,
        body: { from: begin, until: end, person: nobody ? null : (person?.id ?? null) },
      },
      words,
    )
    setBusy(false)
    if (outcome.ok) onDone()
  }
  return (
    <Dialog opened onClose={onClose} title={all.override} picks>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          void act('override')
        }}
      >
        <TextInput
          type="datetime-local"
          label={w.from}
          description={all.zone(zone)}
          value={from}
          onChange={({ currentTarget }) => setFrom(currentTarget.value)}
        />
        <TextInput
          type="datetime-local"
          label={w.until}
          value={until}
          error={wrong ?? past}
          onChange={({ currentTarget }) => setUntil(currentTarget.value)}
        />
        <Checkbox
          label={w.nobody}
          checked={nobody}
          onChange={({ currentTarget }) => setNobody(currentTarget.checked)}
        />
        {!nobody && <PersonPick label={w.person} value={person} onChange={setPerson} />}
        <div className={classes.foot}>
          <Button type="submit" disabled={!ready}>
            {w.save}
          </Button>
          {!nobody && (
            <Button
              variant="default"
              disabled={!ready}
              title={w.askHint}
              onClick={() => void act('ask-swap')}
            >
              {w.ask}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {w.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
