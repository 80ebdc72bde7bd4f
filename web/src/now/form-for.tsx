import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useActing } from '../record/actions/use-acting.tsx'
import { recordQuery, type Shown } from '../record/data.ts'

type Props = { of: string; verb: string; onImpossible: () => void }

/** The form of a record's verb, over the list; what is refused comes back into it. */
export function FormFor({ of, verb, onImpossible }: Props) {
  const { data, error } = useQuery(recordQuery(of))
  const impossible = error !== null || (data !== undefined && !data.can.includes(verb))
  const told = useRef(onImpossible)
  useEffect(() => {
    if (impossible) told.current()
  }, [impossible])
  return data && !impossible ? <Started record={data} verb={verb} /> : null
}

function Started({ record, verb }: { record: Shown; verb: string }) {
  const { start, dialog } = useActing(record)
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    start(verb)
  })
  return dialog
}
