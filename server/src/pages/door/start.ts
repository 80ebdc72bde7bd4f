import { html } from '../../spine/markup/index.ts'
import { page } from '../layout.ts'
import { addPage, type Place } from '../place.ts'
import { sendPage, sendTo } from '../respond.ts'
import { ownPath, type Theme, themeCookie, themes, type Visitor } from '../visitor.ts'
import { needed } from './set-up.ts'

const YEAR_S = 366 * 86_400

/** `/`, which leads everybody to where they work, and the choice of colours. */
export function addStart(place: Place): void {
  addPage(place, 'GET', '/', async ({ visitor, reply }) => {
    const { me } = visitor
    if (me) return sendTo(reply, me.can.includes('work') ? '/desk' : '/portal')
    return (await needed(visitor)) ? sendPage(reply, unsetPage(visitor, place)) : sendTo(reply, '/sign-in')
  })
  addPage(place, 'POST', '/theme', ({ reply, sent }) => {
    const theme = themes.find((one) => one === sent('theme')) ?? 'system'
    return sendTo(reply, ownPath(sent('to')) ?? '/', [cookieFor(theme, place)])
  })
}

// Not hidden from scripts: the web app goes by the same choice.
function cookieFor(theme: Theme, { publicUrl }: Place): string {
  const age = theme === 'system' ? 0 : YEAR_S
  const secure = publicUrl.startsWith('https:') ? '; Secure' : ''
  return `${themeCookie}=${theme}; Path=/; Max-Age=${age}; SameSite=Lax${secure}`
}

function unsetPage(visitor: Visitor, { publicUrl }: Place): string {
  const words = visitor.words.unset
  return page(visitor, {
    title: words.title,
    narrow: true,
    content: html`<h1>${words.title}</h1><p class="lead">${words.text}</p>
<p>${words.where} <code>${publicUrl}/set-up?token=</code></p><p>${words.again}</p>`,
  })
}
