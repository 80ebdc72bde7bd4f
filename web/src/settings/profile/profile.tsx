import { SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { useMe } from '../../shell/session.ts'
import { useWords } from '../../words/index.ts'
import { Keys } from '../keys/keys.tsx'
import { PartHead } from '../part-head.tsx'
import { Away } from '../people/away.tsx'
import { Contacts } from '../people/contacts.tsx'
import { Hours } from '../people/hours.tsx'
import { Memberships } from '../people/memberships.tsx'
import { Skills } from '../people/skills.tsx'
import { usePeopleWords } from '../people/words.ts'
import classes from '../settings.module.css'
import { useSettingsWords } from '../words.ts'
import { MailedNotices } from './mailed-notices.tsx'
import { Password } from './password.tsx'
import { SecondFactor } from './second-factor.tsx'
import { Section } from './section.tsx'
import { Sessions } from './sessions.tsx'
import { You } from './you.tsx'

const sections = ['look', 'notices', 'password', 'factor', 'keys', 'sessions'] as const
/** What colleagues see of who works here. */
const working = ['away', 'hours', 'skills', 'teams', 'contacts'] as const

/** One's own things: how one is called, what one is told, and how one signs in. */
export function ProfilePage() {
  const words = useSettingsWords()
  const people = usePeopleWords()
  const me = useMe()
  const works = me.role !== 'requester'
  const places: readonly (readonly [string, string])[] = [
    ['you', words.profile.sections.you],
    ...(works ? working.map((one) => [one, people[one].heading] as const) : []),
    ...sections.map((one) => [one, words.profile.sections[one]] as const),
  ]
  return (
    <div className={classes.settings}>
      <nav className={`${classes.nav} wide-only`} aria-label={words.profile.heading}>
        <ul>
          {places.map(([section, title]) => (
            <li key={section}>
              <a href={`#${section}`}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
      <div className={classes.page}>
        <PartHead title={words.profile.heading} hint={`${me.email ?? ''} · ${words.people.roles[me.role]}`} />
        <You />
        {works && (
          <>
            <Away person={me} />
            <Hours person={me} />
            <Skills person={me} />
            <Memberships person={me} />
            <Contacts person={me} />
          </>
        )}
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
