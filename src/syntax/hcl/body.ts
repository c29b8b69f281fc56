/** Bodies: attributes and blocks. An error ends one of them, and the next is read again. */
import { quoted, SyntaxFailure } from '../failure.ts'
import type { Attribute, Block, Body } from './ast.ts'
import type { Cursor } from './cursor.ts'
import { expression } from './expression.ts'
import { indentation, nextItem } from './recovery.ts'
import { quotedLabel } from './template.ts'

/** What a body has so far. */
interface Items {
  readonly attributes: Map<string, Attribute>
  readonly blocks: Block[]
}

/** Reads a file. */
export function fileBody(cursor: Cursor): Body {
  const items: Items = { attributes: new Map(), blocks: [] }
  readItems(cursor, items, '')
  return { source: cursor.source, span: cursor.span(0, cursor.text.length), ...items }
}

/** Reads up to the end of the file, or of a block. */
function readItems(cursor: Cursor, items: Items, closing: '' | '}'): void {
  for (;;) {
    cursor.passLines()
    const sign = cursor.next()
    if (sign === '' || sign === closing || cursor.problems.isFull) return
    recovering(cursor, () => {
      readItem(cursor, items)
      if (!/^\n?$/.test(cursor.next())) cursor.fail('a line break')
    })
  }
}

/** Reads with an error told and what it spoils passed over. */
function recovering(cursor: Cursor, read: () => void): void {
  const { at: start, depth } = cursor
  try {
    read()
  } catch (failure) {
    if (!(failure instanceof SyntaxFailure)) throw failure
    cursor.problems.report(failure)
    cursor.depth = depth
    cursor.lineBreaksCount = true
    cursor.at = nextItem(cursor.text, start, cursor.at)
  }
}

function readItem(cursor: Cursor, items: Items): void {
  const start = cursor.start()
  const name = cursor.expectWord('an attribute or a block')
  const nameSpan = cursor.span(start)
  const sign = cursor.next()
  if (sign === '{' || sign === '"' || cursor.word() !== undefined) readBlock(cursor, items, start, name)
  else if (sign !== '=' || cursor.text.startsWith('==', cursor.at))
    cursor.fail(`'=' or '{' after ${quoted(name)}`)
  else {
    cursor.at++
    setAttribute(cursor, items, { name, nameSpan, value: expression(cursor) })
  }
}

/** Of an attribute set twice the first holds. */
function setAttribute(cursor: Cursor, { attributes }: Items, attribute: Attribute): void {
  const { name, nameSpan } = attribute
  const known = attributes.get(name)
  if (!known) {
    attributes.set(name, attribute)
    return
  }
  const { line } = cursor.source.position(known.nameSpan.start)
  const message = `expected each attribute once, found ${quoted(name)} again after line ${line}`
  cursor.problems.report({ message, span: nameSpan })
}

function readBlock(cursor: Cursor, items: Items, start: number, type: string): void {
  const labels: string[] = []
  for (;;) {
    const sign = cursor.next()
    if (sign === '"') labels.push(quotedLabel(cursor))
    else if (cursor.word() !== undefined) labels.push(cursor.expectWord('a label'))
    else break
  }
  const header = cursor.span(start)
  passToBrace(cursor, type)
  const open = cursor.at++
  const inner: Items = { attributes: new Map(), blocks: [] }
  cursor.deeper()
  if (!/^[}\n]?$/.test(cursor.next())) readOneLine(cursor, inner)
  readItems(cursor, inner, '}')
  cursor.shallower()
  const end = cursor.at
  const isClosed = cursor.next() === '}'
  if (isClosed) cursor.at++
  const body: Body = { source: cursor.source, span: cursor.span(open + 1, end), ...inner }
  items.blocks.push({ type, labels, header, body })
  if (isClosed || cursor.problems.isFull) return
  const message = `expected ${cursor.closingOf('}', open)}, found the end of the file`
  cursor.problems.report({ message, span: cursor.span(open, open + 1) })
  giveBack(cursor.text, indentation(cursor.text, start), inner, items)
}

/** The brace must stand on the line of the header; where it stands on another, that is an error that spoils nothing. */
function passToBrace(cursor: Cursor, type: string): void {
  if (cursor.next() === '{') return
  const { at } = cursor
  const expected = `'{' on the line of the header of ${quoted(type)}`
  cursor.passLines()
  if (cursor.next() === '{') {
    cursor.problems.report({
      message: `expected ${expected}, found it on another`,
      span: cursor.span(cursor.at, cursor.at + 1),
    })
    return
  }
  cursor.at = at
  cursor.fail(expected)
}

/** Reads the one attribute that a block on one line may have. */
function readOneLine(cursor: Cursor, items: Items): void {
  recovering(cursor, () => {
    readItem(cursor, items)
    const [block] = items.blocks
    if (block)
      cursor.problems.report({
        message: `expected an attribute or a line break, found a block`,
        span: block.header,
      })
    if (cursor.next() !== '}') cursor.fail("'}' after the one attribute of a block on one line")
  })
}

/** A block that is never closed ends by indentation: what stands no deeper than it belongs to the body around it. */
function giveBack(text: string, indent: number, from: Items, to: Items): void {
  const isOutside = (start: number) => indentation(text, start) <= indent
  const first = from.blocks.findIndex(block => isOutside(block.header.start))
  if (first >= 0) to.blocks.push(...from.blocks.splice(first))
}
