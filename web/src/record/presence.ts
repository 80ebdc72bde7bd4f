import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Refused, request } from '../api/index.ts'
import { useWords } from '../words/index.ts'

type Other = { person: { id: number; name: string }; doing: 'reading' | 'writing'; since: string }

/** Who is here is forgotten after 45 s. */
const beatMs = 20_000

/** Tells others that one is here, and who else is, in words; null where nobody is. */
export function usePresence(ref: string, writing: boolean): string | null {
  const words = useWords().record.presence
  const queries = useQueryClient()
  const doing = writing ? 'writing' : 'reading'
  const path = `/api/v1/records/${ref}/presence`
  const { data, error } = useQuery({
    queryKey: ['presence', ref],
    queryFn: () =>
      request(path, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ doing }),
      }) as Promise<{ others: Other[] }>,
    refetchInterval: beatMs,
    retry: false,
    staleTime: 0,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: what one does is told when it changes
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: ['presence', ref] })
  }, [queries, ref, doing])
  useEffect(() => () => void request(path, { method: 'DELETE', keepalive: true }).catch(() => {}), [path])
  const gone = error instanceof Refused && error.status === 404
  useEffect(() => {
    // Nobody is told that a record was closed to them: they hear it when they ask.
    if (gone) void queries.invalidateQueries({ queryKey: ['record', ref] })
  }, [queries, ref, gone])
  const others = data?.others ?? []
  const writers = others.filter((other) => other.doing === 'writing')
  if (writers.length > 0) return words.writing(named(writers, words.and), writers.length > 1)
  return others.length > 0 ? words.reading(named(others, words.and), others.length > 1) : null
}

function named(others: readonly Other[], and: string): string {
  const names = others.map(({ person }) => person.name)
  const last = names.pop() ?? ''
  return names.length > 0 ? `${names.join(', ')}${and}${last}` : last
}
