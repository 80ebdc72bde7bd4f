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
  let loading: Promise<Module> | undefined
  let loaded: Module | undefined
  const once = async (): Promise<Module> => {
    loading ??= persistently(load)
    try {
      loaded = await loading
      return loaded
    } catch (error) {
      loading = undefined
      throw error
    }
  }
  setTimeout(() => void once().catch(() => {}), warmAfterMs)
  return lazy(() =>
    loaded
      ? atOnce({ default: loaded[name] })
      : once()
          .catch(begunAnew)
          .then((module) => ({ default: module[name] })),
  )
}

/** What needs no waiting: React shows a part for which it had to wait, however shortly, 300 ms later. */
const atOnce = <T>(value: T): Promise<T> =>
  // biome-ignore lint/suspicious/noThenProperty: a promise that is kept already, which no Promise can be
  ({ then: (kept: (value: T) => void) => kept(value) }) as Promise<T>

const anewAt = 'throughline.anew'
/** A page that still misses a part so soon after it was loaded is not loaded again, milliseconds. */
const soon = 60_000

/** The page is loaded again: what was typed and what is not sent yet are kept, and the part is there then. */
function begunAnew(error: unknown): Promise<never> {
  if (Date.now() - Number(sessionStorage.getItem(anewAt)) < soon) throw error
  sessionStorage.setItem(anewAt, String(Date.now()))
  location.reload()
  return new Promise(() => {})
}

/** So often is a part missed while the server answers, before it is taken to be gone. */
const mostMisses = 3

/**
 * What is loaded, however long the server is away meanwhile. A browser that missed a file once does not ask for it again
 * (Chromium keeps that for as long as the page lives): nothing is asked for while the server is known to be away, and
 * what was missed all the same is asked for under another name.
 * @throws what the loading said, where the server is there and does not have it: a newer version has taken its place
 */
export async function persistently<T>(load: () => Promise<T>): Promise<T> {
  let misses = 0
  for (let again = load; ; ) {
    await serverToBeThere()
    try {
      return await again()
    } catch (error) {
      if (++misses >= mostMisses) throw error
      // That the server was there a moment ago says nothing of now.
      asked = undefined
      again = () => underAnotherName(error, misses) ?? load()
    }
  }
}

function underAnotherName<T>(error: unknown, misses: number): Promise<T> | null {
  const address = /https?:\S+\.js/.exec(String(error))?.[0]
  return address ? (import(/* @vite-ignore */ `${address}?again=${misses}`) as Promise<T>) : null
}

async function serverToBeThere(): Promise<void> {
  for (let tries = 1; !(await answers()); tries++)
    await new Promise((resolve) => setTimeout(resolve, Math.min(250 * 2 ** tries, 5_000)))
}

/** For so long one answer holds for all who ask, in milliseconds. */
const holdsMs = 300
let asked: Promise<boolean> | undefined

function answers(): Promise<boolean> {
  if (asked) return asked
  asked = fetch('/health/live').then(
    ({ ok }) => ok,
    () => false,
  )
  setTimeout(() => {
    asked = undefined
  }, holdsMs)
  return asked
}
