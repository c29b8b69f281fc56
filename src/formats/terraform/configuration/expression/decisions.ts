/** What is true of values in a world; where it is open the world decides. */
import type { Formula } from '../../../../model/formula.ts'
import { expand } from '../../../../model/identity.ts'
import { compareTexts, hingeOf, Text, type Reason } from '../../../../model/text.ts'
import type { Plain, PlainRecord, Value } from '../../../../model/value.ts'
import { decisionOn, type World } from '../../../../model/world.ts'
import { boundedDecisions, deeper, spend } from './bounds.ts'
import { Failure } from './failure.ts'
import { keyOfPlain, shortened } from './keys.ts'
import { asText, inOrder, nameOf, openness, writtenNumber } from './plain.ts'

/** Whether a condition holds. */
export function isTrue(plain: Plain, world: World): boolean {
  if (plain.kind === 'absent') throw new Failure('a condition that is null')
  if (plain.kind === 'list' || plain.kind === 'record')
    throw new Failure(`a ${nameOf(plain)} where true or false is expected`)
  const text = asText(plain)
  if (text.literal !== undefined) return truthOf(text.literal)
  const formula: Formula = { op: 'equal', left: text, right: Text.of('true') }
  return decide(formula, text, 'true', 'false', world)
}

function truthOf(text: string): boolean {
  if (text === 'true' || text === '1') return true
  if (text === 'false' || text === '0') return false
  throw new Failure(`${quoted(text)} where true or false is expected`)
}

/** Whether it is null; a guess where nothing is known of it. */
export function isNull(plain: Plain, world: World): boolean {
  if (plain.kind !== 'unknown') return plain.kind === 'absent'
  boundedDecisions(world)
  return world.guess(`null:${plain.id}`, plain.reason, 'null', 'not null')
}

/** Whether two values are equal, with all that is in them. */
export function areEqual(left: Value, right: Value, world: World): boolean {
  spend(world)
  return deeper(world, () => arePlainEqual(left.read(world), right.read(world), world))
}

function arePlainEqual(left: Plain, right: Plain, world: World): boolean {
  if (left === right) return true
  if (left.kind === 'absent' || right.kind === 'absent') return isNull(left, world) && isNull(right, world)
  if (isTextual(left) && isTextual(right)) return areTextsEqual(asText(left), asText(right), world)
  const open = openness(left) ?? openness(right) ?? opening(left) ?? opening(right)
  if (open) {
    const keys = inOrder([keyOfPlain(left, world), keyOfPlain(right, world)])
    boundedDecisions(world)
    return world.guess(shortened(`equal:${keys.join()}`), open.reason, 'as compared', 'not as compared')
  }
  if (left.kind === 'list' && right.kind === 'list') {
    spend(world, left.items.length)
    if (left.items.length !== right.items.length) return false
    return left.items.every((item, index) => {
      const other = right.items[index]
      return other !== undefined && areEqual(item, other, world)
    })
  }
  return left.kind === 'record' && right.kind === 'record' && areRecordsEqual(left, right, world)
}

function areRecordsEqual(left: PlainRecord, right: PlainRecord, world: World): boolean {
  spend(world, left.keys.length)
  if (left.keys.length !== right.keys.length) return false
  return left.keys.every(key => {
    const [one, other] = [left.entry(key), right.entry(key)]
    return one !== undefined && other !== undefined && areEqual(one.value, other.value, world)
  })
}

function isTextual(plain: Plain): boolean {
  return plain.kind === 'text' || plain.kind === 'unknown'
}

function opening(plain: Plain): { readonly reason: Reason } | undefined {
  return plain.kind === 'record' && plain.open ? { reason: plain.open } : undefined
}

/** Whether two texts are equal, as the configuration itself asks. */
export function areTextsEqual(left: Text, right: Text, world: World): boolean {
  if (left.literal !== undefined && right.literal !== undefined) return left.literal === right.literal
  const [a, b] = [expand(left, world), expand(right, world)]
  const known = compareTexts(a, b)
  if (known !== undefined) return known
  boundedDecisions(world)
  return world.equal(a, b, true)
}

/** Whether a number is less than another one. */
export function isLess(left: Plain, right: Plain, world: World): boolean {
  const [a, b] = [asText(left), asText(right)]
  if (a.literal !== undefined && b.literal !== undefined) return numberIn(a.literal) < numberIn(b.literal)
  if (b.literal !== undefined) {
    const bound = numberIn(b.literal)
    return isSo(a, `< ${bound}`, text => Number(text) < bound, world, `>= ${bound}`)
  }
  if (a.literal !== undefined) {
    const bound = numberIn(a.literal)
    return isSo(b, `> ${bound}`, text => Number(text) > bound, world, `<= ${bound}`)
  }
  const [x, y] = [world.resolve(a), world.resolve(b)]
  if (x.literal !== undefined || y.literal !== undefined) return isLess(scalar(x), scalar(y), world)
  const reason = hingeOf(x) ?? hingeOf(y) ?? { label: `${x.toString()} and ${y.toString()}` }
  boundedDecisions(world)
  return world.guess(shortened(`less:${x.key},${y.key}`), reason, 'less', 'not less')
}

function scalar(text: Text): Plain {
  return { kind: 'text', text }
}

/** The number that a text is written as. */
export function numberIn(text: string): number {
  const written = writtenNumber(text)
  if (!written) throw new Failure(`${quoted(text)} where a number is expected`)
  return Number(written.text.literal)
}

/** Whether something holds of a text; `name` tells what, `not` the opposite. */
export function isSo(
  text: Text,
  name: string,
  holds: (text: string) => boolean,
  world: World,
  not = `not: ${name}`,
): boolean {
  if (text.literal !== undefined) return holds(text.literal)
  const known = expand(text, world)
  if (known.literal !== undefined) return holds(known.literal)
  return decide({ op: 'test', text: known, name, holds }, known, name, not, world)
}

function decide(formula: Formula, text: Text, yes: string, no: string, world: World): boolean {
  boundedDecisions(world)
  const reason = hingeOf(text) ?? { label: `the text ${text.toString()}` }
  return world.decide(formula, { decision: decisionOn(text), yes, no, reason })
}

/** A text of a template inside a message: not too long. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)
}
