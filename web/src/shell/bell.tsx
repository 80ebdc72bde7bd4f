import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Suspense, useEffect, useRef, useState } from 'react'
import { onNews } from '../api/index.ts'
import { lazily } from '../parts/lazily.ts'
import { useWords } from '../words/index.ts'
import classes from './bell.module.css'
import { useCommands } from './commands.ts'
import { unreadQuery } from './notices-query.ts'

const NoticePopover = lazily(() => import('./notice-popover.tsx'), 'NoticePopover')

/** How many notices one has not read; opens them (`b`). */
export function Bell() {
  const words = useWords().shell
  const [open, setOpen] = useState(false)
  const [wanted, setWanted] = useState(false)
  if (open && !wanted) setWanted(true)
  const button = useRef<HTMLButtonElement>(null)
  const { data } = useQuery(unreadQuery)
  useFresh()
  useCommands([
    { id: 'notices', label: words.notices, keys: 'b', group: words.account, run: () => setOpen(true) },
  ])
  const unread = data?.unread ?? 0
  const close = (): void => {
    setOpen(false)
    button.current?.focus()
  }
  const shown = (
    <button
      ref={button}
      type="button"
      className={classes.bell}
      aria-expanded={open}
      aria-haspopup="dialog"
      aria-label={words.noticesUnread(unread)}
      title={words.notices}
      onClick={() => setOpen((was) => !was)}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path
          d="M8 1.75a4.25 4.25 0 0 0-4.25 4.25c0 3.5-1.5 4.75-1.5 5.25h11.5c0-.5-1.5-1.75-1.5-5.25A4.25 4.25 0 0 0 8 1.75ZM6.5 13a1.5 1.5 0 0 0 3 0"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.3"
          strokeLinejoin="round"
        />
      </svg>
      {unread > 0 && <span className={classes.count}>{unread > 99 ? '99+' : unread}</span>}
    </button>
  )
  // What shows them is loaded when they are asked for.
  if (!wanted) return shown
  return (
    <Suspense fallback={shown}>
      <NoticePopover button={shown} open={open} onOpen={setOpen} onClose={close} />
    </Suspense>
  )
}

/** What is told follows changes of records, some moments later. */
function useFresh(): void {
  const queries = useQueryClient()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = onNews(() => {
      clearTimeout(timer)
      timer = setTimeout(() => void queries.invalidateQueries({ queryKey: ['notices'] }), 2_000)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [queries])
}
