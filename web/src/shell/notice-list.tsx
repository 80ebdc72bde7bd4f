import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import { type Notice, send } from '../api/index.ts'
import { Failed, Loading } from '../parts/states.tsx'
import { When } from '../parts/when.tsx'
import { useWords } from '../words/index.ts'
import { useNoticeWords } from '../words/notices.ts'
import classes from './bell.module.css'
import { unreadQuery } from './notices-query.ts'

/** What one was told and has not read; opening the record, or a click, marks it as read. */
export function NoticeList({ onClose }: { onClose: () => void }) {
  const words = useWords().shell
  const queries = useQueryClient()
  const list = useRef<HTMLDivElement>(null)
  const { data, error, refetch } = useQuery(unreadQuery)
  if (error && !data) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  const newest = data.items[0]

  const markRead = async (body: { ids: number[] } | { upTo: number }): Promise<void> => {
    const gone = (id: number): boolean => ('ids' in body ? body.ids.includes(id) : id <= body.upTo)
    queries.setQueryData(
      unreadQuery.queryKey,
      (before) => before && withoutRead(before, gone, 'upTo' in body),
    )
    // What was pressed is gone: the keys still belong to the list.
    list.current?.focus()
    await send({ label: words.noticesReadAll, method: 'POST', path: '/api/v1/notices/read', body })
    await queries.invalidateQueries({ queryKey: ['notices'] })
  }
  return (
    <div ref={list} tabIndex={-1} className={classes.list}>
      <header className={classes.listHead}>
        <h2>{words.notices}</h2>
        {newest && (
          <Button size="compact-sm" variant="subtle" onClick={() => void markRead({ upTo: newest.id })}>
            {words.noticesReadAll}
          </Button>
        )}
      </header>
      {data.items.length === 0 ? (
        <p className={classes.none}>
          {words.noticesNone}{' '}
          <Link to="/profile" hash="notices" onClick={onClose}>
            {words.noticesChoose}
          </Link>
        </p>
      ) : (
        <ul>
          {data.items.map((notice) => (
            <NoticeLine
              key={notice.id}
              notice={notice}
              onRead={() => void markRead({ ids: [notice.id] })}
              onOpen={() => {
                void markRead({ ids: [notice.id] })
                onClose()
              }}
            />
          ))}
        </ul>
      )}
    </div>
  )
}

type LineProps = { notice: Notice; onRead: () => void; onOpen: () => void }

function NoticeLine({ notice, onRead, onOpen }: LineProps) {
  const words = useWords().shell
  const why = useNoticeWords()
  const { type, at, ref, title, entry } = notice
  return (
    <li className={classes.notice}>
      <Link {...placeOf(notice)} onClick={onOpen} className={classes.what}>
        <span className={classes.type}>{why[type]}</span>
        <span className={classes.title} dir="auto">
          {title}
        </span>
        <span className="muted">
          {ref}
          {entry?.actor && ` · ${entry.actor.name}`} · <When at={at} />
        </span>
      </Link>
      <button
        type="button"
        className={classes.read}
        aria-label={`${words.noticesRead}: ${ref}`}
        title={words.noticesRead}
        onClick={onRead}
      >
        ✓
      </button>
    </li>
  )
}

/** Where what it tells of can be seen, and something done about it. */
function placeOf({ type, ref }: Notice) {
  return type === 'webhook-failed'
    ? ({ to: '/settings/$part', params: { part: 'webhooks' } } as const)
    : ({ to: '/records/$ref', params: { ref } } as const)
}

type Page = { items: Notice[]; next: number | null; unread: number }

function withoutRead(page: Page, gone: (id: number) => boolean, all: boolean): Page {
  const items = page.items.filter(({ id }) => !gone(id))
  return { ...page, items, unread: all ? 0 : Math.max(0, page.unread - (page.items.length - items.length)) }
}
