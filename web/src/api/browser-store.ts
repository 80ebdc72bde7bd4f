/**
 * Keeps a text in this browser under a name; null removes it. Answers whether it is there: the browser gives a site some
 * five megabytes, and none in some private windows. What could not be kept is on the screen all the same.
 */
export function keepHere(name: string, text: string | null, store = localStorage): boolean {
  try {
    if (text === null) store.removeItem(name)
    else store.setItem(name, text)
    return true
  } catch {
    // What stood there before is no longer true.
    store.removeItem(name)
    return false
  }
}
