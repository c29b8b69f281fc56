/** Adds items to a list in a YAML file that people have written: what they wrote stays as it is, byte for byte. */
import { isNull, parseDocument, type ListNode, type MapNode } from '../../syntax/index.ts'
import { Source } from '../../text/source.ts'

/** The lines of an item, the first without its dash. */
export type Item = readonly string[]

/**
 * The text with the items at the end of the list under a key at the top, which is made where there is none. Undefined
 * where the text is written in a way that this cannot be done in: the caller tells people what to add.
 */
export function withItems(text: string, key: string, items: readonly Item[]): string | undefined {
  const before = rootOf(text)
  if (before === undefined) return undefined
  const list = before?.get(key)?.value
  if (list && list.kind !== 'list' && !isNull(list)) return undefined
  const old = list?.kind === 'list' ? list.items.length : 0
  const changed = inserted(text, key, before, items)
  if (changed === undefined) return undefined
  const now = rootOf(changed)?.get(key)?.value
  return now?.kind === 'list' && now.items.length === old + items.length ? changed : undefined
}

/** The map that a text is; null where it says nothing. */
function rootOf(text: string): MapNode | null | undefined {
  const { root, problems } = parseDocument(new Source('', text))
  if (problems.some(({ kind }) => kind === 'error')) return undefined
  if (!root) return null
  return root.kind === 'map' ? root : undefined
}

function inserted(
  text: string,
  key: string,
  root: MapNode | null,
  items: readonly Item[],
): string | undefined {
  const entry = root?.get(key)
  if (!entry) return appended(text, [`${key}:`, ...linesOf(items, '  ', ' ')])
  const { value, keySpan } = entry
  if (value.kind === 'list' && value.items.length > 0) return afterLast(text, value, items)
  const colon = text.indexOf(':', keySpan.end)
  // An empty list may be written as [].
  const end = value.kind === 'list' ? value.span.end : colon + 1
  const eol = eolOf(text)
  return text.slice(0, colon + 1) + eol + linesOf(items, '  ', ' ').join(eol) + text.slice(end)
}

/** Puts items after the last one, indented as the first one is. */
function afterLast(text: string, list: ListNode, items: readonly Item[]): string | undefined {
  const first = list.items[0]?.span.start ?? 0
  const line = text.slice(text.lastIndexOf('\n', first - 1) + 1, first)
  const [, indent, gap] = /^( *)-( +)$/.exec(line) ?? []
  if (indent === undefined || gap === undefined) return undefined
  const last = text.slice(0, list.span.end).trimEnd().length
  const end = /\r?$/m.exec(text.slice(last))?.index ?? 0
  const eol = eolOf(text)
  const lines = linesOf(items, indent, gap)
  return text.slice(0, last + end) + eol + lines.join(eol) + text.slice(last + end)
}

function linesOf(items: readonly Item[], indent: string, gap: string): string[] {
  return items.flatMap(([first = '', ...rest]) => [
    `${indent}-${gap}${first}`,
    ...rest.map(line => `${indent} ${gap}${line}`),
  ])
}

function appended(text: string, lines: readonly string[]): string {
  const eol = eolOf(text)
  const isEnded = text === '' || text.endsWith('\n')
  return text + (isEnded ? '' : eol) + lines.join(eol) + eol
}

function eolOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n'
}
