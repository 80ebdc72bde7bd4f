import { useWords } from '../words/index.ts'
import { useConnection } from './connection.ts'
import classes from './frame.module.css'
import { usePending } from './pending.ts'

/** Says that the server is away, and how much waits for it. */
export function OfflineBar() {
  const words = useWords().shell
  const there = useConnection()
  const waiting = usePending().length
  if (there) return null
  return (
    <div role="status" className={classes.offline}>
      {words.offline} {waiting > 0 && <b>{words.unsent(waiting)}.</b>}
    </div>
  )
}
