import { Button, Textarea, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { send } from '../../api/index.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { type Picked, PickPerson } from '../../parts/pick.tsx'
import { say } from '../../shell/toasts.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/index.ts'
import { refusalIn } from '../../words/refusals.ts'
import { refusedBy } from '../actions/use-acting.tsx'
import { pathOf, type Shown } from '../data.ts'
import { useEntries } from '../timeline/use-entries.ts'
import classes from './merge.module.css'
import { wordsIn } from './merging.ts'

/** Opens another record of a part of this one: what it is, for whom, and which words it takes along. */
export function SplitDialog({ record, onClose }: { record: Shown; onClose: () => void }) {
  const words = useWords()
  const said = words.merge.split
  const navigate = useNavigate()
  const [title, setTitle] = useState('')
  const [description, setDescription] = useState('')
  const [requester, setRequester] = useState<Picked | null>(
    record.requester && { value: String(record.requester.id), label: record.requester.name },
  )
  const [seqs, setSeqs] = useState<readonly number[]>([])
  const [errors, setErrors] = useState<Record<string, string>>({})

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!title.trim()) {
      setErrors({ title: words.record.required })
      return
    }
    const outcome = await send({
      ref: record.ref,
      label: `${record.ref}: ${said.heading(record.ref)}`,
      method: 'POST',
      path: `${pathOf(record.ref)}/split`,
      body: {
        title: title.trim(),
        ...(description.trim() && { description: description.trim() }),
        requester: requester ? Number(requester.value) : null,
        entries: seqs,
      },
      quiet: true,
    })
    const problem = refusedBy(outcome)
    if (problem) setErrors({ title: refusalIn(problem, words), ...problem.fields })
    if (!outcome.ok) return
    const { ref } = outcome.data as { ref: string }
    onClose()
    say(said.done(ref))
    void navigate({ to: '/records/$ref', params: { ref } })
  }
  return (
    <Dialog opened onClose={onClose} title={said.heading(record.ref)} size="lg">
      <form onSubmit={submit} className={classes.form} noValidate>
        <p className="muted">{said.hint}</p>
        <TextInput
          data-autofocus
          label={said.subject}
          value={title}
          dir="auto"
          error={errors.title || undefined}
          onChange={({ currentTarget }) => setTitle(currentTarget.value)}
        />
        <Textarea
          label={`${said.description} (${words.record.forms.optional})`}
          value={description}
          rows={2}
          dir="auto"
          onChange={({ currentTarget }) => setDescription(currentTarget.value)}
        />
        <PickPerson
          label={said.requester}
          value={requester}
          onPick={setRequester}
          error={errors.requester || undefined}
        />
        <TakeAlong record={record} chosen={seqs} onChoose={setSeqs} />
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {words.shell.cancel}
          </Button>
          <Button type="submit">{said.submit}</Button>
        </div>
      </form>
    </Dialog>
  )
}

type TakeProps = { record: Shown; chosen: readonly number[]; onChoose: (seqs: readonly number[]) => void }

function TakeAlong({ record, chosen, onChoose }: TakeProps) {
  const words = useWords()
  const formats = useFormats()
  const { entries } = useEntries(record.ref)
  const said = wordsIn(entries)
  const turn = (seq: number, on: boolean): void =>
    onChoose(on ? [...chosen, seq] : chosen.filter((one) => one !== seq))
  return (
    <section>
      <h3>{words.merge.split.entries}</h3>
      {said.length === 0 ? (
        <p className="muted">{words.merge.split.none}</p>
      ) : (
        <div className={classes.entries}>
          {said.map(({ seq, actor, at, body, public: open }) => (
            <label key={seq}>
              <input
                type="checkbox"
                checked={chosen.includes(seq)}
                onChange={({ currentTarget }) => turn(seq, currentTarget.checked)}
              />
              <span>
                <b dir="auto">{actor?.name ?? words.record.somebody}</b>{' '}
                <span className="muted">
                  {formats.relative(at)},{' '}
                  {open ? words.record.timeline.public : words.record.timeline.internal}
                </span>
                <span className={classes.said} dir="auto">
                  {body}
                </span>
              </span>
            </label>
          ))}
        </div>
      )}
    </section>
  )
}
