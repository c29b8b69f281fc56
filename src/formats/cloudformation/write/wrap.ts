/** Makes a list of a single value that stands where a list may, and puts items behind it. */
import { NoRoom } from './no-room.ts'
import type { Slot } from './collection.ts'
import type { Page, Piece } from './page.ts'
import { blockLines, flowText, type FlowLayout } from './render.ts'
import type { Tree } from './tree.ts'

/** The pieces of text that change; the value's own text stays, further in. */
export function wrap(page: Page, slot: Slot, items: readonly Tree[]): Piece[] {
  const { node, from, layout, hasDash, isItem } = slot
  const { start, end } = node.span
  if (isItem) throw new NoRoom()
  const isOneLine = page.lineEnd(start) >= end
  // What a function is given may stand on lines below it.
  const isFunction = node.tag !== undefined && page.text[start] === '!'
  if (layout.kind === 'flow') return wrapInBrackets(page, slot, layout, items)
  if ((isOneLine || isFunction) && start <= page.lineEnd(from)) {
    const indent = layout.indent + (hasDash ? '  ' : page.listStep)
    return [
      { span: { start: from, end: start }, text: hasDash ? ' - ' : `${page.eol}${indent}- ` },
      ...further(page, start, end, '  '),
      itemsBehind(page, end, indent, items),
    ]
  }
  if (node.kind === 'map' && page.text[start] !== '{') {
    const inner = further(page, start, end, '  ')
    return [insert(start, '- '), ...inner, itemsBehind(page, end, page.columnAt(start), items)]
  }
  if (page.text[start] !== '{') throw new NoRoom()
  return wrapInBrackets(page, slot, { kind: 'flow', indent: layout.indent, isQuoted: false }, items)
}

function wrapInBrackets(page: Page, { node }: Slot, layout: FlowLayout, items: readonly Tree[]): Piece[] {
  const { start, end } = node.span
  if (layout.indent === undefined || page.lineEnd(start) >= end) {
    const texts = items.map(item => page.comma + flowText(page, { ...layout, indent: undefined }, item))
    const { list } = page.padding
    return [insert(start, `[${list}`), insert(end, `${texts.join('')}${list}]`)]
  }
  const indent = layout.indent + page.step
  const texts = items.map(item => `,${page.eol}${indent}${flowText(page, { ...layout, indent }, item)}`)
  return [
    insert(start, `[${page.eol}${indent}`),
    ...further(page, start, end, page.step),
    insert(end, `${texts.join('')}${page.eol}${layout.indent}]`),
  ]
}

function itemsBehind(page: Page, end: number, indent: string, items: readonly Tree[]): Piece {
  const lines = blockLines(page, indent, items)
  return insert(page.lineEnd(end), lines.map(line => page.eol + line).join(''))
}

/** Moves the lines of a value after its first one further in; blank ones stay. */
function further(page: Page, start: number, end: number, by: string): Piece[] {
  const starts = [...page.text.slice(start, end).matchAll(/\n(?=[^\r\n])/g)]
  return starts.map(({ index }) => insert(start + index + 1, by))
}

function insert(at: number, text: string): Piece {
  return { span: { start: at, end: at }, text }
}
