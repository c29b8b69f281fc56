/** Terms: what stands between operators. */
import { quoted } from '../failure.ts'
import type { Expression } from './ast.ts'
import { object, tuple } from './collection.ts'
import type { Cursor } from './cursor.ts'
import { expression } from './expression.ts'
import { heredoc, quotedTemplate } from './template.ts'
import { isDigit, isNumber, numberEnd } from './words.ts'

/** Reads a value, a name, a call, or an expression in parentheses. */
export function term(cursor: Cursor): Expression {
  const sign = cursor.next()
  if (sign === '"') return quotedTemplate(cursor)
  if (sign === '[') return tuple(cursor)
  if (sign === '{') return object(cursor)
  if (sign === '(') return parenthesized(cursor)
  if (cursor.text.startsWith('<<', cursor.at)) return heredoc(cursor)
  if (isDigit(sign)) return number(cursor)
  if (sign === "'") cursor.fail('double quotes around the text')
  const start = cursor.at
  const word = cursor.expectWord('a value')
  if (cursor.next() === '(' || cursor.text.startsWith('::', cursor.at)) return call(cursor, start, word)
  const span = cursor.span(start)
  if (word === 'true' || word === 'false') return { kind: 'literal', type: 'bool', text: word, span }
  if (word === 'null') return { kind: 'literal', type: 'null', text: word, span }
  return { kind: 'name', name: word, span }
}

/** The expression itself, with a place that has the parentheses. */
function parenthesized(cursor: Cursor): Expression {
  const open = cursor.at++
  const outer = cursor.lineBreaksCount
  cursor.lineBreaksCount = false
  const inner = expression(cursor)
  cursor.expectClosing(')', open)
  cursor.lineBreaksCount = outer
  return { ...inner, span: cursor.span(open) }
}

function number(cursor: Cursor): Expression {
  const start = cursor.at
  const end = numberEnd(cursor.text, start)
  const text = cursor.text.slice(start, end)
  if (!isNumber(text)) cursor.failAt(`expected a number such as 1.5, found ${quoted(text)}`, start, end)
  cursor.at = end
  return { kind: 'literal', type: 'number', text, span: cursor.span(start) }
}

function call(cursor: Cursor, start: number, first: string): Expression {
  let name = first
  while (cursor.takes('::')) name += `::${cursor.expectWord('the name of a function')}`
  const open = cursor.start()
  cursor.expect('(', `after the name of the function`)
  const outer = cursor.lineBreaksCount
  cursor.lineBreaksCount = false
  const given: Expression[] = []
  let expands = false
  while (!expands && cursor.next() !== ')') {
    given.push(expression(cursor))
    expands = cursor.takes('...')
    if (!expands && cursor.next() !== ')' && !cursor.takes(','))
      cursor.fail(`',' or ${cursor.closingOf(')', open)}`)
  }
  cursor.expectClosing(')', open)
  cursor.lineBreaksCount = outer
  return { kind: 'call', name, arguments: given, expands, span: cursor.span(start) }
}
