/** What operators give. */
import { expand } from '../../../../model/identity.ts'
import type { Plain, Value } from '../../../../model/value.ts'
import type { World } from '../../../../model/world.ts'
import type { Binary, Unary } from '../../../../syntax/hcl/ast.ts'
import { areEqual, isLess, isTrue, numberIn } from './decisions.ts'
import { Unclear } from './failure.ts'
import { derived } from './keys.ts'
import { asText, boolOf, numberOf } from './plain.ts'

/** `!a` or `-a`. */
export function unary(operator: Unary['operator'], operand: Value, world: World): Plain {
  if (operator === '!') return boolOf(!isTrue(operand.read(world), world))
  return derived(world, '-', [operand], () => numberOf(-knownNumber(operand.read(world), world)))
}

/** `a && b`, `a == b`, `a < b`, `a + b` and the like. */
export function binary(operator: Binary['operator'], left: Value, right: Value, world: World): Plain {
  const holds = (value: Value) => isTrue(value.read(world), world)
  const less = (a: Value, b: Value) => isLess(a.read(world), b.read(world), world)
  switch (operator) {
    case '&&':
      return boolOf(holds(left) && holds(right))
    case '||':
      return boolOf(holds(left) || holds(right))
    case '==':
      return boolOf(areEqual(left, right, world))
    case '!=':
      return boolOf(!areEqual(left, right, world))
    case '<':
      return boolOf(less(left, right))
    case '>':
      return boolOf(less(right, left))
    case '<=':
      return boolOf(!less(right, left))
    case '>=':
      return boolOf(!less(left, right))
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return derived(world, operator, [left, right], () => {
        const [a, b] = [knownNumber(left.read(world), world), knownNumber(right.read(world), world)]
        return numberOf(calculate(operator, a, b))
      })
  }
}

/** The number that a value is; throws where it is none, or where that cannot be known. */
export function knownNumber(plain: Plain, world: World): number {
  const text = asText(plain)
  const known = text.literal === undefined ? world.resolve(expand(text, world)) : text
  if (known.literal === undefined) throw Unclear.about(known)
  return numberIn(known.literal)
}

function calculate(operator: '+' | '-' | '*' | '/' | '%', a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b
    case '-':
      return a - b
    case '*':
      return a * b
    case '/':
      return a / b
    case '%':
      return b === 0 ? a : a % b
  }
}
