// What the pages do better with a script, and do without it as well: they follow what happens, keep what is being
// written, and send it when the server can be reached again.

const words = JSON.parse(document.body.dataset.words ?? '{}')
const me = document.body.dataset.me ?? ''
const locale = document.body.dataset.locale ?? 'en'
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

// Drafts: by person, form and field; kept until they are sent, with the key under which they are: an answer that did not
// arrive makes no second report, also when the page was closed meanwhile.

const draftKey = (field) => `draft:${me}:${field.form?.dataset.send}:${field.name}`
const keyOf = (form) => form.elements.namedItem('key')
const textsOf = (form) => [...form.querySelectorAll('textarea, input[type="text"]')]

function keepDrafts(form) {
  let restored = false
  if (textsOf(form).every(({ value }) => value.trim() === '')) {
    const kept = localStorage.getItem(draftKey(keyOf(form)))
    if (kept) keyOf(form).value = kept
  }
  for (const field of textsOf(form)) {
    const kept = localStorage.getItem(draftKey(field))
    if (kept && field.value.trim() === '') {
      field.value = kept
      restored = true
    }
    field.addEventListener('input', () => {
      if (field.value.trim() === '') localStorage.removeItem(draftKey(field))
      else localStorage.setItem(draftKey(field), field.value)
      keepKey(form)
    })
  }
  // What the server sent back with the page is newer than what is kept.
  if (!restored) return keepKey(form)
  const details = form.closest('details')
  if (details) details.open = true
  tell(form, words.draft)
}

function keepKey(form) {
  const key = keyOf(form)
  if (textsOf(form).some(({ value }) => value.trim() !== '')) localStorage.setItem(draftKey(key), key.value)
  else localStorage.removeItem(draftKey(key))
}

function forgetDrafts(form) {
  for (const field of [...textsOf(form), keyOf(form)]) localStorage.removeItem(draftKey(field))
}

/** Whoever signs out leaves nothing of theirs on this machine. */
function forgetAllDrafts() {
  for (const key of Object.keys(localStorage))
    if (key.startsWith(`draft:${me}:`)) localStorage.removeItem(key)
}

/** A line in a form that is read out, in place of the last one; empty takes it away. */
function tell(form, text, ...buttons) {
  let line = form.querySelector(':scope > [data-told]')
  if (!text) return line?.remove()
  if (!line) {
    line = document.createElement('p')
    line.className = 'notice'
    line.dataset.told = ''
    line.setAttribute('role', 'status')
    const end = [...form.children].findLast((child) => child.classList.contains('buttons'))
    form.insertBefore(line, end ?? null)
  }
  line.replaceChildren(text, ...buttons)
}

// Sending: with one key until the server has answered, however often it takes.

function sendFrom(form) {
  let sending = false
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (sending) return
    sending = true
    const button = event.submitter
    const freeze = (on) => {
      for (const field of textsOf(form)) field.readOnly = on
      for (const one of form.querySelectorAll('.buttons button')) one.disabled = on
    }
    const data = new FormData(form)
    if (button?.name) data.set(button.name, button.value)
    freeze(true)
    try {
      const answer = await sendUntilAnswered(form, button?.getAttribute('formaction') ?? form.action, data)
      if (answer) await answered(form, answer)
    } finally {
      freeze(false)
      sending = false
    }
  })
}

/** The first answer that is one; null where the person stopped it. */
async function sendUntilAnswered(form, url, data) {
  const stop = document.createElement('button')
  stop.type = 'button'
  stop.textContent = words.stop
  let stopped = false
  const wake = {}
  stop.addEventListener('click', () => {
    stopped = true
    wake.now?.()
  })
  for (let wait = 1_000; !stopped; wait = Math.min(wait * 2, 20_000)) {
    const answer = await once(url, form, data)
    if (stopped) break
    if (answer && ![502, 503, 504].includes(answer.status)) {
      tell(form, '')
      return answer
    }
    tell(form, `${words.unreachable} `, stop)
    await Promise.race([pause(wait), new Promise((resolve) => (wake.now = resolve)), backOnline()])
  }
  tell(form, '')
  return null
}

async function once(url, form, data) {
  const body = form.enctype === 'multipart/form-data' ? data : new URLSearchParams(data)
  const files = [...data.values()].some((value) => value instanceof File && value.size > 0)
  try {
    return await fetch(url, {
      method: 'POST',
      body,
      // A big picture over a slow line takes its time; words do not.
      ...(!files && { signal: AbortSignal.timeout(15_000) }),
    })
  } catch {
    return null
  }
}

const backOnline = () => new Promise((resolve) => addEventListener('online', resolve, { once: true }))

/** After it was done we are where a form without a script would lead; what was wrong is shown beside what was typed. */
async function answered(form, answer) {
  const done = answer.redirected && answer.ok
  if (done && !new URL(answer.url).pathname.startsWith('/sign-in')) {
    forgetDrafts(form)
    location.assign(answer.url)
    return pause(10_000)
  }
  if (answer.redirected) return location.assign(answer.url)
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html')
  // Files that were chosen need not be chosen again.
  const again = next.querySelector(`form[data-send="${form.dataset.send}"] .files`)
  const chosen = form.querySelector('input[type="file"]')
  if (again && chosen?.files.length > 0) {
    again.nextElementSibling?.matches('.hint') && again.nextElementSibling.remove()
    again.replaceWith(chosen.closest('.files'))
  }
  document.title = next.title
  document.querySelector('main').replaceWith(document.adoptNode(next.querySelector('main')))
  begin()
  const wrong = document.querySelector('[aria-invalid="true"]') ?? document.querySelector('main')
  wrong.focus()
  return undefined
}

// Files: which ones were chosen.

function showChosen(input) {
  const list = input.parentElement.querySelector('[data-chosen]')
  input.addEventListener('change', () => {
    const sizes = new Intl.NumberFormat(locale, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 })
    list.replaceChildren(
      ...[...input.files].map(({ name, size }) => {
        const item = document.createElement('li')
        item.dir = 'auto'
        item.textContent = `${name}, ${sizes.format(Math.max(1, size / 1_000))}`
        return item
      }),
    )
  })
}

// Live: what changed is fetched, and put in its place without moving what is being read.

let source = null
let fetching = null
let again = false

function follow() {
  source?.close()
  source = null
  if (!document.querySelector('[data-live]')) return
  source = new EventSource('/api/v1/live')
  source.addEventListener('open', () => {
    lost(false)
    // What was said while nobody listened is unknown, also between the page and its stream.
    refresh()
  })
  source.addEventListener('error', () => {
    lost(true)
    // A browser gives up on what answers with an error, as a server does that is about to stop.
    if (source?.readyState === EventSource.CLOSED) setTimeout(follow, 10_000)
  })
  source.addEventListener('missed', refresh)
  source.addEventListener('changed', ({ data }) => {
    const ref = document.querySelector('[data-live]')?.dataset.ref
    if (!ref || JSON.parse(data).updates.some((update) => update.ref === ref)) refresh()
  })
}

let losing
function lost(is) {
  clearTimeout(losing)
  const line = document.querySelector('.gone')
  if (!is) return line?.remove()
  if (!line)
    losing = setTimeout(() => {
      const gone = document.createElement('p')
      gone.className = 'gone'
      gone.setAttribute('role', 'status')
      gone.textContent = words.gone
      document.body.append(gone)
    }, 5_000)
}

/** One reading at a time; what is said meanwhile makes another one follow. */
function refresh() {
  if (fetching) {
    again = true
    return
  }
  fetching = pause(200)
    .then(() => fetch(location.pathname + location.search))
    .then((response) => (response.ok && !response.redirected ? response.text() : null))
    .then((text) => text && putInPlace(new DOMParser().parseFromString(text, 'text/html')))
    .catch(() => {})
    .finally(() => {
      fetching = null
      if (again) {
        again = false
        refresh()
      }
    })
}

function putInPlace(next) {
  const anchor = firstInSight()
  const top = anchor?.getBoundingClientRect().top
  for (const part of document.querySelectorAll('[data-part]')) {
    const fresh = next.querySelector(`[data-part="${part.dataset.part}"]`)
    if (fresh && differs(part, fresh)) putPart(part, document.adoptNode(fresh))
  }
  // Browsers do this by themselves, not all of them and not always; the style sheet tells them not to.
  if (anchor?.isConnected) scrollBy(0, anchor.getBoundingClientRect().top - top)
  tellTimes()
}

/** What must not move: the field one writes in, else the uppermost thing in sight. */
function firstInSight() {
  const inSight = (element) => {
    const { top, bottom } = element.getBoundingClientRect()
    return bottom > 60 && top < innerHeight
  }
  const own = document.activeElement
  if (own?.matches('main textarea, main input') && inSight(own)) return own
  return [...document.querySelectorAll('main li, main .field, main .standing, main h1')].find(inSight)
}

/** Apart from times, which are told anew each minute anyway. */
function differs(a, b) {
  const plain = (element) => {
    const copy = element.cloneNode(true)
    for (const time of copy.querySelectorAll('time')) time.textContent = ''
    for (const text of copy.querySelectorAll('textarea')) text.textContent = ''
    for (const key of copy.querySelectorAll('[name="key"]')) key.value = ''
    for (const key of copy.querySelectorAll('[name="key"]')) key.removeAttribute('value')
    for (const open of copy.querySelectorAll('details')) open.removeAttribute('open')
    for (const item of copy.querySelectorAll('.fresh')) item.classList.remove('fresh')
    if (copy.classList.contains('fresh')) copy.classList.remove('fresh')
    return copy.outerHTML
  }
  return plain(a) !== plain(b)
}

function putPart(part, fresh) {
  if (part.dataset.part === 'timeline') return putItems(part, fresh)
  // Words that are being typed there stay; the part follows when they are sent.
  const typing =
    part.contains(document.activeElement) || [...part.querySelectorAll('textarea')].some((t) => t.value)
  if (typing && part.querySelector('textarea')) return undefined
  const held = part.contains(document.activeElement) ? document.activeElement : null
  part.replaceWith(fresh)
  if (held?.id) document.getElementById(held.id)?.focus()
  else if (held?.closest('li')?.id)
    document.getElementById(held.closest('li').id)?.querySelector('a')?.focus()
  const form = fresh.closest('form[data-send]')
  const [first] = form?.querySelectorAll('[formaction]') ?? []
  if (first) form.action = first.getAttribute('formaction')
  for (const own of fresh.querySelectorAll('form[data-send]')) prepare(own)
  return undefined
}

/** A list item that has not changed is left alone, with whatever is selected in it. */
function putItems(list, fresh) {
  for (const item of [...list.children]) if (!fresh.querySelector(`#${item.id}`)) item.remove()
  let after = null
  for (const item of [...fresh.children]) {
    const own = document.getElementById(item.id)
    if (own && !differs(own, item)) {
      after = own
      continue
    }
    item.classList.add('fresh')
    if (own) own.replaceWith(item)
    else if (after) after.after(item)
    else list.prepend(item)
    after = item
  }
}

// Times: "2 minutes ago" stays true.

function tellTimes() {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  for (const time of document.querySelectorAll('time[data-ago]')) {
    const since = Date.now() - Date.parse(time.dateTime)
    if (Math.abs(since) >= 7 * 86_400_000) continue
    const units = { day: 86_400_000, hour: 3_600_000, minute: 60_000 }
    const [unit, ms] = Object.entries(units).find(([, length]) => Math.abs(since) >= length) ?? []
    time.textContent = unit ? format.format(-Math.trunc(since / ms), unit) : words.justNow
  }
}

function prepare(form) {
  keepDrafts(form)
  sendFrom(form)
}

/** Also after a page's content was replaced. */
function begin() {
  for (const form of document.querySelectorAll('form[data-send]')) prepare(form)
  for (const input of document.querySelectorAll('input[type="file"]')) showChosen(input)
  // Told once: not again when the page is loaded anew.
  const here = new URL(location.href)
  if (
    document.querySelector('[data-ref]') &&
    (here.searchParams.has('done') || here.searchParams.has('file'))
  ) {
    here.searchParams.delete('done')
    here.searchParams.delete('file')
    history.replaceState(null, '', here)
  }
  const zone = document.querySelector('select[name="zone"]')
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  const untouched = zone && document.querySelector('[aria-invalid="true"]') === null
  if (untouched && [...zone.options].some(({ value }) => value === own)) zone.value = own
}

document.addEventListener('submit', ({ target }) => {
  if (target.matches('[data-forget]')) forgetAllDrafts()
})
document.addEventListener('click', ({ target }) => {
  // The web app goes by the same choice.
  const theme = target.closest?.('[name="theme"]')?.value
  if (theme) localStorage.setItem('mantine-color-scheme-value', theme === 'system' ? 'auto' : theme)
  for (const menu of document.querySelectorAll('.menu[open]')) if (!menu.contains(target)) menu.open = false
})
document.addEventListener('keydown', ({ key }) => {
  const menu = key === 'Escape' && document.querySelector('.menu[open]')
  if (!menu) return
  menu.open = false
  menu.querySelector('summary').focus()
})
// An open stream would keep the page from being kept for going back.
addEventListener('pagehide', () => source?.close())
addEventListener('pageshow', ({ persisted }) => {
  if (!persisted) return
  follow()
  refresh()
})

begin()
follow()
setInterval(tellTimes, 30_000)
