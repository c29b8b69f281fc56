/** Functions that choose: among values that may fail, be null or be empty. */
import { ABSENT, type Plain, type Value } from '../../../../../model/value.ts'
import { Text } from '../../../../../model/text.ts'
import type { Builtin, Call } from '../call.ts'
import { areTextsEqual, isNull, isTrue } from '../decisions.ts'
import { Failure } from '../failure.ts'
import { boolOf } from '../plain.ts'
import { force } from '../settled.ts'

/** What a value is with all that is in it; `undefined` where any of that fails. */
function unlessFailing(value: Value, { world }: Call): Plain | undefined {
  try {
    const plain = value.read(world)
    force(plain, world)
    return plain
  } catch (failure) {
    if (failure instanceof Failure) return undefined
    throw failure
  }
}

const attempt: Builtin = call => {
  for (const value of call.values) {
    const plain = unlessFailing(value, call)
    if (plain) return plain
  }
  throw new Failure('nothing that try is given works')
}

/** The first that is neither null nor an empty text. */
const coalesce: Builtin = call => {
  for (const value of call.values) {
    const plain = value.read(call.world)
    if (!isNull(plain, call.world) && !isEmptyText(plain, call)) return plain
  }
  throw new Failure('all that coalesce is given is null or empty')
}

/** Whether it is the empty text; what is written around symbols is not empty. */
export function isEmptyText(plain: Plain, { world }: Call): boolean {
  if (plain.kind !== 'text' || plain.json) return false
  const isWritten = plain.text.parts.some(part => typeof part === 'string')
  return !isWritten && areTextsEqual(plain.text, Text.of(''), world)
}

const coalescelist: Builtin = call => {
  const found = call.values.find(
    value => !isNull(value.read(call.world), call.world) && call.itemsOf(value).length > 0,
  )
  if (!found) throw new Failure('all that coalescelist is given is null or empty')
  return found.read(call.world)
}

/** The item of a list of one; null for an empty one. */
const one: Builtin = call => {
  const [item, ...others] = call.list(0)
  if (others.length > 0) throw new Failure('a list of more than one item where at most one is expected')
  return item?.read(call.world) ?? ABSENT
}

const alltrue: Builtin = call => boolOf(call.list(0).every(item => isTrueItem(item, call)))
const anytrue: Builtin = call => boolOf(call.list(0).some(item => isTrueItem(item, call)))

function isTrueItem(item: Value, call: Call): boolean {
  const plain = item.read(call.world)
  return !isNull(plain, call.world) && isTrue(plain, call.world)
}

export const choices: Readonly<Record<string, Builtin>> = {
  alltrue,
  anytrue,
  can: call => boolOf(unlessFailing(call.value(0), call) !== undefined),
  coalesce,
  coalescelist,
  one,
  try: attempt,
}
