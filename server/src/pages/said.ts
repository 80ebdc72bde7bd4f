/** The words of this name; none for a name that an address made up, whatever it is. */
export function saidBy(words: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(words, name) ? words[name] : undefined
}
