/** Our tree in the JSON form of hcl2json, and what it says about an expression, in one shape for both. */
import type { TFExpressionSyntaxTree } from '@cdktn/hcl2json'
import type { Body, Expression, SplatStep, TemplatePart } from '../../src/syntax/hcl/ast.ts'

type Json = string | number | boolean | null | readonly Json[] | { [key: string]: Json }

/** A body as hcl2json gives it: blocks under their type and labels, expressions as `${source}`. */
export function bodyJson(body: Body): Json {
  const text = body.source.text
  const result: { [key: string]: Json } = {}
  for (const { type, labels, body: inner } of body.blocks) {
    let place = result
    const path = [type, ...labels]
    for (const label of path.slice(0, -1)) place = (place[label] ??= {}) as { [key: string]: Json }
    const last = path.at(-1) ?? ''
    place[last] = [...((place[last] ?? []) as Json[]), bodyJson(inner)]
  }
  for (const { name, value } of body.attributes.values()) result[name] = expressionJson(value, text)
  return result
}

function expressionJson(expression: Expression, text: string): Json {
  if (isParenthesized(expression, text)) return wrapped(expression, text)
  if (expression.kind === 'literal') return literalJson(expression)
  if (expression.kind === 'tuple') return expression.items.map(item => expressionJson(item, text))
  if (expression.kind === 'object')
    return Object.fromEntries(
      expression.entries.map(({ key, value }) => [keyJson(key, text), expressionJson(value, text)]),
    )
  if (
    expression.kind === 'unary' &&
    expression.operand.kind === 'literal' &&
    expression.operand.type !== 'string'
  )
    return isParenthesized(expression.operand, text)
      ? wrapped(expression, text)
      : expression.operator === '-'
        ? -Number(expression.operand.text)
        : expression.operand.text !== 'true'
  if (expression.kind !== 'template') return wrapped(expression, text)
  const [first] = expression.parts
  if (expression.parts.length === 1 && first?.kind === 'value') return expressionJson(first.value, text)
  return partsJson(expression.parts, text)
}

function literalJson({ type, text }: Expression & { readonly kind: 'literal' }): Json {
  if (type === 'string') return escaped(text)
  if (type === 'null') return null
  return type === 'number' ? Number(text) : text === 'true'
}

function partsJson(parts: readonly TemplatePart[], text: string): string {
  return parts.map(part => partJson(part, text)).join('')
}

function partJson(part: TemplatePart, text: string): string {
  if (part.kind === 'text') return escaped(part.text)
  if (part.kind === 'value') return textJson(part.value, text)
  if (part.kind === 'if') {
    const otherwise = partsJson(part.otherwise, text)
    const condition = source(part.condition, text)
    return `%{if ${condition}}${partsJson(part.then, text)}${otherwise && `%{else}${otherwise}`}%{endif}`
  }
  const names = part.key === undefined ? part.item : `${part.key}, ${part.item}`
  return `%{for ${names} in ${source(part.collection, text)}}${partsJson(part.parts, text)}%{endfor}`
}

/** An expression inside of a text: what is a text itself melts into it, and a condition is written as directives. */
function textJson(expression: Expression, text: string): string {
  if (isParenthesized(expression, text)) return wrapped(expression, text)
  if (expression.kind === 'literal')
    return expression.type === 'number' ? String(Number(expression.text)) : escaped(expression.text)
  if (expression.kind === 'template') return partsJson(expression.parts, text)
  if (expression.kind !== 'conditional') return wrapped(expression, text)
  const { condition, then, otherwise } = expression
  const other = textJson(otherwise, text)
  return `%{if ${source(condition, text)}}${textJson(then, text)}${other && `%{else}${other}`}%{endif}`
}

function keyJson(key: Expression, text: string): string {
  return isPath(key) && !isParenthesized(key, text) ? source(key, text) : textJson(key, text)
}

function isPath(expression: Expression): boolean {
  if (expression.kind === 'index') return expression.key.kind === 'literal' && isPath(expression.of)
  return expression.kind === 'name' || (expression.kind === 'attribute' && isPath(expression.of))
}

function wrapped(expression: Expression, text: string): string {
  return `\${${source(expression, text)}}`
}

function escaped(text: string): string {
  return text.replace(/[$%](?=\{)/g, sign => sign + sign)
}

function source({ span }: Expression, text: string): string {
  return text.slice(span.start, span.end)
}

/** Parentheses are part of the place only; what starts with an operand starts where that does. */
function isParenthesized(expression: Expression, text: string): boolean {
  if (text.charAt(expression.span.start) !== '(') return false
  if (expression.kind === 'binary') return expression.span.start < expression.left.span.start
  if (expression.kind === 'conditional') return expression.span.start < expression.condition.span.start
  if (expression.kind === 'attribute' || expression.kind === 'index' || expression.kind === 'splat')
    return expression.span.start < expression.of.span.start
  return true
}

/** What an expression is made of, in any order: operators with the source of their operands, calls, splats. */
export function facts(expression: Expression, text: string): string[] {
  const found: string[] = []
  visit(expression, each => {
    const sources = children(each).map(child => source(child, text))
    if (each.kind === 'binary' || each.kind === 'unary') found.push([each.operator, ...sources].join(' | '))
    if (each.kind === 'conditional') found.push(['?', ...sources].join(' | '))
    if (each.kind === 'call') found.push([each.name, each.expands, sources.length].join(' | '))
    if (each.kind === 'splat') found.push(`* | ${source(each.of, text)}`)
  })
  return found.sort()
}

function visit(expression: Expression, see: (expression: Expression) => void): void {
  see(expression)
  for (const child of children(expression)) visit(child, see)
}

function children(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'name':
      return []
    case 'template':
      return expression.parts.flatMap(part => (part.kind === 'value' ? [part.value] : []))
    case 'attribute':
      return [expression.of]
    case 'index':
      return [expression.of, expression.key]
    case 'splat':
      return [expression.of, ...keys(expression.steps)]
    case 'call':
      return expression.arguments
    case 'tuple':
      return expression.items
    case 'object':
      return expression.entries.flatMap(({ key, value }) => [key, value])
    case 'for':
      return [expression.collection, expression.key, expression.value, expression.condition].filter(
        each => each !== undefined,
      )
    case 'conditional':
      return [expression.condition, expression.then, expression.otherwise]
    case 'unary':
      return [expression.operand]
    case 'binary':
      return [expression.left, expression.right]
  }
}

function keys(steps: readonly SplatStep[]): readonly Expression[] {
  return steps.flatMap(step =>
    step.kind === 'index' ? [step.key] : step.kind === 'splat' ? keys(step.steps) : [],
  )
}

const OPERATORS: Readonly<Record<string, string>> = {
  logicalOr: '||',
  logicalAnd: '&&',
  logicalNot: '!',
  equal: '==',
  notEqual: '!=',
  greaterThan: '>',
  greaterThanOrEqual: '>=',
  lessThan: '<',
  lessThanOrEqual: '<=',
  add: '+',
  subtract: '-',
  multiply: '*',
  divide: '/',
  modulo: '%',
  negate: '-',
}

/** The same of the tree that Go makes. */
export function goFacts(root: TFExpressionSyntaxTree.ExpressionAst): string[] {
  const found: string[] = []
  const see = (node: TFExpressionSyntaxTree.ExpressionAst): void => {
    const meta = node.meta as Record<string, string | undefined> | undefined
    const operator = OPERATORS[meta?.operator ?? ''] ?? ''
    if (node.type === 'binaryOp') found.push([operator, meta?.lhsExpression, meta?.rhsExpression].join(' | '))
    if (node.type === 'unaryOp') found.push([operator, meta?.valueExpression].join(' | '))
    if (node.type === 'conditional')
      found.push(['?', meta?.conditionExpression, meta?.trueExpression, meta?.falseExpression].join(' | '))
    if (node.type === 'function')
      found.push([meta?.name, meta?.expandedFinalArgument, node.children.length].join(' | '))
    // A splat inside of another starts with its sign.
    if (node.type === 'splat' && !/^[[.]/.test(meta?.sourceExpression ?? ''))
      found.push(['*', meta?.sourceExpression].join(' | '))
    node.children.forEach(see)
  }
  see(root)
  return found.sort()
}
