import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Refused } from '../api/index.ts'
import { Failed, Loading } from '../parts/states.tsx'
import { usePending, withPending } from '../shell/pending.ts'
import { useTitle } from '../shell/use-title.ts'
import { recordQuery } from './data.ts'
import { Page } from './page.tsx'

/** The page of a record of any kind. */
export function RecordPage() {
  const { ref } = useParams({ from: '/records/$ref' })
  const { data, error, isPending, refetch } = useQuery(recordQuery(ref))
  const pending = usePending()
  useTitle(data ? `${data.ref} ${data.title}` : '')
  if (isPending) return <Loading />
  // It was there, and was closed to who reads it.
  const gone = error instanceof Refused && error.status === 404
  if (!data || gone) return <Failed error={error} retry={() => void refetch()} />
  return <Page key={ref} record={withPending(data, pending)} />
}
