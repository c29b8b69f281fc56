/** What the page does in a browser. It asks for nothing from outside and changes nothing but what is shown. */

/** Runs before anything is shown, so that the page does not change its colours before people's eyes. */
export const themeScript = /* js */ `
try {
  const theme = localStorage.getItem('bucketlint-theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {}
`

/** Runs when everything is there. Without it, all findings are shown and can be opened. */
export const script = /* js */ `
const root = document.documentElement
const byId = id => document.getElementById(id)
const all = selector => [...document.querySelectorAll(selector)]

byId('theme').hidden = false
byId('theme').addEventListener('click', () => {
  const isDark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
  root.dataset.theme = isDark ? 'light' : 'dark'
  try {
    localStorage.setItem('bucketlint-theme', root.dataset.theme)
  } catch {}
})

const findings = all('.finding')
const files = all('.file')
const chips = all('.chip')
const selects = all('select')
const search = byId('search')
const expand = byId('expand')

const texts = new Map()
function textOf(finding) {
  if (!texts.has(finding)) texts.set(finding, (finding.dataset.file + ' ' + finding.textContent).toLowerCase())
  return texts.get(finding)
}

function filter() {
  const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean)
  const severities = chips.filter(chip => chip.getAttribute('aria-pressed') === 'true').map(chip => chip.value)
  const isShown = finding =>
    (severities.length === 0 || severities.includes(finding.dataset.severity)) &&
    selects.every(select => select.value === '' || finding.dataset[select.id] === select.value) &&
    words.every(word => textOf(finding).includes(word))
  let count = 0
  for (const finding of findings) {
    finding.hidden = !isShown(finding)
    if (!finding.hidden) count++
  }
  for (const file of files) {
    const here = file.querySelectorAll('.finding').length
    const left = file.querySelectorAll('.finding:not([hidden])').length
    file.hidden = left === 0
    file.querySelector('.count').textContent = left === here ? here : left + ' of ' + here
  }
  byId('count').textContent = count === findings.length ? count + ' shown' : count + ' of ' + findings.length + ' shown'
  byId('none').hidden = count > 0
  const isFiltered = words.length > 0 || severities.length > 0 || selects.some(select => select.value !== '')
  byId('reset').hidden = !isFiltered
}

function reset() {
  search.value = ''
  for (const chip of chips) chip.setAttribute('aria-pressed', 'false')
  for (const select of selects) select.value = ''
  filter()
}

function toggleAll() {
  const isOpen = findings.some(finding => !finding.hidden && !finding.open)
  for (const finding of findings) if (!finding.hidden) finding.open = isOpen
}

function move(step) {
  const shown = findings.filter(finding => !finding.hidden)
  const at = shown.findIndex(finding => finding.contains(document.activeElement))
  const next = shown[at < 0 ? 0 : Math.min(Math.max(at + step, 0), shown.length - 1)]
  next?.querySelector('summary').focus()
}

function openTarget() {
  const target = location.hash && byId(decodeURIComponent(location.hash.slice(1)))
  if (target?.tagName === 'DETAILS') target.open = true
}

if (findings.length > 0) {
  byId('tools').hidden = false
  byId('keys').hidden = false
  search.addEventListener('input', filter)
  for (const select of selects) select.addEventListener('change', filter)
  for (const chip of chips)
    chip.addEventListener('click', () => {
      chip.setAttribute('aria-pressed', String(chip.getAttribute('aria-pressed') !== 'true'))
      filter()
    })
  byId('reset').addEventListener('click', reset)
  expand.addEventListener('click', toggleAll)
  filter()
}

const keys = { '/': () => search.focus(), j: () => move(1), k: () => move(-1), e: toggleAll, Escape: reset }
addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const isTyping = event.target.matches('input, select')
  if (findings.length === 0 || !Object.hasOwn(keys, event.key) || (isTyping && event.key !== 'Escape')) return
  event.preventDefault()
  keys[event.key]()
})
addEventListener('hashchange', openTarget)
openTarget()

let closed = []
addEventListener('beforeprint', () => {
  closed = all('details:not([open])')
  for (const each of closed) each.open = true
})
addEventListener('afterprint', () => {
  for (const each of closed) each.open = false
})
`
