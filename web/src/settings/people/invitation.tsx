import type { components } from '../../api/index.ts'
import { useFormats } from '../../words/formats.ts'
import { CopyBox } from '../copy-box.tsx'
import classes from '../settings.module.css'
import { useSettingsWords } from '../words.ts'

export type Link = components['schemas']['Invitation']

/** The link with which somebody chooses a password: to be copied, or put into a mail of one's own. */
export function InvitationLink({ link, name, email }: { link: Link; name: string; email: string | null }) {
  const w = useSettingsWords().people
  const formats = useFormats()
  const address = new URL(link.link, location.origin).href
  const mail = `mailto:${encodeURIComponent(email ?? '')}?subject=${encodeURIComponent(w.mailSubject)}&body=${encodeURIComponent(w.mailBody(name, address))}`
  return (
    <section className={classes.shown} aria-label={w.linkTitle}>
      <h3>{w.linkTitle}</h3>
      <p className="muted">{w.linkHint(formats.exact(link.expiresAt))}</p>
      <CopyBox label={w.linkTitle} text={address} />
      {email && <a href={mail}>{w.byMail}</a>}
    </section>
  )
}
