import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { Refused } from '../api/index.ts'
import { Failed, Loading } from '../parts/states.tsx'
import { usePending, withPending } from '../shell/pending.ts'
import { useTitle } from '../shell/use-title.ts'
import { recordQuery, type Shown } from './data.ts'
import { Page } from './page.tsx'

/** The page of a record of any kind. */
export function RecordPage() {
  const { ref } = useParams({ from: '/records/$ref' })
  const { data, error, isPending, refetch } = useQuery(recordQuery(ref))
  const leaving = useLeading(ref, data)
  const pending = usePending()
  useTitle(data ? `${data.ref} ${data.title}` : '')
  if (isPending || leaving) return <Loading />
  // It was there, and was closed to who reads it.
  const gone = error instanceof Refused && error.status === 404
  if (!data || gone) return <Failed error={error} retry={() => void refetch()} />
  return <Page key={ref} record={withPending(data, pending)} />
}

/** Who opens what is merged is led to where it is worked on; what is merged while one reads it stays on the screen. */
function useLeading(ref: string, data: Shown | undefined): boolean {
  const navigate = useNavigate()
  const { from = ref, own = false } = useSearch({ from: '/records/$ref' })
  const decided = useRef<{ ref: string; leads: boolean } | null>(null)
  const into = data?.category === 'merged' ? data.mergedInto : null
  if (data && decided.current?.ref !== ref) decided.current = { ref, leads: into !== null && !own }
  const leads = decided.current?.ref === ref && decided.current.leads && into !== null && !own
  useEffect(() => {
    if (leads && into)
      void navigate({ to: '/records/$ref', params: { ref: into }, search: { from }, replace: true })
  }, [leads, into, from, navigate])
  return leads
}
