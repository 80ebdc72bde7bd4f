import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { Dialog } from '../../parts/dialog.tsx'
import { type Picked, PickRecord } from '../../parts/pick.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/index.ts'
import { recordQuery, type Shown } from '../data.ts'
import { stateInWords } from '../state-words.ts'
import classes from './merge.module.css'
import { type Brief, likeliestToStay, similarToQuery } from './merging.ts'
import { whyInWords } from './why.ts'

type Props = {
  /** One, to be merged with another that is chosen here; or several that are to be one. */
  records: readonly Brief[]
  /** The other one, where it is known already. */
  other?: string
  onClose: () => void
  onMerge: (stays: string, going: readonly string[]) => void
}

/** What is merged with what, which of them stays, and what that will mean. */
export function MergeDialog({ records, other, onClose, onMerge }: Props) {
  const words = useWords()
  const said = words.merge
  const [first] = records
  const alone = records.length === 1 && first !== undefined
  const [picked, setPicked] = useState<Picked | null>(other ? { value: other, label: other } : null)
  const { data: found } = useQuery({ ...recordQuery(picked?.value ?? ''), enabled: alone && picked !== null })
  const all: readonly Brief[] = alone && picked && found ? [first, found] : records
  const [chosen, setChosen] = useState<string | null>(null)
  const stays = chosen && all.some(({ ref }) => ref === chosen) ? chosen : likeliestToStay(all)
  const going = all.filter(({ ref }) => ref !== stays)
  const [why, setWhy] = useState('')

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (going.length === 0) setWhy(said.pickFirst)
    else
      onMerge(
        stays,
        going.map(({ ref }) => ref),
      )
  }
  return (
    <Dialog
      opened
      onClose={onClose}
      size="lg"
      title={alone ? said.title(first.ref) : said.titleMany(records.length)}
      // The list of what is found may be longer; what will happen then is longer than a phone.
      picks={alone && !picked}
    >
      <form onSubmit={submit} className={classes.form} noValidate>
        {alone && (
          <PickRecord
            key={picked?.value}
            label={said.with}
            value={picked}
            onPick={(next) => {
              // What is typed over is looked for anew, in the same field.
              if (next) setPicked(next)
              setWhy('')
            }}
            placeholder={words.record.links.find}
            not={first.ref}
            error={why || undefined}
            autoFocus={!other}
          />
        )}
        {alone && !picked && <Suggestions record={first} onPick={setPicked} />}
        {going.length > 0 && (
          <>
            <Choices records={all} stays={stays} onChoose={setChosen} />
            <What going={going} stays={stays} />
          </>
        )}
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {words.shell.cancel}
          </Button>
          <Button type="submit">
            {going.length > 0 ? said.submit(going.length, stays) : said.merge.replace('…', '')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function Suggestions({ record, onPick }: { record: Brief; onPick: (picked: Picked) => void }) {
  const words = useWords()
  const formats = useFormats()
  const { data = [] } = useQuery(similarToQuery(record.ref))
  if (data.length === 0) return null
  return (
    <section>
      <h3>{words.merge.suggestions}</h3>
      {data.map((one) => (
        <button
          type="button"
          key={one.ref}
          className={classes.found}
          onClick={() => onPick({ value: one.ref, label: `${one.ref} ${one.title}` })}
        >
          <b>{one.ref}</b> <span dir="auto">{one.title}</span>
          <br />
          <span className="muted">{whyInWords(one, words, formats.duration)}</span>
        </button>
      ))}
    </section>
  )
}

type ChoicesProps = { records: readonly Brief[]; stays: string; onChoose: (ref: string) => void }

function Choices({ records, stays, onChoose }: ChoicesProps) {
  const words = useWords()
  const name = useId()
  const two = records.length === 2
  const group = useRef<HTMLFieldSetElement>(null)
  // What was chosen from is gone: here the arrows choose, and Enter merges.
  useEffect(() => group.current?.querySelector<HTMLElement>('input:checked')?.focus(), [])
  return (
    <fieldset ref={group} className={two ? classes.choices : `${classes.choices} ${classes.many}`}>
      <legend>{words.merge.stays}</legend>
      {records.map((record) => (
        <label key={record.ref} className={classes.choice}>
          <input
            type="radio"
            name={name}
            checked={record.ref === stays}
            onChange={() => onChoose(record.ref)}
          />
          <span className={classes.top}>
            <b>{record.ref}</b>
            <span className="muted">{record.ref === stays ? words.merge.staying : words.merge.going}</span>
          </span>
          <span className={classes.name} dir="auto">
            {record.title}
          </span>
          <Facts record={record} />
          {two && <Excerpt record={record} />}
        </label>
      ))}
    </fieldset>
  )
}

function Facts({ record }: { record: Brief }) {
  const words = useWords()
  const formats = useFormats()
  const facts = [
    stateInWords(record as Shown, words),
    record.requester && words.merge.reportedBy(record.requester.name),
    formats.relative(record.openedAt),
  ]
  return (
    <span className={`${classes.facts} muted`}>
      {facts.map((fact) => fact && <bdi key={fact}>{fact}</bdi>)}
    </span>
  )
}

function Excerpt({ record }: { record: Brief }) {
  const words = useWords()
  const { data } = useQuery(recordQuery(record.ref))
  return (
    <span className={data?.description ? classes.excerpt : `${classes.excerpt} muted`} dir="auto">
      {data && (plain(data.description) || words.merge.nothingSaid)}
    </span>
  )
}

/** Without the marks of Markdown, of which an excerpt has no need. */
const plain = (text: string): string => text.replaceAll(/[*`]+/g, '').trim()

function What({ going, stays }: { going: readonly Brief[]; stays: string }) {
  const said = useWords().merge
  const names = [...new Set(going.flatMap(({ requester }) => requester?.name ?? []))]
  return (
    <section>
      <h3>{said.what}</h3>
      <ul className={classes.what}>
        <li>{said.leaves(going.length, stays)}</li>
        {names.length > 0 && <li dir="auto">{said.tells(names.join(', '), stays)}</li>}
        <li>{said.keeps(stays)}</li>
        <li>{said.back}</li>
      </ul>
    </section>
  )
}
