/** What expressions are in a world. */
import {
  ABSENT,
  constant,
  record,
  unknown,
  type Origin,
  type Plain,
  type Property,
  type Value,
} from '../../../../model/value.ts'
import type { World } from '../../../../model/world.ts'
import type { Expression, Literal, ObjectExpression, SplatStep } from '../../../../syntax/hcl/ast.ts'
import type { Span } from '../../../../text/source.ts'
import { attributeOf, itemOf, splat, type Step } from './access.ts'
import { call } from './call.ts'
import { isTrue } from './decisions.ts'
import { lazy } from './lazy.ts'
import { evaluateFor } from './loops.ts'
import { binary, unary } from './operators.ts'
import { boolOf, textOf, writtenNumber } from './plain.ts'
import { recordOf } from './records.ts'
import { at, type Scope } from './scope.ts'
import { evaluateTemplate } from './templates.ts'

/**
 * The value that an expression is. What is in it is worked out when it is read. Reading throws where Terraform would
 * refuse the expression: wrap what leaves for the model in `settled`.
 */
export function valueOf(expression: Expression, scope: Scope): Value {
  const origin = placeOf(expression.span, scope)
  if (expression.kind === 'literal') return constant(origin, literal(expression))
  if (expression.kind === 'tuple') {
    const items = expression.items.map((item, index) =>
      valueOf(item, at(scope, `${scope.address}[${index}]`)),
    )
    return constant(origin, { kind: 'list', items })
  }
  if (expression.kind === 'object') return objectOf(expression, scope, origin)
  // Chains such as a.b.c can be longer than the stack is deep: their parts are prepared when they are read.
  let evaluate: ((world: World) => Plain) | undefined
  return lazy(origin, scope.budget, world => (evaluate ??= evaluator(expression, scope, origin))(world))
}

/** The place of a part of an expression. */
function placeOf(span: Span, { source, address }: Scope): Origin {
  return { source, span, address }
}

function literal({ type, text }: Literal): Plain {
  switch (type) {
    case 'string':
      return textOf(text)
    case 'number':
      return writtenNumber(text) ?? textOf(text)
    case 'bool':
      return boolOf(text === 'true')
    case 'null':
      return ABSENT
  }
}

/** An object. Where its keys are literal, as nearly always, it is the same in every world. */
function objectOf({ entries }: ObjectExpression, scope: Scope, origin: Origin): Value {
  const properties = new Map<string, Property>()
  for (const { key, value } of entries) {
    if (key.kind !== 'literal' || key.type === 'null') {
      const unread = entries.map(entry => ({
        key: valueOf(entry.key, scope),
        value: (name: string) => valueOf(entry.value, at(scope, `${scope.address}.${name}`)),
      }))
      return lazy(origin, scope.budget, world => recordOf(unread, world))
    }
    const inner = at(scope, `${scope.address}.${key.text}`)
    properties.set(key.text, { at: placeOf(key.span, inner), value: valueOf(value, inner) })
  }
  return constant(origin, record(properties))
}

type Worked = Exclude<Expression, { kind: 'literal' | 'tuple' | 'object' }>

/** Prepares an expression for being read in many worlds: its parts become values once. */
function evaluator(expression: Worked, scope: Scope, origin: Origin): (world: World) => Plain {
  const value = (part: Expression) => valueOf(part, scope)
  switch (expression.kind) {
    case 'template':
      return world => evaluateTemplate(expression.parts, scope, valueOf, world)
    case 'name':
      return world => scope.lookup(expression.name)?.read(world) ?? undeclared(expression.name, origin)
    case 'attribute': {
      const of = value(expression.of)
      return world => attributeOf(of.read(world), expression.name, world)
    }
    case 'index': {
      const [of, key] = [value(expression.of), value(expression.key)]
      return world => itemOf(of.read(world), key.read(world), world)
    }
    case 'splat': {
      const of = value(expression.of)
      const steps = stepsOf(expression.steps, value)
      return world => splat(of.read(world), steps, origin, scope.budget, world)
    }
    case 'call': {
      const values = expression.arguments.map(value)
      return world => call(expression, values, origin, scope, valueOf, world)
    }
    case 'for': {
      const collection = value(expression.collection)
      return world => evaluateFor(expression, collection, scope, valueOf, world)
    }
    case 'conditional': {
      const [condition, then] = [value(expression.condition), value(expression.then)]
      const otherwise = value(expression.otherwise)
      return world => (isTrue(condition.read(world), world) ? then : otherwise).read(world)
    }
    case 'unary': {
      const operand = value(expression.operand)
      return world => unary(expression.operator, operand, world)
    }
    case 'binary': {
      const [left, right] = [value(expression.left), value(expression.right)]
      return world => binary(expression.operator, left, right, world)
    }
  }
}

function stepsOf(steps: readonly SplatStep[], value: (key: Expression) => Value): Step[] {
  return steps.map(step => {
    if (step.kind === 'index') return { kind: 'index', key: value(step.key) }
    return step.kind === 'splat' ? { kind: 'splat', steps: stepsOf(step.steps, value) } : step
  })
}

function undeclared(name: string, { source }: Origin): Plain {
  return unknown({ label: `the reference ${name}` }, `reference:${source.path}:${name}`)
}
