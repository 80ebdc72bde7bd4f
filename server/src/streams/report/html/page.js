// Walks the map by key or pointer and tells of an activity what leads there and what follows. Nothing is fetched; all
// that is said stands in the picture already, and is put back as text.
const chosen = document.getElementById('chosen')
const titleOf = (element) => element.querySelector('title').textContent

function choose(map, node) {
  const svg = map.querySelector('svg')
  for (const one of svg.querySelectorAll('.on')) one.classList.remove('on')
  svg.classList.toggle('choosing', node !== null)
  chosen.replaceChildren()
  if (!node) return
  const number = node.dataset.node
  node.classList.add('on')
  const steps = [...svg.querySelectorAll('.step[data-from]')]
  const into = steps.filter((step) => step.dataset.to === number)
  const outOf = steps.filter((step) => step.dataset.from === number)
  for (const step of [...into, ...outOf]) {
    step.classList.add('on')
    for (const end of [step.dataset.from, step.dataset.to]) {
      svg.querySelector(`[data-node="${end}"]`).classList.add('on')
    }
  }
  const head = document.createElement('strong')
  head.textContent = titleOf(node)
  chosen.append(head, listOf('Before it', into), listOf('After it', outOf))
}

function listOf(label, steps) {
  const list = document.createElement('span')
  list.className = 'list'
  const lines = steps.slice(0, 8).map((step) => {
    const line = document.createElement('span')
    line.textContent = titleOf(step)
    return line
  })
  const head = document.createElement('b')
  head.textContent = steps.length === 0 ? `${label}: nothing that is shown` : label
  list.append(head, ...lines)
  return list
}

function nextNode(map, key) {
  const nodes = [...map.querySelectorAll('.node')]
  const order = nodes.toSorted((a, b) => {
    const [one, other] = [a.getBoundingClientRect(), b.getBoundingClientRect()]
    return one.top - other.top || one.left - other.left
  })
  const at = order.findIndex((node) => node.classList.contains('picked'))
  const step = key === 'ArrowRight' || key === 'ArrowDown' ? 1 : -1
  return order[(at + step + order.length) % order.length]
}

function pick(map, node) {
  for (const one of map.querySelectorAll('.picked')) one.classList.remove('picked')
  node?.classList.add('picked')
  choose(map, node)
  node?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

for (const map of document.querySelectorAll('.map')) {
  map.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') return pick(map, null)
    if (!event.key.startsWith('Arrow')) return
    event.preventDefault()
    pick(map, nextNode(map, event.key))
  })
  map.addEventListener('click', (event) => pick(map, event.target.closest('.node')))
}

/** Where a map is wider than the window, it begins where cases begin. */
function showBeginning() {
  for (const map of document.querySelectorAll('.map')) {
    const begin = map.querySelector('.ending')?.getBoundingClientRect()
    if (begin) map.scrollLeft += begin.left + begin.width / 2 - map.clientWidth / 2
  }
}

showBeginning()
for (const level of document.querySelectorAll('input[name="level"]')) {
  level.addEventListener('change', () => {
    for (const map of document.querySelectorAll('.map')) pick(map, null)
    showBeginning()
  })
}
addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('details')) details.open = true
})
