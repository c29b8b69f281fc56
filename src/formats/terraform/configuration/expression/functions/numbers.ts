/** Functions of numbers. */
import { boundedLength } from '../bounds.ts'
import type { Builtin, Call } from '../call.ts'
import { quoted } from '../decisions.ts'
import { Failure } from '../failure.ts'
import { knownNumber } from '../operators.ts'
import { numberOf } from '../plain.ts'

function each(calculate: (number: number) => number): Builtin {
  return call => numberOf(calculate(call.number(0)))
}

function all(call: Call): number[] {
  if (call.values.length === 0) throw new Failure(`${call.name} needs at least one number`)
  return call.values.map((_, index) => call.number(index))
}

const least = (numbers: readonly number[]) => numbers.reduce((a, b) => Math.min(a, b))
const greatest = (numbers: readonly number[]) => numbers.reduce((a, b) => Math.max(a, b))

const sum: Builtin = call => {
  const items = call.list(0)
  if (items.length === 0) throw new Failure('sum needs at least one number')
  boundedLength(call.world, items.length)
  return numberOf(items.reduce((total, item) => total + knownNumber(item.read(call.world), call.world), 0))
}

const parseint: Builtin = call => {
  const [text, base] = [call.literal(0), call.whole(1)]
  const digits = /^[+-]?([0-9a-zA-Z]{1,200})$/.exec(text)?.[1]?.toLowerCase()
  if (base < 2 || base > 36) throw new Failure(`the base ${base}, where 2 to 36 are worked out`)
  const values = Array.from(digits ?? '', digit => parseInt(digit, 36))
  if (values.length === 0 || values.some(value => value >= base))
    throw new Failure(`${quoted(text)} where a whole number of base ${base} is expected`)
  return numberOf(values.reduce((total, value) => total * base + value, 0) * (text.startsWith('-') ? -1 : 1))
}

export const numbers: Readonly<Record<string, Builtin>> = {
  abs: each(Math.abs),
  ceil: each(Math.ceil),
  floor: each(Math.floor),
  log: call => numberOf(Math.log(call.number(0)) / Math.log(call.number(1))),
  max: call => numberOf(greatest(all(call))),
  min: call => numberOf(least(all(call))),
  parseint,
  pow: call => numberOf(call.number(0) ** call.number(1)),
  signum: each(Math.sign),
  sum,
}
