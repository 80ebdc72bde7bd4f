import type { ELK } from 'elkjs/lib/elk-api.js'
import workerUrl from 'elkjs/lib/elk-worker.min.js?url'
import type { Arrow } from './picture.ts'

export type Place = { x: number; y: number }
export const size = { width: 168, height: 44 }

let elk: Promise<ELK> | undefined

/** In a worker of its own: a large picture takes some hundred milliseconds. */
function loaded(): Promise<ELK> {
  elk ??= import('elkjs/lib/elk-api.js').then(
    ({ default: Elk }) => new Elk({ workerUrl, workerFactory: (url) => new Worker(url ?? workerUrl) }),
  )
  return elk
}

/**
 * Where each thing stands: what fails on the right, whom it hits to the left of it, in layers. Things that were placed
 * before keep their order among each other, so that a picture that is unfolded is still the same.
 */
export async function placesOf(
  refs: readonly string[],
  arrows: readonly Arrow[],
  before: ReadonlyMap<string, Place>,
): Promise<Map<string, Place>> {
  const known = before.size > 0
  const shown = new Set(refs)
  const { children = [] } = await (await loaded()).layout({
    id: 'picture',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'RIGHT',
      'elk.spacing.nodeNode': '16',
      'elk.layered.spacing.nodeNodeBetweenLayers': '72',
      'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
      'elk.aspectRatio': '1.6',
      ...(known && {
        'elk.layered.crossingMinimization.semiInteractive': 'true',
        'elk.layered.cycleBreaking.strategy': 'INTERACTIVE',
      }),
    },
    children: refs.map((id) => {
      const place = before.get(id)
      return {
        id,
        ...size,
        ...place,
        ...(place && { layoutOptions: { 'elk.position': `(${place.x},${place.y})` } }),
      }
    }),
    edges: arrows
      .filter(({ from, to }) => shown.has(from) && shown.has(to))
      .map(({ from, to }, i) => ({ id: String(i), sources: [from], targets: [to] })),
  })
  return new Map(children.map(({ id, x = 0, y = 0 }) => [id, { x, y }]))
}
