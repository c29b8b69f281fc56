/** Keys of values: equal keys, equal values. What cannot be known is called by the keys of what it is made from. */
import { createHash } from 'node:crypto'
import { Text } from '../../../../model/text.ts'
import { unknown, type Plain, type Value } from '../../../../model/value.ts'
import type { World } from '../../../../model/world.ts'
import { deeper, spend, spendText } from './bounds.ts'
import { Beyond, Failure, Unclear } from './failure.ts'
import { inOrder } from './plain.ts'

/** Longer keys are kept as digests: expressions can double a key again and again. */
const KEY_LENGTH = 300

/** A key that is not too long. */
export function shortened(key: string): string {
  return key.length <= KEY_LENGTH ? key : `#${createHash('sha256').update(key).digest('hex')}`
}

/** The key of a value with all that is in it. */
export function keyOf(value: Value, world: World): string {
  return keyOfPlain(value.read(world), world)
}

export function keyOfPlain(plain: Plain, world: World): string {
  return shortened(deeper(world, () => writtenKey(plain, world)))
}

function writtenKey(plain: Plain, world: World): string {
  switch (plain.kind) {
    case 'absent':
      return 'null'
    case 'text':
      if (plain.json) return `json(${keyOf(plain.json, world)})`
      spendText(world, plain.text)
      return plain.text.key
    case 'unknown':
      return Text.of(plain).key
    case 'list':
      spend(world, plain.items.length)
      return `[${plain.items.map(item => keyOf(item, world)).join(',')}]`
    case 'record': {
      spend(world, plain.keys.length)
      const entries = inOrder(plain.keys).map(key => {
        const entry = plain.entry(key)
        return `${JSON.stringify(key)}:${entry ? keyOf(entry.value, world) : ''}`
      })
      return `{${entries.join(',')}${plain.open ? `,…${JSON.stringify(plain.open.label)}` : ''}}`
    }
  }
}

/**
 * What an operation gives; where that cannot be known an unknown that is the same for equal operands.
 */
export function derived(
  world: World,
  operation: string,
  operands: readonly Value[],
  run: () => Plain,
): Plain {
  try {
    return run()
  } catch (failure) {
    if (!(failure instanceof Unclear) || failure instanceof Beyond) throw failure
    return unknown(failure.reason, failure.id ?? shortened(`${operation}(${operandKeys(operands, world)})`))
  }
}

function operandKeys(operands: readonly Value[], world: World): string {
  return operands.map(operand => operandKey(operand, world)).join(',')
}

function operandKey(operand: Value, world: World): string {
  try {
    return keyOf(operand, world)
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure
    return `!${JSON.stringify(failure.message)}`
  }
}
