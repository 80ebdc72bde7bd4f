import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import {
  Controls,
  type Edge,
  Handle,
  MarkerType,
  type Node,
  Position,
  ReactFlow,
  useStore,
} from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { useEffect, useMemo, useState } from 'react'
import { Failed, Loading } from '../../parts/states.tsx'
import { useTitle } from '../../shell/use-title.ts'
import { reachQuery } from '../queries.ts'
import { useServiceWords } from '../words.ts'
import classes from './graph.module.css'
import { gridOf } from './grid.ts'
import { type Place, placesOf, size } from './layout.ts'
import { atFirst, foldedAt, type Picture, pictureOf, type Thing } from './picture.ts'

/** A service among all that it stands on, and all that stands on it. */
export function GraphPage() {
  const w = useServiceWords()
  const { ref } = useParams({ from: '/services/$ref/graph' })
  const hit = useQuery(reachQuery(ref, 'impact'))
  const needed = useQuery(reachQuery(ref, 'dependencies'))
  const picture = useMemo(
    () => (hit.data && needed.data ? pictureOf(hit.data, needed.data) : null),
    [hit.data, needed.data],
  )
  const name = hit.data?.of.name ?? ref
  useTitle(w.graph.title(name))
  const error = hit.error ?? needed.error
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <Link to="/services/$ref" params={{ ref }} className={classes.back}>
          ‹ <span dir="auto">{name}</span>
        </Link>
        <h1 dir="auto">{w.graph.title(name)}</h1>
        <p className="muted">{w.graph.hint}</p>
      </header>
      {error && !picture && <Failed error={error} />}
      {!picture && !error && <Loading />}
      {picture && <Whole key={ref} picture={picture} />}
    </div>
  )
}

function Whole({ picture }: { picture: Picture }) {
  const w = useServiceWords().graph
  const [shown, setShown] = useState(() => atFirst(picture))
  const places = usePlaces(picture, shown)
  const { things } = picture
  const unfold = (ref: string): void => setShown(new Set([...shown, ...foldedAt(picture, ref, shown)]))
  if (!places) return <Loading />
  return (
    <>
      {shown.size < things.size && (
        <p className={classes.folded}>
          {w.folded(things.size - shown.size)}{' '}
          <Button variant="default" onClick={() => setShown(new Set(things.keys()))}>
            {w.unfoldAll(things.size)}
          </Button>
        </p>
      )}
      <div className={classes.flow} data-graph={shown.size}>
        <ReactFlow
          // What is placed anew is looked at as a whole.
          key={places.size > mostInLayers ? 'grid' : 'layers'}
          nodes={nodesIn(picture, places, shown, unfold)}
          edges={edgesIn(picture, shown)}
          nodeTypes={nodeTypes}
          nodesConnectable={false}
          nodesDraggable={false}
          edgesFocusable={false}
          minZoom={0.05}
          fitView
          fitViewOptions={{ maxZoom: 1, padding: 0.05 }}
          onlyRenderVisibleElements
          ariaLabelConfig={w.aria}
        >
          <Controls showInteractive={false} />
        </ReactFlow>
      </div>
    </>
  )
}

/** Where things stand, once that is worked out; while more are placed, those of before stay where they are. */
function usePlaces(picture: Picture, shown: ReadonlySet<string>): ReadonlyMap<string, Place> | null {
  const [places, setPlaces] = useState<ReadonlyMap<string, Place> | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was placed before is where the next begins, no reason for it
  useEffect(() => {
    let over = false
    void placed(picture, shown, places ?? new Map()).then((next) => {
      if (!over) setPlaces(next)
    })
    return () => {
      over = true
    }
  }, [picture, shown])
  return places
}

/** More than these would stand in columns taller than any screen. */
const mostInLayers = 120

async function placed(
  { things, arrows }: Picture,
  shown: ReadonlySet<string>,
  before: ReadonlyMap<string, Place>,
): Promise<Map<string, Place>> {
  if (shown.size <= mostInLayers) return placesOf([...shown], arrows, before)
  return gridOf(
    [...things.values()].filter(({ ref }) => shown.has(ref)),
    arrows,
  )
}

type Data = { thing: Thing; more: number; unfold: () => void }

function nodesIn(
  picture: Picture,
  places: ReadonlyMap<string, Place>,
  shown: ReadonlySet<string>,
  unfold: (ref: string) => void,
): Node<Data>[] {
  return [...picture.things.values()].flatMap((thing) => {
    const position = places.get(thing.ref)
    if (!position) return []
    const more = foldedAt(picture, thing.ref, shown).length
    const data = { thing, more, unfold: () => unfold(thing.ref) }
    return [{ id: thing.ref, type: 'thing', position, data, ...size, focusable: false }]
  })
}

const edgesIn = ({ arrows }: Picture, shown: ReadonlySet<string>): Edge[] =>
  arrows
    .filter(({ from, to }) => shown.has(from) && shown.has(to))
    .map(({ from, to, relation }) => ({
      id: `${from} ${relation} ${to}`,
      source: from,
      target: to,
      markerEnd: { type: MarkerType.ArrowClosed },
      className: classes.edge ?? '',
    }))

/** From further away than this, names are read, as large as there is room for, and too small to be hit. */
const tooFar = 0.6

function Name({ thing: { ref, kind, name }, far }: { thing: Thing; far: boolean }) {
  const shown = { className: classes.name, title: name, dir: 'auto' as const, children: name }
  if (far) return <span {...shown} />
  return kind === 'service' ? (
    <Link to="/services/$ref" params={{ ref }} {...shown} />
  ) : (
    <Link to="/records/$ref" params={{ ref }} {...shown} />
  )
}

const nodeTypes = { thing: ThingNode }

function ThingNode({ data: { thing, more, unfold } }: { data: Data }) {
  const w = useServiceWords()
  const { name, kind, tier, side } = thing
  const far = useStore(({ transform }) => transform[2] < tooFar)
  return (
    <div className={classes.thing} data-side={side} data-kind={kind} data-far={far || undefined}>
      <Handle type="target" position={Position.Left} className={classes.handle ?? ''} />
      <Name thing={thing} far={far} />
      <span className={classes.small}>{tier === null ? thing.class : w.tier(tier)}</span>
      {more > 0 && !far && (
        <button
          type="button"
          className={classes.more}
          aria-label={w.graph.unfold(more, name)}
          onClick={unfold}
        >
          +{more}
        </button>
      )}
      <Handle type="source" position={Position.Right} className={classes.handle ?? ''} />
    </div>
  )
}
