import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Person } from '../api/index.ts'
import { Chooser } from '../parts/chooser.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { refusedBy } from '../record/actions/use-acting.tsx'
import { recordQuery, type Shown } from '../record/data.ts'
import { useVerbs } from '../record/verbs.ts'
import { sayFailed } from '../shell/toasts.tsx'
import { useFormats } from '../words/formats.ts'
import { useWords } from '../words/index.ts'
import { heldByQuery, type Load } from './data.ts'
import { loadWords } from './load-part.tsx'

type Props = {
  /** What is handed over; without it, one of what `from` holds. */
  what?: string
  from?: Person
  load: readonly Load[]
  onClose: () => void
}

/** Hands work to a colleague; who has least open stands first, with what everybody has in hand. */
export function HandOver({ what, from, load, onClose }: Props) {
  const words = useWords().now
  const [chosen, setChosen] = useState(what)
  const title = chosen ? words.handOverTo(chosen) : words.handOverOf(from?.name ?? '')
  return (
    <Dialog opened onClose={onClose} title={title}>
      {chosen && <ToWhom what={chosen} load={load} onClose={onClose} />}
      {!chosen && from && <Held person={from} onChoose={setChosen} />}
    </Dialog>
  )
}

type ToWhomProps = { what: string; load: readonly Load[]; onClose: () => void }

function ToWhom({ what, load, onClose }: ToWhomProps) {
  const words = useWords().now
  const { data, error, refetch } = useQuery({ ...recordQuery(what), staleTime: 0 })
  if (!data) return error ? <Failed error={error} retry={() => void refetch()} /> : <Loading />
  if (!data.can.includes('give')) return <p>{words.notToGive(what)}</p>
  return <Colleagues record={data} load={load} onClose={onClose} />
}

type ColleaguesProps = { record: Shown; load: readonly Load[]; onClose: () => void }

function Colleagues({ record, load, onClose }: ColleaguesProps) {
  const all = useWords()
  const words = all.now
  const formats = useFormats()
  const act = useVerbs(record)
  const give = async (to: Person): Promise<void> => {
    onClose()
    const problem = refusedBy(await act('give', { holder: to.id }, { holder: to }))
    if (problem) sayFailed(words.handOverTo(record.ref), problem.message, all)
  }
  const others = load
    .filter(({ person }) => person.id !== record.holder?.id)
    .toSorted((a, b) => a.open - b.open)
  return (
    <Chooser
      label={words.filter}
      none={words.nobodyElse}
      choices={others.map((one) => ({
        id: String(one.person.id),
        label: one.person.name,
        detail: loadWords(one, words, formats),
      }))}
      onChoose={(id) => {
        const to = others.find(({ person }) => String(person.id) === id)?.person
        if (to) void give(to)
      }}
    />
  )
}

function Held({ person, onChoose }: { person: Person; onChoose: (ref: string) => void }) {
  const { now: words, terms } = useWords()
  const { data, error, refetch } = useQuery(heldByQuery(person.id))
  if (!data) return error ? <Failed error={error} retry={() => void refetch()} /> : <Loading />
  return (
    <Chooser
      label={words.filterRecord}
      none={words.nothingHeld(person.name)}
      choices={data.map(({ ref, title, priority }) => ({
        id: ref,
        label: `${ref} ${title}`,
        ...(priority && { detail: terms.priorityOf(priority) }),
      }))}
      onChoose={onChoose}
    />
  )
}
