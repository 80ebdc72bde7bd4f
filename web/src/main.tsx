import './theme/index.ts'
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { listen, meQuery, openOutbox, Refused, sayProblemsIn, sayWhose } from './api/index.ts'
import { router } from './routes.tsx'
import { followOutcomes } from './shell/outcomes.ts'
import { goSignIn, MeProvider } from './shell/session.ts'
import { ToastHost } from './shell/toast-host.tsx'
import { LivingTongue } from './shell/tongue.tsx'
import { resolver, theme } from './theme/index.ts'
import { wordsFor } from './words/languages.ts'

const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? ''
// Libraries that put style elements into the page look for it here.
Object.assign(globalThis, { __webpack_nonce__: nonce })

const mayPass = (_failures: number, error: unknown): boolean => error instanceof Refused && error.passes

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => mayPass(failures, error) && failures < 5,
      structuralSharing: false,
    },
  },
})

/** Who is here decides the language, the outbox and what is listened to: asked before anything is drawn. */
async function begin(): Promise<void> {
  const me = await queries.fetchQuery({ ...meQuery, retry: mayPass }).catch((error: unknown) => {
    if (error instanceof Refused && error.status === 401) goSignIn()
    throw error
  })
  sayWhose(me.id)
  const words = await wordsFor(me.language)
  document.documentElement.lang = me.language
  sayProblemsIn(words.problems)
  await openOutbox(me.id)
  followOutcomes(queries, words)
  listen(queries)
  createRoot(document.getElementById('root') as HTMLElement).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={resolver}
        defaultColorScheme="auto"
        getStyleNonce={() => nonce}
      >
        <QueryClientProvider client={queries}>
          <LivingTongue me={me} words={words}>
            <MeProvider value={me}>
              <RouterProvider router={router} />
              <ToastHost />
            </MeProvider>
          </LivingTongue>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  )
}

void begin()
