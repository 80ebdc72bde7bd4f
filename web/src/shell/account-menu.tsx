import { Suspense, useState } from 'react'
import { lazily } from '../parts/lazily.ts'
import { useWords } from '../words/index.ts'
import classes from './frame.module.css'
import { useMe } from './session.ts'

const AccountDropdown = lazily(() => import('./account-dropdown.tsx'), 'AccountDropdown')

/** One's own name; what is behind it is loaded when it is opened. */
export function AccountMenu() {
  const me = useMe()
  const words = useWords().shell
  const [wanted, setWanted] = useState(false)
  const button = (
    <button
      type="button"
      className={`${classes.account} cut`}
      aria-label={`${words.account}: ${me.name}`}
      aria-haspopup="menu"
      onClick={() => setWanted(true)}
    >
      {me.name}
    </button>
  )
  if (!wanted) return button
  return (
    <Suspense fallback={button}>
      <AccountDropdown />
    </Suspense>
  )
}
