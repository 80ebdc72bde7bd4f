// Runs in the page: notes what happens on the screen after each key. Read back through `seenHere()`.
const seen = { key: 0, first: 0, last: 0, longest: 0 }
globalThis.seenHere = () => seen

addEventListener(
  'keydown',
  ({ timeStamp }) => {
    seen.key = timeStamp
    seen.first = 0
    seen.last = 0
  },
  true,
)

function changed() {
  if (seen.key === 0) return
  // What is changed is on the screen with the next frame.
  requestAnimationFrame(() => {
    const at = performance.now()
    seen.first ||= at
    seen.last = at
  })
}

new MutationObserver(changed).observe(document, { subtree: true, childList: true, attributes: true })
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration)
}).observe({ type: 'longtask', buffered: true })
