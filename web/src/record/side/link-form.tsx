import { Button, NativeSelect } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { type Picked, PickRecord } from '../../parts/pick.tsx'
import { useWords } from '../../words/index.ts'
import classes from '../actions/dialog.module.css'
import { refusedBy } from '../actions/use-acting.tsx'
import { useChange } from '../change.ts'
import { pathOf, type Shown } from '../data.ts'
import { linkWord } from '../timeline/tell.ts'

/** Kinds of links that people make, from either side. */
const choices = [
  ['relates', 'out'],
  ['child-of', 'out'],
  ['child-of', 'in'],
  ['caused-by', 'out'],
  ['recurs', 'out'],
  ['depends-on', 'out'],
] as const

/** Links the record with another, found by its number or by words. */
export function LinkForm({ record, onClose }: { record: Shown; onClose: () => void }) {
  const words = useWords()
  const said = words.record
  const change = useChange(record)
  const [choice, setChoice] = useState(0)
  const [other, setOther] = useState<Picked | null>(null)
  const [why, setWhy] = useState('')

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!other) {
      setWhy(said.required)
      return
    }
    const [type, direction] = choices[choice] ?? choices[0]
    const [from, to] = direction === 'out' ? [record.ref, other.value] : [other.value, record.ref]
    const outcome = await change({
      label: `${record.ref}: ${said.links.added(other.value)}`,
      method: 'POST',
      path: `${pathOf(from)}/links`,
      body: { type, to },
      anyVersion: true,
      saysWhy: true,
    })
    const problem = refusedBy(outcome)
    if (problem) setWhy(problem.fields.to ?? problem.message)
    else onClose()
  }
  return (
    <form onSubmit={submit} className={classes.form} aria-label={said.links.addTitle}>
      <NativeSelect
        aria-label={said.forms.type}
        value={String(choice)}
        onChange={({ currentTarget }) => setChoice(Number(currentTarget.value))}
        data={choices.map(([type, direction], index) => ({
          value: String(index),
          label: linkWord(type, direction, words),
        }))}
      />
      <PickRecord
        label={said.forms.to}
        placeholder={said.links.find}
        value={other}
        onPick={(picked) => {
          setOther(picked)
          setWhy('')
        }}
        error={why || undefined}
        not={record.ref}
        bare
        autoFocus
      />
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose}>
          {words.shell.cancel}
        </Button>
        <Button type="submit">{said.links.add}</Button>
      </div>
    </form>
  )
}
