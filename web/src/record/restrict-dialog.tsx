import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Dialog } from '../parts/dialog.tsx'
import { type Picked, PickPerson, PickTeam } from '../parts/pick.tsx'
import { useMe } from '../shell/session.ts'
import { useWords } from '../words/index.ts'
import classes from './actions/dialog.module.css'
import { refusedBy } from './actions/use-acting.tsx'
import { useChange } from './change.ts'
import { pathOf, type Shown } from './data.ts'
import { Remove } from './side/part.tsx'
import side from './side/side.module.css'

type Reader = Picked & { kind: 'people' | 'teams' }

/** Limits a record to named readers, or opens it again; both with a reason. */
export function RestrictDialog({ record, onClose }: { record: Shown; onClose: () => void }) {
  const words = useWords()
  const me = useMe()
  const said = words.record.restrict
  const change = useChange(record)
  const [readers, setReaders] = useState<readonly Reader[]>([
    { kind: 'people', value: String(me.id), label: me.name },
  ])
  const [reason, setReason] = useState('')
  const [errors, setErrors] = useState<Record<string, string>>({})
  const of = (kind: Reader['kind']): string[] =>
    readers.filter((one) => one.kind === kind).map(({ value }) => value)
  const add = (kind: Reader['kind'], picked: Picked | null): void => {
    if (picked && !of(kind).includes(picked.value)) setReaders([...readers, { ...picked, kind }])
  }

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!reason.trim()) {
      setErrors({ reason: words.record.required })
      return
    }
    const outcome = await change({
      label: `${record.ref}: ${record.restricted ? said.opened : said.done}`,
      method: 'POST',
      path: `${pathOf(record.ref)}/${record.restricted ? 'unrestrict' : 'restrict'}`,
      body: record.restricted ? { reason } : { reason, people: of('people').map(Number), teams: of('teams') },
      anyVersion: true,
      saysWhy: true,
    })
    const problem = refusedBy(outcome)
    if (problem) setErrors({ reason: problem.message, ...problem.fields })
    else onClose()
  }
  return (
    <Dialog opened onClose={onClose} title={record.restricted ? said.open : said.title} picks>
      <form onSubmit={submit} className={classes.form} noValidate>
        {!record.restricted && (
          <>
            <p className="muted">{said.hint}</p>
            <ul className={side.list} aria-label={words.record.people.readers}>
              {readers.map((one) => (
                <li key={`${one.kind} ${one.value}`} className={side.item}>
                  <span className={side.grow} dir="auto">
                    {one.label}
                  </span>
                  <Remove
                    label={words.record.people.remove(one.label)}
                    onClick={() => setReaders(readers.filter((other) => other !== one))}
                  />
                </li>
              ))}
            </ul>
            <PickPerson
              key={`people ${of('people').length}`}
              label={words.record.forms.people}
              value={null}
              onPick={(picked) => add('people', picked)}
              error={errors.people}
              staff
            />
            <PickTeam
              key={`teams ${of('teams').length}`}
              label={words.record.forms.teams}
              value={null}
              onPick={(picked) => add('teams', picked)}
              error={errors.teams}
            />
          </>
        )}
        <Textarea
          label={words.record.forms.reason}
          value={reason}
          rows={2}
          dir="auto"
          error={errors.reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {words.shell.cancel}
          </Button>
          <Button type="submit">{record.restricted ? said.open : said.title}</Button>
        </div>
      </form>
    </Dialog>
  )
}
