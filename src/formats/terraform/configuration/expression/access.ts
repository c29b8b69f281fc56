/** Going into values: attributes, indices and splats. */
import { Text } from '../../../../model/text.ts'
import {
  constant,
  unknown,
  type Origin,
  type Plain,
  type PlainRecord,
  type Value,
} from '../../../../model/value.ts'
import type { World } from '../../../../model/world.ts'
import { expand } from '../../../../model/identity.ts'
import { boundedLength, type Budget } from './bounds.ts'
import { areTextsEqual, quoted } from './decisions.ts'
import { Failure } from './failure.ts'
import { keyOf, keyOfPlain, shortened } from './keys.ts'
import { lazy } from './lazy.ts'
import { asText, isSet, nameOf, openness } from './plain.ts'

/** A key that nobody knows is compared with at most so many keys that are written. */
const KEYS_COMPARED = 32

/** `of.name`. */
export function attributeOf(plain: Plain, name: string, world: World): Plain {
  const open = openness(plain)
  if (open) return below(open, `.${name}`)
  if (plain.kind === 'record') return entryOf(plain, name, world)
  throw new Failure(`there is no attribute ${quoted(name)} in a ${nameOf(plain)}`)
}

/** `of[key]`. */
export function itemOf(plain: Plain, key: Plain, world: World): Plain {
  const open = openness(plain)
  const text = asText(key)
  if (open) {
    if (text.literal === undefined) return below(open, `[${text.key}]`)
    return below(open, /^\d+$/.test(text.literal) ? `[${text.literal}]` : `.${text.literal}`)
  }
  if (plain.kind === 'record') {
    const found = pickKey(plain, text, world, false)
    if (found === undefined && text.literal === undefined) return unknownItem(plain, text, world)
    return entryOf(plain, found ?? text.literal ?? '', world)
  }
  if (plain.kind !== 'list' || isSet(plain))
    throw new Failure(`a ${nameOf(plain)} has no items to choose by a key`)
  const known = text.literal === undefined ? world.resolve(expand(text, world)) : text
  if (known.literal === undefined) return unknownItem(plain, known, world)
  return atIndex(plain.items, known.literal).read(world)
}

function atIndex(items: readonly Value[], index: string): Value {
  const item = /^\d{1,9}$/.test(index) ? items[Number(index)] : undefined
  if (!item) throw new Failure(`there is no item ${quoted(index)} in a list of ${items.length}`)
  return item
}

function unknownItem(plain: Plain, key: Text, world: World): Plain {
  const reason = openness({ kind: 'text', text: key })?.reason ?? { label: `the key ${key.toString()}` }
  return unknown(reason, shortened(`${keyOfPlain(plain, world)}[${key.key}]`))
}

function below(
  open: { readonly id: string; readonly reason: { readonly label: string } },
  step: string,
): Plain {
  return unknown(open.reason, shortened(`${open.id}${step}`))
}

/** The value of a key that must be there. */
function entryOf(plain: PlainRecord, name: string, world: World): Plain {
  const entry = plain.entry(name)
  if (entry) return entry.value.read(world)
  if (plain.open) return unknown(plain.open, shortened(`${keyOfPlain(plain, world)}.${name}`))
  throw new Failure(`there is no attribute ${quoted(name)}`)
}

/**
 * The key of a map that a text is. Where `mayMiss` is not set, a key that is in no map fails to deploy: the last
 * one is left over.
 */
export function pickKey(plain: PlainRecord, key: Text, world: World, mayMiss: boolean): string | undefined {
  const has = (name: string) => plain.entry(name) !== undefined
  if (key.literal !== undefined) return has(key.literal) ? key.literal : undefined
  const known = world.resolve(expand(key, world))
  if (known.literal !== undefined) {
    if (!has(known.literal) && !mayMiss && !plain.open)
      throw new Failure(`there is no attribute ${quoted(known.literal)}`)
    return has(known.literal) ? known.literal : undefined
  }
  if (plain.open || plain.keys.length > KEYS_COMPARED) return undefined
  const keys = [...plain.keys]
  const last = mayMiss ? undefined : keys.pop()
  const found = keys.find(name => areTextsEqual(known, Text.of(name), world))
  if (found !== undefined || last === undefined) return found
  if (!world.assumeEqual(known, Text.of(last)))
    throw new Failure(`there is no key ${quoted(known.toString())}`)
  return last
}

/** A step of a splat, with its key as a value. */
export type Step =
  | { readonly kind: 'attribute'; readonly name: string }
  | { readonly kind: 'index'; readonly key: Value }
  | { readonly kind: 'splat'; readonly steps: readonly Step[] }

/** `of[*].steps`: of a list each item, of null nothing, of any other value it alone. */
export function splat(
  plain: Plain,
  steps: readonly Step[],
  origin: Origin,
  budget: Budget,
  world: World,
): Plain {
  if (plain.kind === 'absent') return { kind: 'list', items: [] }
  if (plain.kind === 'unknown') return below(plain, `[*]${steps.map(step => stepKey(step, world)).join('')}`)
  const items = plain.kind === 'list' ? plain.items : [constant(origin, plain)]
  boundedLength(world, items.length)
  return {
    kind: 'list',
    items: items.map(item => lazy(origin, budget, inner => follow(item, steps, budget, inner))),
  }
}

function stepKey(step: Step, world: World): string {
  switch (step.kind) {
    case 'attribute':
      return `.${step.name}`
    case 'index':
      return `[${keyOf(step.key, world)}]`
    case 'splat':
      return `[*](${step.steps.map(inner => stepKey(inner, world)).join('')})`
  }
}

function follow(item: Value, steps: readonly Step[], budget: Budget, world: World): Plain {
  return steps.reduce((plain, step) => taken(plain, step, item.origin, budget, world), item.read(world))
}

function taken(plain: Plain, step: Step, origin: Origin, budget: Budget, world: World): Plain {
  switch (step.kind) {
    case 'attribute':
      return attributeOf(plain, step.name, world)
    case 'index':
      return itemOf(plain, step.key.read(world), world)
    case 'splat':
      return splat(plain, step.steps, origin, budget, world)
  }
}
