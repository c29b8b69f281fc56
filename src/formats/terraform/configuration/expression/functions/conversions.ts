/** Functions that change the type of a value, of which only the kind is kept. */
import { ABSENT, type Plain } from '../../../../../model/value.ts'
import type { Builtin, Call } from '../call.ts'
import { isTrue, numberIn } from '../decisions.ts'
import { Failure } from '../failure.ts'
import { asText, boolOf, isSet, nameOf, openness, writtenNumber } from '../plain.ts'
import { setOf } from './sets.ts'

/** Null and what is not known stay so, whatever type they become. */
function convert(call: Call, how: (plain: Plain) => Plain): Plain {
  const plain = call.plain(0)
  return plain.kind === 'absent' || openness(plain) ? plain : how(plain)
}

const tostring: Builtin = call =>
  convert(call, plain => {
    if (plain.kind === 'text' && plain.json) return plain
    return { kind: 'text', text: asText(plain) }
  })

const tonumber: Builtin = call =>
  convert(call, plain => {
    const known = call.resolved(asText(plain))
    if (known.literal === undefined) return { kind: 'text', text: known }
    numberIn(known.literal)
    return writtenNumber(known.literal) ?? plain
  })

const tobool: Builtin = call =>
  convert(call, plain => {
    const known = call.resolved(asText(plain))
    return known.literal === undefined ? plain : boolOf(isTrue({ kind: 'text', text: known }, call.world))
  })

const tolist: Builtin = call =>
  convert(call, plain => {
    if (plain.kind !== 'list') throw new Failure(`a ${nameOf(plain)} where a list is expected`)
    return isSet(plain) ? { kind: 'list', items: plain.items } : plain
  })

const toset: Builtin = call =>
  convert(call, plain => {
    if (plain.kind !== 'list') throw new Failure(`a ${nameOf(plain)} where a set is expected`)
    return isSet(plain) ? plain : setOf(plain.items, call)
  })

const tomap: Builtin = call =>
  convert(call, plain => {
    if (plain.kind !== 'record') throw new Failure(`a ${nameOf(plain)} where a map is expected`)
    return plain
  })

const same: Builtin = call => call.plain(0)

export const conversions: Readonly<Record<string, Builtin>> = {
  ephemeralasnull: () => ABSENT,
  nonsensitive: same,
  sensitive: same,
  tobool,
  tolist,
  tomap,
  tonumber,
  toset,
  tostring,
}
