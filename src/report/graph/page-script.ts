/** What the page does in a browser. Without it the picture is there, and nothing can be chosen. */
export const pageScript = /* js */ `
const byId = id => document.getElementById(id)
const all = selector => [...document.querySelectorAll(selector)]
const stage = byId('stage')
const svg = stage.querySelector('svg')
const nodes = all('.stage .node')
const arrows = all('.stage .arrow').map(element => ({
  element,
  kind: element.dataset.kind,
  from: element.dataset.from.split(' '),
  to: element.dataset.to.split(' '),
}))
const panels = new Map(all('.about').map(panel => [panel.dataset.node, panel]))
const chips = all('.chip')
const frame = byId('frame')
const search = byId('search')
let chosen

function filter() {
  const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean)
  const kinds = new Set(chips.filter(chip => chip.getAttribute('aria-pressed') === 'true').map(chip => chip.value))
  const shown = new Set()
  for (const node of nodes) {
    const panel = panels.get(node.id)
    const isShown =
      (!frame || frame.value === '' || panel.dataset.groups.split(' ').includes(frame.value)) &&
      (!byId('public').checked || panel.dataset.public === 'true') &&
      words.every(word => panel.textContent.toLowerCase().includes(word))
    if (isShown) shown.add(node.id)
    node.classList.toggle('off', !isShown)
    node.setAttribute('tabindex', isShown ? '0' : '-1')
  }
  for (const { element, kind, from, to } of arrows) {
    const isShown = kinds.has(kind) && from.some(id => shown.has(id)) && to.some(id => shown.has(id))
    element.classList.toggle('off', !isShown)
  }
  for (const item of all('#nodes li')) item.hidden = !shown.has(item.firstElementChild.dataset.go)
  byId('none').hidden = shown.size > 0
}

function choose(id) {
  chosen = panels.has(id) ? id : undefined
  const near = new Set([chosen])
  for (const { element, from, to } of arrows) {
    const isNear = chosen !== undefined && (from.includes(chosen) || to.includes(chosen))
    // Of several that are drawn as one arrow, only that of the chosen one is meant.
    if (isNear) for (const other of from.includes(chosen) ? to : from) near.add(other)
    element.classList.toggle('near', isNear)
    element.classList.toggle('dim', chosen !== undefined && !isNear)
  }
  for (const node of nodes) {
    node.classList.toggle('chosen', node.id === chosen)
    node.classList.toggle('dim', chosen !== undefined && !near.has(node.id))
    node.setAttribute('aria-pressed', String(node.id === chosen))
  }
  for (const [node, panel] of panels) panel.hidden = node !== chosen
  byId('overview').hidden = chosen !== undefined
  byId('back').hidden = chosen === undefined
  byId('side').scrollTop = 0
  // Where the page stands in another one, it has no address of its own.
  try {
    history.replaceState(null, '', chosen === undefined ? location.pathname : '#' + chosen)
  } catch {}
}

// What is seen of the picture.
const whole = svg.viewBox.baseVal
const full = { x: 0, y: 0, width: whole.width, height: whole.height }
let view = { ...full }

function show() {
  svg.setAttribute('viewBox', [view.x, view.y, view.width, view.height].join(' '))
}

function fit() {
  view = { ...full }
  show()
}

// Zooms in about a point of the screen, by default the middle.
function zoom(factor, at) {
  const box = stage.getBoundingClientRect()
  const width = Math.min(Math.max(view.width * factor, 80), full.width * 4)
  const ratio = width / view.width
  const inverse = svg.getScreenCTM().inverse()
  const centre = new DOMPoint(at ? at.clientX : box.x + box.width / 2, at ? at.clientY : box.y + box.height / 2)
  const point = centre.matrixTransform(inverse)
  view = {
    x: point.x - (point.x - view.x) * ratio,
    y: point.y - (point.y - view.y) * ratio,
    width,
    height: view.height * ratio,
  }
  show()
}

function move(dx, dy) {
  const scale = 1 / svg.getScreenCTM().a
  view = { ...view, x: view.x + dx * scale, y: view.y + dy * scale }
  show()
}

// Brings a node into sight where it is not.
function reveal(id) {
  const box = byId(id).getBoundingClientRect()
  const seen = stage.getBoundingClientRect()
  const isSeen = box.left >= seen.left && box.right <= seen.right && box.top >= seen.top && box.bottom <= seen.bottom
  if (!isSeen) move((box.left + box.right - seen.left - seen.right) / 2, (box.top + box.bottom - seen.top - seen.bottom) / 2)
}

let drag
stage.addEventListener('pointerdown', event => {
  if (event.button === 0) drag = { x: event.clientX, y: event.clientY, far: false }
})
addEventListener('pointermove', event => {
  if (!drag) return
  const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y]
  if (!drag.far && Math.hypot(dx, dy) < 4) return
  stage.classList.add('moving')
  move(-dx, -dy)
  drag = { x: event.clientX, y: event.clientY, far: true }
})
addEventListener('pointerup', event => {
  const wasClick = drag && !drag.far
  drag = undefined
  stage.classList.remove('moving')
  if (wasClick && stage.contains(event.target)) choose(event.target.closest('.node')?.id)
})
addEventListener('pointercancel', () => {
  drag = undefined
  stage.classList.remove('moving')
})
stage.addEventListener(
  'wheel',
  event => {
    event.preventDefault()
    zoom(Math.exp(Math.min(Math.max(event.deltaY, -120), 120) / 400), event)
  },
  { passive: false },
)

svg.setAttribute('role', 'group')
for (const node of nodes) {
  node.setAttribute('role', 'button')
  node.setAttribute('aria-label', node.querySelector('title').textContent.replaceAll('\\n', ', '))
  node.addEventListener('focus', () => reveal(node.id))
}
document.addEventListener('click', event => {
  const target = event.target.closest('[data-go]')?.dataset.go
  if (target === undefined) return
  choose(target)
  reveal(target)
  panels.get(target).querySelector('h2').focus()
})
for (const chip of chips)
  chip.addEventListener('click', () => {
    chip.setAttribute('aria-pressed', String(chip.getAttribute('aria-pressed') !== 'true'))
    filter()
  })
search.addEventListener('input', filter)
byId('public').addEventListener('change', filter)
frame?.addEventListener('change', filter)
byId('back').addEventListener('click', () => choose())
byId('in').addEventListener('click', () => zoom(0.8))
byId('out').addEventListener('click', () => zoom(1.25))
byId('fit').addEventListener('click', fit)

const keys = {
  '/': () => search.focus(),
  '+': () => zoom(0.8),
  '=': () => zoom(0.8),
  '-': () => zoom(1.25),
  0: fit,
  ArrowLeft: () => move(-60, 0),
  ArrowRight: () => move(60, 0),
  ArrowUp: () => move(0, -60),
  ArrowDown: () => move(0, 60),
  Escape: () => choose(),
}
addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const node = event.target.closest?.('.stage .node')
  if (node && (event.key === 'Enter' || event.key === ' ')) {
    event.preventDefault()
    choose(node.id)
    return
  }
  const isTyping = event.target.matches?.('input, select, aside, aside *')
  if (!Object.hasOwn(keys, event.key) || (isTyping && event.key !== 'Escape')) return
  event.preventDefault()
  keys[event.key]()
})

byId('tools').hidden = false
filter()
choose(location.hash.slice(1))
`
