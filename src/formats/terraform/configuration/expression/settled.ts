/** The boundary between expressions and the model: failures end here. */
import { Text } from '../../../../model/text.ts'
import { unknown, type Origin, type Plain, type PlainText, type Value } from '../../../../model/value.ts'
import type { World } from '../../../../model/world.ts'
import { deeper } from './bounds.ts'
import { mapChildren } from './children.ts'
import { Failure, Unclear } from './failure.ts'

/** Values that never fail, at no depth. */
const firm = new WeakSet<Value>()

/** Takes a value to be as firm as another one that it stands for. */
export function asFirm<T extends Value>(value: T, like: Value): T {
  if (firm.has(like)) firm.add(value)
  return value
}

/** Plain values with all that is in them settled, so that one stays one. */
const wrapped = new WeakMap<Plain, Plain>()

/** The value with failures, at every depth, turned into unknown values that say why. */
export function settled(value: Value): Value {
  if (firm.has(value)) return value
  const { origin } = value
  const result: Value = {
    origin,
    read: world =>
      settledPlain(
        orUnknown(origin, () => value.read(world)),
        origin,
      ),
  }
  firm.add(result)
  return result
}

function settledPlain(plain: Plain, origin: Origin): Plain {
  let result = wrapped.get(plain)
  if (!result) {
    const inner = mapChildren(plain, settled)
    result = inner.kind === 'text' && inner.json ? withSettledText(inner, origin) : inner
    wrapped.set(plain, result)
  }
  return result
}

/** The text of a `jsonencode` is put together when it is asked for, and can fail then. */
function withSettledText(plain: PlainText, origin: Origin): PlainText {
  return {
    kind: 'text',
    get text() {
      let text: Text | undefined
      const failed = orUnknown(origin, () => ({ kind: 'text', text: (text = plain.text) }))
      return text ?? (failed.kind === 'unknown' ? Text.of(failed) : Text.of(''))
    },
    json: plain.json,
  }
}

function orUnknown(origin: Origin, read: () => Plain): Plain {
  try {
    return read()
  } catch (failure) {
    if (failure instanceof Unclear)
      return unknown(failure.reason, failure.id ?? `unclear:${placeKey(origin)}`)
    if (!(failure instanceof Failure)) throw failure
    const label = `an expression that fails: ${failure.message}`
    return unknown({ label }, `failure:${placeKey(origin)}`)
  }
}

/** Tells places apart, also those of one text in several instances of a module. */
export function placeKey({ source, span, address }: Origin): string {
  return `${source.path}:${span.start}:${address}`
}

/** Reads all that is in a value, so that what fails anywhere in it fails here. */
export function force(plain: Plain, world: World): void {
  const visit = (value: Value | undefined): void => {
    if (!value || firm.has(value)) return
    deeper(world, () => {
      force(value.read(world), world)
    })
  }
  if (plain.kind === 'list') plain.items.forEach(visit)
  else if (plain.kind === 'text') visit(plain.json)
  else if (plain.kind === 'record') {
    for (const key of plain.keys) visit(plain.entry(key)?.value)
  }
}
