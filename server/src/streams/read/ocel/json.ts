import { UnreadableFile } from '../../../spine/files/index.ts'
import { counted } from '../warnings.ts'
import { type Ocel, type OcelEvent, olderOcel } from './model.ts'

/** JSON is read whole: a larger file would need several times its size of memory. */
export const longestJson = 256 << 20

/** Reads OCEL 2.0 as JSON. Throws `UnreadableFile` naming the place that is not as the format says. */
export function ocelFromJson(text: string): Ocel {
  const whole = parsed(text)
  for (const name of ['eventTypes', 'objectTypes', 'events', 'objects']) {
    if (Array.isArray(whole[name])) continue
    if (whole['ocel:events'] !== undefined) throw new UnreadableFile(olderOcel)
    throw new UnreadableFile(`OCEL needs "${name}", an array; there is none`)
  }
  const objects = new Map<string, string>()
  let repeatedObjects = 0
  for (const [at, object] of (whole.objects as unknown[]).entries()) {
    const { id, type } = textsOf(object, `objects[${at}]`, ['id', 'type'])
    if (objects.has(id)) repeatedObjects++
    else objects.set(id, type)
  }
  const events = (whole.events as unknown[]).map((event, at) => eventOf(event, `events[${at}]`))
  return {
    objects,
    events,
    warnings: [
      counted(repeatedObjects, 'object repeats', 'objects repeat', 'an id: the first counts'),
    ].filter(Boolean),
  }
}

function parsed(text: string): Record<string, unknown> {
  try {
    const whole: unknown = JSON.parse(text)
    if (typeof whole === 'object' && whole !== null && !Array.isArray(whole))
      return whole as Record<string, unknown>
  } catch (error) {
    throw new UnreadableFile(`this is no JSON: ${(error as Error).message}`)
  }
  throw new UnreadableFile('this is JSON, but no event log: OCEL is an object')
}

function eventOf(event: unknown, place: string): OcelEvent {
  const texts = textsOf(event, place, ['id', 'type', 'time'])
  const { attributes, relationships } = event as Record<string, unknown>
  return {
    ...(texts as { id: string; type: string; time: string }),
    attributes: arrayOf(attributes, `${place}.attributes`).map((one, at) => {
      const { name } = textsOf(one, `${place}.attributes[${at}]`, ['name'])
      const { value } = one as { value?: unknown }
      return { name, value: typeof value === 'object' ? '' : String(value ?? '') }
    }),
    objects: arrayOf(relationships, `${place}.relationships`).map(
      (one, at) => textsOf(one, `${place}.relationships[${at}]`, ['objectId']).objectId,
    ),
  }
}

function arrayOf(value: unknown, place: string): unknown[] {
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) return value
  throw new UnreadableFile(`${place} is not an array`)
}

function textsOf<K extends string>(value: unknown, place: string, keys: readonly K[]): Record<K, string> {
  if (typeof value !== 'object' || value === null) throw new UnreadableFile(`${place} is not an object`)
  const found = value as Record<string, unknown>
  for (const key of keys) {
    if (typeof found[key] !== 'string') throw new UnreadableFile(`${place} has no text as its "${key}"`)
  }
  return found as Record<K, string>
}
