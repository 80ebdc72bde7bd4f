import { useQuery } from '@tanstack/react-query'
import { request } from '../api/index.ts'
import { useWords } from '../words/index.ts'
import classes from './frame.module.css'
import { useMe } from './session.ts'

/** In the demo: that all is made up, and for administrators the way to who can sign in and how to start over. */
export function DemoLine() {
  const words = useWords().shell
  const me = useMe()
  const { data } = useQuery({
    queryKey: ['set-up'],
    queryFn: () => request('/api/v1/set-up', { method: 'GET' }) as Promise<{ demo: boolean }>,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (!data?.demo) return null
  if (me.role !== 'administrator')
    return (
      <span className={classes.demo} title={words.demoHint}>
        {words.demo}
      </span>
    )
  return (
    <a className={classes.demo} href="/set-up/demo" title={words.demoHint}>
      {words.demo}
    </a>
  )
}
