/**
 * Keeps a text in this browser under a name; null removes it. Answers whether it is there: the browser gives a site some
 * five megabytes, and none in some private windows. What could not be kept is on the screen all the same.
 */
export function keepHere(name: string, text: string | null): boolean {
  try {
    if (text === null) localStorage.removeItem(name)
    else localStorage.setItem(name, text)
    return true
  } catch {
    // What stood there before is no longer true.
    localStorage.removeItem(name)
    return false
  }
}
