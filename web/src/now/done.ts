import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { onSettled, type Row } from '../api/index.ts'
import { usePending } from '../shell/pending.ts'
import { askAnew } from './data.ts'

/**
 * Whether somebody here is done with a record: their change of it waits in the outbox, or was made and the list does
 * not know yet. Taken back or refused, it is not.
 */
export function useDone(): (row: Row) => boolean {
  const queries = useQueryClient()
  const writes = usePending()
  const [versions, setVersions] = useState<Record<string, number>>({})
  useEffect(
    () =>
      onSettled(({ ref }, outcome) => {
        const version = outcome.ok && (outcome.data as { version?: number } | null)?.version
        if (!ref) return
        if (version) setVersions((all) => ({ ...all, [ref]: version }))
        askAnew(queries)
      }),
    [queries],
  )
  return ({ ref, version }) => writes.some((one) => one.ref === ref) || version < (versions[ref] ?? 0)
}
