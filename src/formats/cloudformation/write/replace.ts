/** Puts a value in the place of another. */
import type { Slot } from './collection.ts'
import type { Page, Piece } from './page.ts'
import { blockLines, flowText, inlineText } from './render.ts'
import { isItems, isMembers, type Tree } from './tree.ts'

/** The pieces of text that change. */
export function replace(page: Page, slot: Slot, tree: Tree): Piece[] {
  const { node, layout } = slot
  if (layout.kind === 'flow') {
    const blank = node.span.start === node.span.end ? ' ' : ''
    return [{ span: node.span, text: blank + flowText(page, layout, tree) }]
  }
  if (isListInBrackets(page, slot) && isItems(tree) && tree.every(item => typeof item !== 'object'))
    return [
      { span: node.span, text: flowText(page, { kind: 'flow', indent: undefined, isQuoted: false }, tree) },
    ]
  const inline = inlineText(page, tree)
  return inline === undefined
    ? replaceByLines(page, slot, layout.indent, tree)
    : replaceInline(page, slot, inline)
}

function isListInBrackets({ text }: Page, { node: { kind, tag, span } }: Slot): boolean {
  const written = text.slice(span.start, span.end)
  return kind === 'list' && tag === undefined && written.startsWith('[') && !written.includes('\n')
}

/** A value that fits behind its key or dash; a comment there stays. */
function replaceInline(page: Page, { node: { span }, from }: Slot, text: string): Piece[] {
  const lineEnd = page.lineEnd(from)
  if (span.start === span.end) return [{ span: { start: from, end: from }, text: ` ${text}` }]
  if (span.start < lineEnd) return [{ span, text }]
  if (/^\s*$/.test(page.text.slice(from, lineEnd)))
    return [{ span: { start: from, end: span.end }, text: ` ${text}` }]
  return [
    { span: { start: from, end: from }, text: ` ${text}` },
    { span: { start: lineEnd, end: span.end }, text: '' },
  ]
}

/** A value with lines of its own, below its key or beginning behind its dash. */
function replaceByLines(page: Page, slot: Slot, indent: string, tree: Tree): Piece[] {
  const {
    node: { span },
    from,
    hasDash,
  } = slot
  if (hasDash) {
    const [first = '', ...others] = blockLines(page, `${indent}  `, tree)
    return [
      { span: { start: from, end: span.end }, text: [` ${first.trimStart()}`, ...others].join(page.eol) },
    ]
  }
  const lineEnd = page.lineEnd(from)
  if (span.start > lineEnd) {
    const start = page.lineStart(span.start)
    const text = blockLines(page, indentBelow(page, slot, indent, tree), tree).join(page.eol)
    return [{ span: { start, end: span.end }, text }]
  }
  const lines = blockLines(page, indentBelow(page, slot, indent, tree), tree)
    .map(line => page.eol + line)
    .join('')
  const end = page.lineEnd(span.end)
  if (/^\s*$/.test(page.text.slice(span.end, end))) return [{ span: { start: from, end }, text: lines }]
  return [
    { span: { start: from, end: span.end }, text: '' },
    { span: { start: end, end }, text: lines },
  ]
}

/** What is written below a key keeps its indent. */
function indentBelow(page: Page, { node: { span }, from }: Slot, indent: string, tree: Tree): string {
  const written = span.start > page.lineEnd(from) ? page.indentAt(span.start) : ''
  if (written.length > indent.length) return written
  return indent + (isMembers(tree) ? page.step : page.listStep)
}
