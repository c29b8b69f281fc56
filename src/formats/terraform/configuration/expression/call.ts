/** Calls of functions, and how functions ask for their arguments. */
import { expand } from '../../../../model/identity.ts'
import type { Text } from '../../../../model/text.ts'
import {
  constant,
  unknown,
  type Origin,
  type Plain,
  type PlainRecord,
  type Value,
} from '../../../../model/value.ts'
import type { World } from '../../../../model/world.ts'
import type { Call as CallExpression, Expression } from '../../../../syntax/hcl/ast.ts'
import { Failure, Unclear } from './failure.ts'
import { functions } from './functions/index.ts'
import { derived } from './keys.ts'
import { elementsOf } from './loops.ts'
import { knownNumber } from './operators.ts'
import { asText, nameOf, openness } from './plain.ts'
import type { Scope } from './scope.ts'

/** What a function gives; throws `Failure` where Terraform refuses, `Unclear` where nobody can know. */
export type Builtin = (call: Call) => Plain

type ValueOf = (expression: Expression, scope: Scope) => Value

/** What a call gives in a world. */
export function call(
  { name, expands }: CallExpression,
  values: readonly Value[],
  origin: Origin,
  scope: Scope,
  valueOf: ValueOf,
  world: World,
): Plain {
  const builtin = functions.get(name.replace(/^core::/, ''))
  return derived(world, name, values, () => {
    if (!builtin) throw new Unclear({ label: `the function ${name}` })
    const all = expands ? expanded(values, world) : values
    return builtin(new Call(name, all, origin, scope, valueOf, world))
  })
}

/** The arguments where the last one is `list...`. */
function expanded(values: readonly Value[], world: World): readonly Value[] {
  const last = values.at(-1)
  if (!last) return values
  const elements = elementsOf(last.read(world), last.origin, world)
  return [...values.slice(0, -1), ...elements.map(({ item }) => item)]
}

/** A call in one world, with its arguments as functions want them. */
export class Call {
  readonly name: string
  readonly values: readonly Value[]
  readonly origin: Origin
  readonly scope: Scope
  readonly valueOf: ValueOf
  readonly world: World

  constructor(
    name: string,
    values: readonly Value[],
    origin: Origin,
    scope: Scope,
    valueOf: ValueOf,
    world: World,
  ) {
    this.name = name
    this.values = values
    this.origin = origin
    this.scope = scope
    this.valueOf = valueOf
    this.world = world
  }

  /** An argument that must be given. */
  value(index: number): Value {
    const value = this.values[index]
    if (!value) throw new Failure(`${this.name} needs more than ${this.values.length} arguments`)
    return value
  }

  plain(index: number): Plain {
    return this.value(index).read(this.world)
  }

  /** An argument as text, with symbols where it is not known. */
  text(index: number): Text {
    return asText(this.plain(index))
  }

  /** An argument as text that must be known. */
  literal(index: number): string {
    return this.known(this.value(index))
  }

  number(index: number): number {
    return knownNumber(this.plain(index), this.world)
  }

  /** A number that must be whole. */
  whole(index: number): number {
    const number = this.number(index)
    if (!Number.isInteger(number)) throw new Failure(`${number} where a whole number is expected`)
    return number
  }

  /** The items of a list or set. */
  list(index: number): readonly Value[] {
    return this.itemsOf(this.value(index))
  }

  /** A map; one that may hold more than is written is no obstacle. */
  record(index: number): PlainRecord {
    const plain = this.plain(index)
    const open = openness(plain)
    if (open) throw new Unclear(open.reason)
    if (plain.kind !== 'record') throw new Failure(`a ${nameOf(plain)} where a map is expected`)
    return plain
  }

  itemsOf(value: Value): readonly Value[] {
    const plain = value.read(this.world)
    const open = openness(plain)
    if (open) throw new Unclear(open.reason)
    if (plain.kind !== 'list') throw new Failure(`a ${nameOf(plain)} where a list is expected`)
    return plain.items
  }

  /** The text of a value that must be known. */
  known(value: Value): string {
    const text = asText(value.read(this.world))
    if (text.literal !== undefined) return text.literal
    const known = this.resolved(text)
    if (known.literal === undefined) throw Unclear.about(known)
    return known.literal
  }

  /** A text with all that this world knows. */
  resolved(text: Text): Text {
    return text.literal === undefined ? this.world.resolve(expand(text, this.world)) : text
  }

  /** A value that stands where the call does. */
  made(plain: Plain): Value {
    return constant(this.origin, plain)
  }

  /** A list of values that stand where the call does. */
  listOf(plains: readonly Plain[]): Plain {
    return { kind: 'list', items: plains.map(plain => this.made(plain)) }
  }

  /** What this call alone gives, and no other one. */
  unlike(label: string): Plain {
    const { source, span, address } = this.origin
    return unknown({ label }, `${this.name}:${source.path}:${span.start}:${address}`)
  }
}
