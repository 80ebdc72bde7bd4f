import type { ELK, ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js'
import type { CasesAt } from '../../../analyse/ends.ts'
import type { Level } from './levels.ts'

export type Point = { x: number; y: number }
export type Line = { path: Point[]; label: Point }
export type Placed = {
  width: number
  height: number
  /** Upper left corners, in the order of the level's activities. */
  nodes: Point[]
  begin: Point
  end: Point
  /** In the order of what was given; of steps only those that lead elsewhere. */
  begins: Line[]
  steps: Line[]
  ends: Line[]
}

export const nodeSize = { width: 204, height: 68 }
export const edgeOfLog = { width: 72, height: 24 }
const labelSize = { width: 52, height: 16 }

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.padding': '[top=8,left=8,bottom=8,right=8]',
  'elk.spacing.nodeNode': '24',
  'elk.spacing.edgeNode': '16',
  'elk.spacing.edgeEdge': '12',
  'elk.layered.spacing.nodeNodeBetweenLayers': '24',
  'elk.layered.spacing.edgeNodeBetweenLayers': '14',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '12',
  // What leads back to an activity that comes earlier in most cases is drawn upwards.
  'elk.layered.cycleBreaking.strategy': 'MODEL_ORDER',
}

/**
 * Where everything stands, from top to bottom as most work goes. ELK's layered layout (K. Sugiyama and others, 1981),
 * loaded only where a map is made: it takes a quarter of a second to load.
 */
export async function layoutOf(level: Level, begins: CasesAt[], ends: CasesAt[]): Promise<Placed> {
  const elk = await engine()
  const place = new Map(level.activities.map((name, at) => [name, `n${at}`]))
  const id = (name: string): string => place.get(name) as string
  const steps = level.steps.filter(({ from, to }) => from !== to)
  const most = steps[0]?.count ?? 1
  const edge = (source: string, target: string, at: string, weight: number) => ({
    id: at,
    sources: [source],
    targets: [target],
    labels: [{ id: `l${at}`, text: '0', ...labelSize }],
    layoutOptions: { 'elk.layered.priority.straightness': String(1 + Math.round(weight * 9)) },
  })
  const graph = await elk.layout({
    id: 'map',
    layoutOptions: options,
    children: [
      { id: 'begin', ...edgeOfLog, layoutOptions: { 'elk.layered.layering.layerConstraint': 'FIRST' } },
      ...level.activities.map((name) => ({ id: id(name), ...nodeSize })),
      { id: 'end', ...edgeOfLog, layoutOptions: { 'elk.layered.layering.layerConstraint': 'LAST' } },
    ],
    edges: [
      ...begins.map(({ activity }, at) => edge('begin', id(activity), `b${at}`, 1)),
      ...steps.map(({ from, to, count }, at) => edge(id(from), id(to), `e${at}`, count / most)),
      ...ends.map(({ activity }, at) => edge(id(activity), 'end', `z${at}`, 1)),
    ],
  })
  return placed(graph)
}

function placed({ width = 0, height = 0, children = [], edges = [] }: ElkNode): Placed {
  const corners = children.map(({ x = 0, y = 0 }) => ({ x, y }))
  const lines = (letter: string): Line[] => edges.filter(({ id }) => id.startsWith(letter)).map(lineOf)
  return {
    width,
    height,
    begin: corners[0] as Point,
    nodes: corners.slice(1, -1),
    end: corners.at(-1) as Point,
    begins: lines('b'),
    steps: lines('e'),
    ends: lines('z'),
  }
}

function lineOf({ sections = [], labels = [] }: ElkExtendedEdge): Line {
  const path = sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [
    startPoint,
    ...bendPoints,
    endPoint,
  ])
  const { x = 0, y = 0 } = labels[0] ?? {}
  return { path, label: { x: x + labelSize.width / 2, y: y + labelSize.height / 2 } }
}

let loaded: Promise<ELK> | undefined

function engine(): Promise<ELK> {
  loaded ??= import('elkjs/lib/elk.bundled.js').then(({ default: Elk }) => new Elk.default())
  return loaded
}
