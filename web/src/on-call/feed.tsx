import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { CopyBox } from '../settings/copy-box.tsx'
import { useSave } from '../settings/form/use-save.ts'
import { useFormats } from '../words/formats.ts'
import classes from './on-call.module.css'
import { feedsQuery } from './queries.ts'
import { useOnCallWords } from './words.ts'

/** A secret address by which one's own calendar reads the shifts. */
export function Feed({ schedule }: { schedule: string }) {
  const w = useOnCallWords().feed
  const formats = useFormats()
  const queries = useQueryClient()
  const saving = useSave()
  const [made, setMade] = useState<string | null>(null)
  const { data = [] } = useQuery(feedsQuery)
  const again = (): Promise<void> => queries.invalidateQueries({ queryKey: feedsQuery.queryKey })
  const make = async (): Promise<void> => {
    const write = {
      label: w.made,
      method: 'POST',
      path: '/api/v1/on-call/feeds',
      body: { schedule },
    } as const
    const outcome = await saving.save(write)
    if (outcome.ok) setMade(`${location.origin}${(outcome.data as { path: string }).path}`)
    await again()
  }
  const revoke = async (id: number): Promise<void> => {
    await saving.save({ label: w.revoked, method: 'DELETE', path: `/api/v1/on-call/feeds/${id}` })
    setMade(null)
    await again()
  }
  return (
    <section>
      <h2>{w.heading}</h2>
      <p className="muted">{w.hint}</p>
      {made && (
        <>
          <p>{w.copy}</p>
          <CopyBox label={w.heading} text={made} />
        </>
      )}
      <ul className={classes.plain}>
        {data
          .filter((one) => one.schedule === schedule)
          .map(({ id, madeAt }) => (
            <li key={id}>
              {w.since(formats.exact(madeAt))}{' '}
              <button type="button" className={classes.link} onClick={() => void revoke(id)}>
                {w.revoke}
              </button>
            </li>
          ))}
      </ul>
      {saving.problem && <p role="alert">{saving.problem.message}</p>}
      {!made && (
        <Button variant="default" loading={saving.busy} onClick={() => void make()}>
          {w.make}
        </Button>
      )}
    </section>
  )
}
