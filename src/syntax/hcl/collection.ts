/** Tuples, objects, and the `for` that makes them. */
import type { Expression, ObjectExpression } from './ast.ts'
import type { Cursor } from './cursor.ts'
import { expression } from './expression.ts'

/** Reads `[...]`. */
export function tuple(cursor: Cursor): Expression {
  const open = cursor.at++
  const outer = cursor.lineBreaksCount
  cursor.lineBreaksCount = false
  const result = cursor.takesWord('for') ? forIn(cursor, open, ']') : items(cursor, open)
  cursor.lineBreaksCount = outer
  return result
}

function items(cursor: Cursor, open: number): Expression {
  const found: Expression[] = []
  while (cursor.next() !== ']') {
    found.push(expression(cursor))
    if (cursor.next() !== ']' && !cursor.takes(',')) cursor.fail(`',' or ${cursor.closingOf(']', open)}`)
  }
  cursor.at++
  return { kind: 'tuple', items: found, span: cursor.span(open) }
}

/** Reads `{...}`. */
export function object(cursor: Cursor): Expression {
  const open = cursor.at++
  const outer = cursor.lineBreaksCount
  cursor.lineBreaksCount = false
  const isFor = cursor.takesWord('for')
  // Entries end at line breaks; a `for` does not.
  cursor.lineBreaksCount = !isFor
  const result = isFor ? forIn(cursor, open, '}') : entries(cursor, open)
  cursor.lineBreaksCount = outer
  return result
}

function entries(cursor: Cursor, open: number): Expression {
  const found: { readonly key: Expression; readonly value: Expression }[] = []
  for (;;) {
    cursor.passLines()
    if (cursor.takes('}')) break
    found.push(entry(cursor, open))
    if (!/^[}\n]/.test(cursor.next()) && !cursor.takes(','))
      cursor.fail(`a line break, ',' or ${cursor.closingOf('}', open)}`)
  }
  return { kind: 'object', entries: found, span: cursor.span(open) }
}

function entry(cursor: Cursor, open: number): ObjectExpression['entries'][number] {
  const sign = cursor.next()
  if (sign === '') cursor.fail(cursor.closingOf('}', open))
  const key = expression(cursor)
  if (!cursor.takes('=') && !cursor.takes(':')) cursor.fail("'=' after the key")
  return { key: sign === '(' ? key : bareWord(key), value: expression(cursor) }
}

/** A key without parentheses that is one word means that word, `null` too. */
function bareWord(key: Expression): Expression {
  if (key.kind === 'name') return { kind: 'literal', type: 'string', text: key.name, span: key.span }
  return key.kind === 'literal' && (key.type === 'bool' || key.type === 'null')
    ? { ...key, type: 'string' }
    : key
}

/** Reads a `for` up to and with the closing bracket. */
function forIn(cursor: Cursor, open: number, close: ']' | '}'): Expression {
  const { keyName, itemName, collection } = loopHead(cursor)
  cursor.expect(':', 'after the collection')
  let value = expression(cursor)
  let key: Expression | undefined
  if (close === '}') {
    cursor.expect('=>', 'between key and value')
    key = value
    value = expression(cursor)
  }
  const grouped = close === '}' && cursor.takes('...')
  const condition = cursor.takesWord('if') ? expression(cursor) : undefined
  cursor.expectClosing(close, open)
  const span = cursor.span(open)
  return { kind: 'for', keyName, itemName, collection, key, value, condition, grouped, span }
}

/** Reads `k, v in collection`, which expressions and templates share. */
export function loopHead(cursor: Cursor) {
  const first = cursor.expectWord("a name after 'for'")
  const second = cursor.takes(',') ? cursor.expectWord('a name after the comma') : undefined
  if (!cursor.takesWord('in')) cursor.fail("'in' after the name")
  const keyName = second === undefined ? undefined : first
  return { keyName, itemName: second ?? first, collection: expression(cursor) }
}
