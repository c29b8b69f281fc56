/** What is put into a body and taken out of it, line by line as `terraform fmt` leaves them. */
import type { Attribute, Block, Body } from '../../../syntax/hcl/ast.ts'
import type { Edit } from '../../../text/edit.ts'
import type { Span } from '../../../text/source.ts'
import { realigned, type Line } from './alignment.ts'
import { UNIT, type Written } from './block-text.ts'
import { indentAt, inserted, isOneLine, lineEnd, replaced, wholeLines } from './lines.ts'
import { NoRoom } from './no-room.ts'
import { aligned, namesOnLines } from './style.ts'

/** What becomes of what a body has. */
export interface Changes {
  readonly droppedAttributes: ReadonlySet<Attribute>
  /** Attributes that do not stay on one line. */
  readonly spread: ReadonlySet<Attribute>
  readonly droppedBlocks: ReadonlySet<Block>
}

/** What puts attributes and blocks in and takes others out. */
export function layoutEdits(
  body: Body,
  { droppedAttributes, spread, droppedBlocks }: Changes,
  fresh: Written,
): Edit[] {
  const { source } = body
  const { text } = source
  const attributes = [...body.attributes.values()].sort((a, b) => a.nameSpan.start - b.nameSpan.start)
  const lines = attributes.map((attribute): Line => ({
    name: attribute.nameSpan,
    value: attribute.value.span,
  }))
  const linesOf = (some: ReadonlySet<Attribute>) =>
    new Set(lines.filter((_, index) => attributes[index] && some.has(attributes[index])))
  const gone = linesOf(droppedAttributes)
  const joining = namesOnLines(fresh.attributes)
  const { edits, width } = realigned(source, lines, { dropped: gone, spread: linesOf(spread), joining })
  const removed = [
    ...[...gone].map(({ name, value }) => withoutItem(body, { start: name.start, end: value.end })),
    ...[...droppedBlocks].map(block => withoutItem(body, blockSpan(block))),
  ]
  if (fresh.attributes.length === 0 && fresh.blocks.length === 0) return [...edits, ...removed]
  if (isOneLine(text, body.span) || (attributes.length === 0 && body.blocks.length === 0))
    return respread(body, lines, gone, fresh)
  const last = lines.findLast(line => !gone.has(line))
  const kept = [
    ...lines
      .filter(line => !gone.has(line))
      .map(({ name, value }) => ({ start: name.start, end: value.end })),
    ...body.blocks.filter(block => !droppedBlocks.has(block)).map(blockSpan),
  ].sort((a, b) => a.start - b.start)
  const [first] = kept
  const final = kept.at(-1)
  const indent = first ? indentAt(text, first.start) : indentAt(text, body.span.start) + UNIT
  const head = lineEnd(text, body.span.start)
  const attributeLines = written(aligned(fresh.attributes, width), indent)
  const texts = fresh.blocks.map(block => indented(block, indent))
  const isLead = !final && attributeLines === ''
  const blockTexts = texts.map((each, index) => (isLead && index === 0 ? '\n' : '\n\n') + each).join('')
  const isFollowed = !last && attributeLines !== '' && droppedBlocks.size < body.blocks.length
  return [
    ...edits,
    ...removed,
    ...(attributeLines === ''
      ? []
      : [
          inserted(
            source,
            last ? lineEnd(text, last.value.end) : head,
            attributeLines + (isFollowed ? '\n' : ''),
          ),
        ]),
    ...(blockTexts === '' ? [] : [inserted(source, final ? lineEnd(text, final.end) : head, blockTexts)]),
  ]
}

/** Spreads a body over lines that has none, or nothing in it. */
function respread(body: Body, lines: readonly Line[], gone: ReadonlySet<Line>, fresh: Written): Edit[] {
  const { source, span } = body
  const { text } = source
  const outer = indentAt(text, span.start)
  const indent = outer + UNIT
  const [line] = lines
  const kept = line && !gone.has(line) ? line : undefined
  const width = kept ? kept.name.end - kept.name.start : 0
  const attributes = aligned(fresh.attributes, width)
  const blocks = fresh.blocks.map(block => indented(block, indent))
  const lead = kept || attributes.length > 0 ? '\n\n' : '\n'
  const blockTexts = blocks.map((block, index) => (index === 0 ? lead : '\n\n') + block).join('')
  const content = `${written(attributes, indent)}${blockTexts}\n${outer}`
  if (!kept) {
    // Comments stay.
    const inside = lines.length > 0 ? '' : text.slice(span.start, span.end).trimEnd()
    return [replaced(source, span.start + inside.length, span.end, content)]
  }
  const widest = Math.max(width, ...namesOnLines(fresh.attributes).map(name => name.length))
  const sign = text.indexOf('=', kept.name.end)
  return [
    replaced(source, span.start, kept.name.start, `\n${indent}`),
    ...(widest > width ? [replaced(source, kept.name.end, sign, ' '.repeat(widest - width + 1))] : []),
    replaced(source, text.slice(0, span.end).trimEnd().length, span.end, content),
  ]
}

function written(lines: readonly string[], indent: string): string {
  return lines.map(line => `\n${indented(line, indent)}`).join('')
}

function indented(text: string, indent: string): string {
  return text.replace(/^(?=.)/gm, indent)
}

/** What takes a block, or an attribute, out of the body around it. */
export function withoutItem(body: Body, item: Span): Edit {
  const { source } = body
  const lines = wholeLines(source.text, item)
  if (lines) return replaced(source, lines.start, lines.end, '')
  // On one line stands one attribute alone.
  if (isOneLine(source.text, body.span)) return replaced(source, body.span.start, body.span.end, '')
  throw new NoRoom()
}

/** From the header of a block through its closing brace. */
export function blockSpan({ header, body }: Block): Span {
  if (body.source.text.charAt(body.span.end) !== '}') throw new NoRoom()
  return { start: header.start, end: body.span.end + 1 }
}
