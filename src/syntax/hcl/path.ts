/** Paths: what is taken of a value by `.name`, `[key]`, `[*]` and `.*`. */
import type { Span } from '../../text/source.ts'
import { quoted } from '../failure.ts'
import type { Expression, SplatStep } from './ast.ts'
import type { Cursor } from './cursor.ts'
import { expression } from './expression.ts'
import { isNumber, numberEnd } from './words.ts'

/** Reads what is taken of the value that starts at an offset. */
export function withPath(cursor: Cursor, start: number, value: Expression): Expression {
  const outer = cursor.startChain()
  let result = value
  for (let step = stepAt(cursor); step !== undefined; step = stepAt(cursor)) {
    cursor.link()
    result = taken(result, step, cursor.span(start))
  }
  cursor.endChain(outer)
  return result
}

function taken(of: Expression, step: SplatStep, span: Span): Expression {
  if (step.kind === 'attribute') return { kind: 'attribute', of, name: step.name, span }
  if (step.kind === 'index') return { kind: 'index', of, key: step.key, span }
  return { kind: 'splat', of, steps: step.steps, span }
}

function stepAt(cursor: Cursor): SplatStep | undefined {
  const sign = cursor.next()
  if (sign === '[') return bracketed(cursor)
  if (sign !== '.' || cursor.text.startsWith('...', cursor.at)) return undefined
  cursor.at++
  return cursor.takes('*') ? attributeSplat(cursor) : dotted(cursor)
}

/** The step after a point. */
function dotted(cursor: Cursor): SplatStep {
  const start = cursor.start()
  const end = numberEnd(cursor.text, start)
  if (end === start) return { kind: 'attribute', name: cursor.expectWord('a name after the point') }
  const text = cursor.text.slice(start, end)
  if (text.includes('.'))
    cursor.failAt(`expected indices in brackets, as in a[0][1], found ${quoted(`.${text}`)}`, start, end)
  if (!isNumber(text)) cursor.fail('a name or a number after the point')
  cursor.at = end
  return { kind: 'index', key: { kind: 'literal', type: 'number', text, span: cursor.span(start) } }
}

/** What `.*` takes of each item: only steps with points. */
function attributeSplat(cursor: Cursor): SplatStep {
  const steps: SplatStep[] = []
  while (cursor.next() === '.' && !cursor.text.startsWith('...', cursor.at)) {
    cursor.at++
    if (cursor.next() === '*') cursor.fail('a name after the point')
    steps.push(dotted(cursor))
  }
  return { kind: 'splat', steps }
}

function bracketed(cursor: Cursor): SplatStep {
  const open = cursor.at++
  if (cursor.next() === '*') {
    cursor.at++
    cursor.expectClosing(']', open)
    return fullSplat(cursor)
  }
  const outer = cursor.lineBreaksCount
  cursor.lineBreaksCount = false
  const key = expression(cursor)
  cursor.expectClosing(']', open)
  cursor.lineBreaksCount = outer
  return { kind: 'index', key }
}

/** What `[*]` takes of each item: everything that follows. */
function fullSplat(cursor: Cursor): SplatStep {
  const steps: SplatStep[] = []
  cursor.deeper()
  for (let step = stepAt(cursor); step !== undefined; step = stepAt(cursor)) steps.push(step)
  cursor.shallower()
  return { kind: 'splat', steps }
}
