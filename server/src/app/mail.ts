import type { Db } from '../spine/db/index.ts'
import { Away, type Desk, type MailOptions, openSmtp, type Post } from '../spine/notices/index.ts'
import { demoState } from '../spine/setup/index.ts'
import type { Config } from './config.ts'
import { publicUrl } from './config.ts'
import { practices } from './practices.ts'

/** Outgoing mail, where a mail server is configured. */
export function openPost(config: Config, db: Db): Post | null {
  if (!config.smtpUrl || !config.smtpFrom) return null
  return heldInDemo(openSmtp(config.smtpUrl, config.smtpFrom), db)
}

/** The people of the demo are made up: while its mark stands, every mail waits here, whoever wrote it. */
function heldInDemo(post: Post, db: Db): Post {
  const held = async (): Promise<boolean> => (await demoState(db)).state !== 'none'
  return {
    ...post,
    held,
    send: async (letter) => {
      if (await held()) throw new Away('This holds the demo company: its mail is held back.')
      await post.send(letter)
    },
  }
}

/** Where people find what mails tell of. `url` is the address that people open. */
export function deskAt(url: string): Desk {
  // The desk is not a requester's to open.
  const place = {
    requester: 'portal',
    agent: 'records',
    manager: 'records',
    administrator: 'records',
  } as const
  const urlOf: Desk['urlOf'] = (ref, { role }, type) =>
    type === 'webhook-failed' ? `${url}/settings/webhooks` : `${url}/${place[role]}/${ref}`
  const places: Desk['places'] = ({ role }) => ({
    home: role === 'requester' ? `${url}/portal` : `${url}/desk`,
    choose: role === 'requester' ? `${url}/portal` : `${url}/profile#notices`,
  })
  return { registry: practices, urlOf, places }
}

/** How notices go out as mail. */
export function noticeMail(config: Config, post: Post): MailOptions {
  return { ...deskAt(publicUrl(config, config.port)), post, perMinute: 300 }
}

type Forgetful = { name: string; email: string }

/** Sends someone the link with which they choose a new password. */
export async function sendPasswordLink(post: Post, { name, email }: Forgetful, link: string): Promise<void> {
  const text = `Hello ${name},\n\nChoose a new password here, within an hour:\n${link}\n\nIf you did not ask for it, do nothing.\n`
  const html = `<p>Hello ${escaped(name)},</p><p><a href="${escaped(link)}">Choose a new password</a>, within an hour.</p><p>If you did not ask for it, do nothing.</p>`
  await post.send({
    to: { name, address: email },
    subject: 'Choose a new password',
    text,
    html,
    references: [],
  })
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
