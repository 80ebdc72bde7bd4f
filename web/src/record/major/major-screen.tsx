import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { Refused } from '../../api/index.ts'
import { Empty, Failed, Loading } from '../../parts/states.tsx'
import { useWords } from '../../words/index.ts'
import { recordQuery } from '../data.ts'
import { Lead } from './lead.tsx'

/** One screen for a major incident: what is broken, who leads, when users hear next. */
export function MajorScreen() {
  const { ref } = useParams({ from: '/major/$ref' })
  const words = useWords().major
  const { data, error, isPending, refetch } = useQuery(recordQuery(ref))
  const title = data && `${words.heading} ${data.ref}`
  useEffect(() => {
    if (!title) return
    document.title = title
    return () => {
      document.title = 'Throughline'
    }
  }, [title])
  if (isPending) return <Loading />
  const gone = error instanceof Refused && error.status === 404
  if (!data || gone) return <Failed error={error} retry={() => void refetch()} />
  if (!data.major) {
    return (
      <Empty title={words.notMajor(ref)}>
        <p className="muted">{words.notMajorHint}</p>
        <Link to="/records/$ref" params={{ ref }}>
          {words.openRecord}
        </Link>
      </Empty>
    )
  }
  return <Lead key={ref} record={data} major={data.major} />
}
