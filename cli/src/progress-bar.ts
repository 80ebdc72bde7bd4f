const WIDTH = 30
const EVERY_MS = 100

export type Bar = { show(done: number, total: number, what?: string): void; clear(): void }

/** A bar on the terminal, if there is one: never in a file or a pipe, where it would be noise. */
export function progressBar(json: boolean, terminal: NodeJS.WriteStream = process.stderr): Bar {
  if (json || !terminal.isTTY) return { show: () => {}, clear: () => {} }
  let last = 0
  return {
    show: (done, total, what = '') => {
      const now = performance.now()
      if (now - last < EVERY_MS) return
      last = now
      terminal.write(`\r${barText(done, total)} ${what}\u001b[K`)
    },
    clear: () => {
      if (last > 0) terminal.write('\r\u001b[K')
    },
  }
}

/** `[######……] 42 %`; a total that was only estimated never shows as done too early. */
export function barText(done: number, total: number): string {
  const share = Math.min(total > 0 ? done / total : 0, 0.99)
  const filled = Math.round(share * WIDTH)
  return `[${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${Math.floor(share * 100)} %`
}
