import { Link, type LinkProps, useNavigate } from '@tanstack/react-router'
import { useWords } from '../words/index.ts'
import type { Command } from './commands.ts'
import classes from './frame.module.css'
import { useMe } from './session.ts'

type Place = { label: string; keys: string; to: NonNullable<LinkProps['to']>; go: () => void }

/** Where one can go: by work, not by module. */
export function useNavigation(): Place[] {
  const words = useWords().shell.nav
  const me = useMe()
  const navigate = useNavigate()
  const place = (label: string, keys: string, to: Place['to']): Place => ({
    label,
    keys,
    to,
    go: () => void navigate({ to }),
  })
  return [
    place(words.now, 'g n', '/now'),
    place(words.desk, 'g d', '/desk'),
    place(words.call, 'c', '/call'),
    place(words.alerts, 'g a', '/alerts'),
    place(words.onCall, 'g o', '/on-call'),
    place(words.services, 'g v', '/services'),
    ...(me.can.includes('administer') ? [place(words.settings, 'g s', '/settings')] : []),
  ]
}

export function navigationCommands(places: readonly Place[], group: string): Command[] {
  return places.map(({ label, keys, to, go }) => ({ id: `go ${to}`, label, keys, group, run: go }))
}

/** The rail on a desk, the tab bar on a phone. */
export function Navigation({ places }: { places: readonly Place[] }) {
  const words = useWords().shell
  const links = places.map(({ label, to }) => (
    <Link key={to} to={to} className={classes.item}>
      {label}
    </Link>
  ))
  return (
    <>
      <nav className={classes.rail} aria-label={words.navLabel}>
        {links}
        <div id="rail-more" />
      </nav>
      <nav className={classes.tabs} aria-label={words.navLabel}>
        {links}
      </nav>
    </>
  )
}
