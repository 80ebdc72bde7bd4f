import { SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { useMe } from '../../shell/session.ts'
import { useWords } from '../../words/index.ts'
import { Keys } from '../keys/keys.tsx'
import { PartHead } from '../part-head.tsx'
import classes from '../settings.module.css'
import { useSettingsWords } from '../words.ts'
import { MailedNotices } from './mailed-notices.tsx'
import { Password } from './password.tsx'
import { SecondFactor } from './second-factor.tsx'
import { Section } from './section.tsx'
import { Sessions } from './sessions.tsx'
import { You } from './you.tsx'

const sections = ['you', 'look', 'notices', 'password', 'factor', 'keys', 'sessions'] as const

/** One's own things: how one is called, what one is told, and how one signs in. */
export function ProfilePage() {
  const words = useSettingsWords()
  const me = useMe()
  return (
    <div className={classes.settings}>
      <nav className={`${classes.nav} wide-only`} aria-label={words.profile.heading}>
        <ul>
          {sections.map((section) => (
            <li key={section}>
              <a href={`#${section}`}>{words.profile.sections[section]}</a>
            </li>
          ))}
        </ul>
      </nav>
      <div className={classes.page}>
        <PartHead title={words.profile.heading} hint={`${me.email ?? ''} · ${words.people.roles[me.role]}`} />
        <You />
        <Look />
        <MailedNotices />
        {me.via === 'session' && (
          <>
            <Password />
            <SecondFactor />
          </>
        )}
        <Section id="keys">
          <Keys owner={me} />
        </Section>
        {me.via === 'session' && <Sessions />}
      </div>
    </div>
  )
}

function Look() {
  const words = useSettingsWords().profile
  const { theme } = useWords().shell
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Section id="look" hint={words.lookHint}>
      <SegmentedControl
        aria-label={theme.toggle}
        value={colorScheme}
        onChange={(scheme) => setColorScheme(scheme as typeof colorScheme)}
        data={(['light', 'dark', 'auto'] as const).map((value) => ({ value, label: theme[value] }))}
      />
    </Section>
  )
}
