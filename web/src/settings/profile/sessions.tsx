import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api, type components, read } from '../../api/index.ts'
import { Failed, Loading } from '../../parts/states.tsx'
import { When } from '../../parts/when.tsx'
import { usePending } from '../../shell/pending.ts'
import { sendAllUndoable, sendUndoable } from '../../shell/toasts.tsx'
import { useWords } from '../../words/index.ts'
import classes from '../settings.module.css'
import { type SettingsWords, useSettingsWords } from '../words.ts'
import { Section } from './section.tsx'

type Session = components['schemas']['Sessions']['items'][number]
const pathOf = ({ id }: Session): string => `/api/v1/me/sessions/${id}`

/** Where one is signed in, and signing out there. */
export function Sessions() {
  const words = useWords()
  const w = useSettingsWords().profile
  const queries = useQueryClient()
  const ending = new Set(usePending().map(({ path }) => path))
  const { data, error, refetch } = useQuery({
    queryKey: ['sessions'],
    queryFn: () => read(api.GET('/api/v1/me/sessions')),
    staleTime: 0,
  })
  const shown = (data?.items ?? []).filter((session) => !ending.has(pathOf(session)))
  const others = shown.filter(({ current }) => !current)
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: ['sessions'] })
  const end = async (session: Session): Promise<void> => {
    await sendUndoable({ label: w.ended, method: 'DELETE', path: pathOf(session) }, words)
    await refresh()
  }
  const endAll = async (): Promise<void> => {
    const writes = others.map((one) => ({ label: w.ended, method: 'DELETE' as const, path: pathOf(one) }))
    await sendAllUndoable(writes, w.endedAll, words)
    await refresh()
  }
  return (
    <Section id="sessions" hint={others.length > 0 ? w.sessionsHint : w.onlyHere}>
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {shown.map((session) => (
        <SessionRow key={session.id} session={session} onEnd={() => void end(session)} />
      ))}
      {others.length > 1 && (
        <Button className={classes.after} variant="default" onClick={() => void endAll()}>
          {w.endAll}
        </Button>
      )}
    </Section>
  )
}

function SessionRow({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const w = useSettingsWords().profile
  const { current, userAgent, address, lastSeenAt } = session
  return (
    <div className={classes.act}>
      <div>
        <b title={userAgent ?? ''}>{programOf(userAgent, w)}</b>
        {current && <span className={classes.ok}> · {w.thisOne}</span>}
        <p className="muted">
          {address} · {w.seen} <When at={lastSeenAt} />
        </p>
      </div>
      {!current && (
        <Button variant="default" onClick={onEnd}>
          {w.end}
        </Button>
      )}
    </div>
  )
}

const browsers = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrom(e|ium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
] as const
const systems = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux|X11/, 'Linux'],
] as const

/** `Firefox on Windows`: enough to know one's own again. */
function programOf(agent: string | null, w: SettingsWords['profile']): string {
  const find = (table: readonly (readonly [RegExp, string])[]) =>
    table.find(([pattern]) => pattern.test(agent ?? ''))?.[1]
  const [browser, system] = [find(browsers), find(systems)]
  return browser && system ? w.browserOn(browser, system) : agent?.split(' ')[0] || w.unknownBrowser
}
