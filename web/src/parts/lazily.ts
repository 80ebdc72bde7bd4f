import { type ComponentType, type LazyExoticComponent, lazy } from 'react'

type Component = ComponentType<any>

/** How long after a screen came up its further parts are fetched, in milliseconds: the first load is over then. */
const warmAfterMs = 5_000

/**
 * A part of a screen that is loaded when it is wanted, and otherwise once the screen has come to rest: a form must
 * open while the server is away as well.
 */
export function lazily<Name extends string, Module extends Record<Name, Component>>(
  load: () => Promise<Module>,
  name: Name,
): LazyExoticComponent<Module[Name]> {
  setTimeout(() => void load().catch(() => {}), warmAfterMs)
  return lazy(() => persistently(load).then((module) => ({ default: module[name] })))
}

/** What is loaded, however long the server is away meanwhile. */
export async function persistently<T>(load: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await load()
    } catch {
      await new Promise((resolve) => setTimeout(resolve, Math.min(500 * 2 ** tries, 10_000)))
    }
  }
}
