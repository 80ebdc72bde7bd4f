import { Kbd } from '@mantine/core'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { Suspense, useRef, useState } from 'react'
import { lazily } from '../parts/lazily.ts'
import { useWords } from '../words/index.ts'
import { AccountMenu } from './account-menu.tsx'
import { Bell } from './bell.tsx'
import { useCommands } from './commands.ts'
import { DemoLine } from './demo-line.tsx'
import classes from './frame.module.css'
import { Navigation, navigationCommands, useNavigation } from './navigation.tsx'
import { OfflineBar } from './offline-bar.tsx'
import { SessionGuard } from './session-guard.tsx'
import { useArrival } from './use-arrival.ts'
import { useShortcut } from './use-shortcut.ts'

const KeysHelp = lazily(() => import('./keys-help.tsx'), 'KeysHelp')
const Finder = lazily(() => import('./finder.tsx'), 'Finder')
const onApple = /Mac|iPhone|iPad/.test(navigator.platform)

/** What is around every screen: where one is, where one can go, what one can do. */
export function Frame() {
  const words = useWords().shell
  const [finding, setFinding] = useState(false)
  const [helping, setHelping] = useState(false)
  const places = useNavigation()
  useCommands([
    ...navigationCommands(places, words.goTo),
    { id: 'keys', label: words.keysHint, keys: '?', group: words.keys, run: () => setHelping(true) },
  ])
  const main = useRef<HTMLElement>(null)
  useArrival(main)
  useShortcut(() => setFinding((open) => !open))

  const bare = useRouterState({ select: ({ location }) => location.pathname === '/now/wall' })
  // A wall has no keyboard: only what a session's end asks for stands before it.
  if (bare)
    return (
      <main id="main">
        <Outlet />
        <SessionGuard />
      </main>
    )

  return (
    <div className={classes.frame}>
      <a href="#main" className={classes.skip}>
        {words.skip}
      </a>
      <header className={classes.top}>
        <Link to="/" className={classes.brand}>
          Throughline
        </Link>
        <button type="button" className={classes.find} onClick={() => setFinding(true)}>
          {words.findOrDo}
          <Kbd className="wide-only">{onApple ? '⌘ K' : `${words.ctrl} K`}</Kbd>
        </button>
        <div className={classes.right}>
          <DemoLine />
          <Bell />
          <AccountMenu />
        </div>
      </header>
      <Navigation places={places} />
      <main id="main" ref={main} className={classes.main} tabIndex={-1}>
        <Outlet />
      </main>
      <OfflineBar />
      {helping && (
        <Suspense>
          <KeysHelp onClose={() => setHelping(false)} />
        </Suspense>
      )}
      <SessionGuard />
      {finding && (
        <Suspense>
          <Finder onClose={() => setFinding(false)} />
        </Suspense>
      )}
    </div>
  )
}
