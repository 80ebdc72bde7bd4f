import {
  type PreferenceKey,
  type Preferences,
  preferenceKeys,
  preferenceSchemas,
  preferencesOut,
} from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { preferencesOf, replacePreference } from '../preferences/index.ts'
import { addRoute, type Checked } from './route.ts'

const tag = 'People'

/** One's own views, columns and mails: read whole, replaced one by one. */
export function addPreferenceRoutes(app: FastifyInstance): void {
  addRoute(
    app,
    {
      method: 'GET',
      url: '/me/preferences',
      summary: 'Read how you like things',
      tag,
      answers: { 200: preferencesOut },
    },
    ({ ctx }: Checked) => preferencesOf(ctx),
  )
  for (const key of preferenceKeys) {
    addRoute(
      app,
      {
        method: 'PUT',
        url: `/me/preferences/${key}`,
        summary: `Replace your ${key}`,
        tag,
        body: preferenceSchemas[key],
        answers: { 200: preferencesOut },
      },
      ({ ctx, body }: Checked<unknown, unknown, Preferences[PreferenceKey]>) =>
        replacePreference(ctx, key, body),
    )
  }
}
