import { api, read } from './client.ts'
import { pending, type Write } from './outbox.ts'

const path = '/api/v1/me/preferences/'

/** Whether a change is one of how a person likes things. */
export const isPreference = (write: Write): boolean => write.path.startsWith(path)

/** How this person likes things: as the server knows it, and what they chose since and still waits to be sent. */
export const preferencesQuery = {
  queryKey: ['preferences'],
  queryFn: async () => {
    const kept = await read(api.GET('/api/v1/me/preferences'))
    const waiting = pending().filter(isPreference)
    const chosen = waiting.map((write) => [write.path.slice(path.length), write.body])
    return { ...kept, ...(Object.fromEntries(chosen) as Partial<typeof kept>) }
  },
}
