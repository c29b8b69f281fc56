/** Expressions: operators around operands. */
import type { Binary, Expression } from './ast.ts'
import type { Cursor } from './cursor.ts'
import { withPath } from './path.ts'
import { term } from './term.ts'

/** Reads an expression with everything that belongs to it. */
export function expression(cursor: Cursor): Expression {
  cursor.deeper()
  const start = cursor.start()
  const condition = operation(cursor, 1)
  const result = cursor.takes('?') ? conditional(cursor, start, condition) : condition
  cursor.shallower()
  return result
}

function conditional(cursor: Cursor, start: number, condition: Expression): Expression {
  const then = expression(cursor)
  cursor.expect(':', 'and the value where the condition is false')
  const otherwise = expression(cursor)
  return { kind: 'conditional', condition, then, otherwise, span: cursor.span(start) }
}

/** Reads operands with operators that bind at least so strongly; those of one strength apply from the left. */
function operation(cursor: Cursor, least: number): Expression {
  const start = cursor.start()
  const outer = cursor.startChain()
  let left = operand(cursor)
  for (;;) {
    const operator = operatorAt(cursor)
    const strength = operator === undefined ? 0 : STRENGTH[operator]
    if (operator === undefined || strength < least) break
    cursor.at += operator.length
    cursor.link()
    cursor.deeper()
    const right = operation(cursor, strength + 1)
    cursor.shallower()
    left = { kind: 'binary', operator, left, right, span: cursor.span(start) }
  }
  cursor.endChain(outer)
  return left
}

const STRENGTH: Readonly<Record<Binary['operator'], number>> = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '<': 4,
  '>': 4,
  '<=': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
}

const OPERATOR_START = '|&=!<>+-*/%'

function operatorAt(cursor: Cursor): Binary['operator'] | undefined {
  const first = cursor.next()
  if (!OPERATOR_START.includes(first) || first === '') return undefined
  const two = first + cursor.text.charAt(cursor.at + 1)
  if (isOperator(two)) return two
  return isOperator(first) ? first : undefined
}

function isOperator(sign: string): sign is Binary['operator'] {
  return Object.hasOwn(STRENGTH, sign)
}

function operand(cursor: Cursor): Expression {
  const operator = cursor.next()
  const start = cursor.at
  if (operator !== '-' && operator !== '!') return withPath(cursor, start, term(cursor))
  cursor.at++
  cursor.deeper()
  const negated = operand(cursor)
  cursor.shallower()
  return { kind: 'unary', operator, operand: negated, span: cursor.span(start) }
}
