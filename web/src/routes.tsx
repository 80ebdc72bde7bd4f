import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { persistently } from './parts/lazily.ts'
import { Broken } from './shell/broken.tsx'
import { Frame } from './shell/frame.tsx'
import { NotHere } from './shell/not-here.tsx'

const root = createRootRoute({ component: Frame, notFoundComponent: NotHere, errorComponent: Broken })

/** A screen is loaded when one goes there, also where the server is away for a moment. */
const screen: typeof lazyRouteComponent = (load, name) => lazyRouteComponent(() => persistently(load), name)

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/desk' })
  },
})

const desk = createRoute({
  getParentRoute: () => root,
  path: '/desk',
  // A view, filters, an order, and what is open in the preview: a list can be passed on as a link.
  validateSearch: (search: Record<string, unknown>) => search as Record<string, string>,
  component: screen(() => import('./desk/desk.tsx'), 'Desk'),
})

/** `from`: the merged record that one was led here from; `own`: a merged one is shown itself. */
type Led = { from?: string; own?: true }

const record = createRoute({
  getParentRoute: () => root,
  path: '/records/$ref',
  validateSearch: ({ from, own }: Record<string, unknown>): Led => ({
    ...(typeof from === 'string' && { from }),
    ...(own === true && { own }),
  }),
  component: screen(() => import('./record/record-page.tsx'), 'RecordPage'),
})

const major = createRoute({
  getParentRoute: () => root,
  path: '/major/$ref',
  component: screen(() => import('./record/major/major-screen.tsx'), 'MajorScreen'),
})

const now = createRoute({
  getParentRoute: () => root,
  path: '/now',
  validateSearch: whoseWork,
  component: screen(() => import('./now/now.tsx'), 'Now'),
})

const wall = createRoute({
  getParentRoute: () => root,
  path: '/now/wall',
  validateSearch: whoseWork,
  component: screen(() => import('./now/wall.tsx'), 'Wall'),
})

const call = createRoute({
  getParentRoute: () => root,
  path: '/call',
  component: screen(() => import('./desk/call-form.tsx'), 'CallForm'),
})

const alerts = createRoute({
  getParentRoute: () => root,
  path: '/alerts',
  validateSearch: whichAlerts,
  component: screen(() => import('./alerts/alerts.tsx'), 'Alerts'),
})

const services = createRoute({
  getParentRoute: () => root,
  path: '/services',
  component: screen(() => import('./services/services.tsx'), 'Services'),
})

const servicePage = createRoute({
  getParentRoute: () => root,
  path: '/services/$ref',
  component: screen(() => import('./services/service-page.tsx'), 'ServicePage'),
})

const onCall = createRoute({
  getParentRoute: () => root,
  path: '/on-call',
  component: screen(() => import('./on-call/on-call.tsx'), 'OnCallNow'),
})

const schedulePage = createRoute({
  getParentRoute: () => root,
  path: '/on-call/$ref',
  component: screen(() => import('./on-call/schedule-page.tsx'), 'SchedulePage'),
})

const serviceGraph = createRoute({
  getParentRoute: () => root,
  path: '/services/$ref/graph',
  component: screen(() => import('./services/graph/graph-page.tsx'), 'GraphPage'),
})

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: screen(() => import('./settings/settings.tsx'), 'Settings'),
})

const settingsPart = createRoute({
  getParentRoute: () => root,
  path: '/settings/$part',
  component: screen(() => import('./settings/settings.tsx'), 'Settings'),
})

const settingsItem = createRoute({
  getParentRoute: () => root,
  path: '/settings/$part/$item',
  component: screen(() => import('./settings/settings.tsx'), 'Settings'),
})

const profile = createRoute({
  getParentRoute: () => root,
  path: '/profile',
  component: screen(() => import('./settings/profile/profile.tsx'), 'ProfilePage'),
})

/** One team by its key, or `all`; one's own without. */
function whoseWork({ team }: Record<string, unknown>): { team?: string } {
  return typeof team === 'string' && team !== '' ? { team } : {}
}

/** Which alerts are shown: a view, a severity, those of one incident. */
function whichAlerts(search: Record<string, unknown>): {
  view?: string
  severity?: string
  incident?: string
} {
  const given = ['view', 'severity', 'incident'].flatMap((name) =>
    typeof search[name] === 'string' && search[name] !== '' ? [[name, search[name]]] : [],
  )
  return Object.fromEntries(given)
}

function asText(name: string, value: unknown): [string, string][] {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? [[name, String(value)]]
    : []
}

function stringifySearch(search: Record<string, unknown>): string {
  const given = Object.entries(search).flatMap(([name, value]) => asText(name, value))
  const text = new URLSearchParams(given).toString().replaceAll('%2C', ',')
  return text && `?${text}`
}

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    desk,
    record,
    major,
    now,
    wall,
    call,
    alerts,
    onCall,
    schedulePage,
    services,
    servicePage,
    serviceGraph,
    settings,
    settingsPart,
    settingsItem,
    profile,
  ]),
  defaultPreload: 'intent',
  // Plain text: `?open=true&priority=1,2` is what people read and pass on.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
