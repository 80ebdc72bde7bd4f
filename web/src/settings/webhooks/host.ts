/** Of an address, the part that tells programs apart: the rest may be long, and a secret of theirs. */
export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url)
