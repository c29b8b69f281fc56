/** What a module is given: its variables, by tfvars files, the command line, the caller, or their defaults. */
import type { Block, Expression } from '../../../syntax/hcl/ast.ts'
import { parseHcl } from '../../../syntax/hcl/index.ts'
import { Text, type Variable } from '../../../model/text.ts'
import { constant, unknown, type Plain, type Value } from '../../../model/value.ts'
import type { World } from '../../../model/world.ts'
import { Source } from '../../../text/source.ts'
import { valueOf } from './expression/evaluate.ts'
import type { Scope } from './expression/scope.ts'
import { originIn } from './scope.ts'
import { conformed, constraintOf, isBool, isScalarType } from './types.ts'

/** A variable of a module that another one calls: what is passed holds, then the default. */
export function passedVariable(
  declaration: Block,
  passed: Value | undefined,
  scope: Scope,
  id: string,
): Value {
  const { attributes } = declaration.body
  const type = constraintOf(attributes.get('type')?.value)
  const origin = originIn(scope, declaration.header)
  const fallback = attributes.get('default')
  const nullable = literalBool(attributes.get('nullable')?.value) !== false
  const own = fallback && conformed(valueOf(fallback.value, scope), type, scope)
  const open = constant(origin, unknown({ label: labelOf(declaration) }, id))
  if (!passed) return own ?? open
  const given = conformed(passed, type, scope)
  if (nullable || !own) return given
  return {
    origin: given.origin,
    read(world) {
      const plain = given.read(world)
      return plain.kind === 'absent' ? own.read(world) : plain
    },
  }
}

/** A variable of the root: what files and the command line give, else the default, which may be given otherwise. */
export function rootVariable(declaration: Block, given: Value | undefined, scope: Scope, id: string): Value {
  const { attributes } = declaration.body
  const type = constraintOf(attributes.get('type')?.value)
  const origin = originIn(scope, declaration.header)
  const label = labelOf(declaration)
  const open = unknown({ label }, id)
  if (given) {
    const isSecret = literalBool(attributes.get('sensitive')?.value) === true
    return isSecret ? constant(origin, open) : conformed(given, type, scope)
  }
  const fallback = attributes.get('default')?.value
  const word = literalWord(fallback)
  if (isScalarType(type) && (word !== undefined || !fallback)) {
    const variable = {
      name: nameOf(declaration),
      label,
      default: word,
      allowed: allowedIn(declaration, type),
    }
    return constant(origin, { kind: 'text', text: Text.of({ kind: 'variable', variable }) })
  }
  if (!fallback) return constant(origin, open)
  const own = conformed(valueOf(fallback, scope), type, scope)
  const other = (): Plain => {
    const variable: Variable = { name: nameOf(declaration), label, allowed: allowedIn(declaration, type) }
    return isScalarType(type) ? { kind: 'text', text: Text.of({ kind: 'variable', variable }) } : open
  }
  const otherwise = other()
  const isDefault = keepsDefault(label)
  return { origin, read: world => (isDefault(world) ? own.read(world) : otherwise) }
}

/**
 * Whether a variable keeps its default, which is no single word. As with one that is, the world of the defaults is
 * certain, and nobody lists what else may be given.
 */
function keepsDefault(label: string): (world: World) => boolean {
  const kept = 'its default'
  const variable: Variable = { name: label, label, default: kept }
  const left = Text.of({ kind: 'variable', variable })
  return world =>
    world.decide(
      { op: 'equal', left, right: Text.of(kept) },
      { decision: label, yes: kept, no: 'given', reason: { label } },
    )
}

/** The value of a text on the command line: a text, or an expression where the type asks for one. */
export function writtenValue(text: string, declaration: Block, scope: Scope): Value {
  const type = constraintOf(declaration.body.attributes.get('type')?.value)
  const origin = originIn(scope, declaration.header)
  if (isScalarType(type)) return constant(origin, { kind: 'text', text: Text.of(text) })
  const source = new Source('--param', `value = ${text}`)
  const expression = parseHcl(source).body.attributes.get('value')?.value
  return expression ? valueOf(expression, scope) : constant(origin, { kind: 'text', text: Text.of(text) })
}

function nameOf({ labels: [name = ''] }: Block): string {
  return `var.${name}`
}

function labelOf({ labels: [name = ''] }: Block): string {
  return `variable ${name}`
}

function literalWord(expression: Expression | undefined): string | undefined {
  return expression?.kind === 'literal' && expression.type !== 'null' ? expression.text : undefined
}

function literalBool(expression: Expression | undefined): boolean | undefined {
  return expression?.kind === 'literal' && expression.type === 'bool' ? expression.text === 'true' : undefined
}

/** The values that a variable can have, where its type or a validation lists them. */
function allowedIn(declaration: Block, type: Expression | undefined): readonly string[] | undefined {
  if (isBool(type)) return ['true', 'false']
  for (const { type: kind, body } of declaration.body.blocks) {
    const condition = kind === 'validation' ? body.attributes.get('condition')?.value : undefined
    const listed = condition && listedBy(condition, declaration.labels[0] ?? '')
    if (listed) return listed
  }
  return undefined
}

/** `contains(["a", "b"], var.x)`, or `var.x == "a" || var.x == "b"`. */
function listedBy(condition: Expression, name: string): readonly string[] | undefined {
  const isIt = (each: Expression | undefined) =>
    each?.kind === 'attribute' && each.name === name && each.of.kind === 'name' && each.of.name === 'var'
  if (condition.kind === 'call' && condition.name === 'contains') {
    const [list, item] = condition.arguments
    return list?.kind === 'tuple' && isIt(item) ? words(list.items) : undefined
  }
  if (condition.kind !== 'binary') return undefined
  const { operator, left, right } = condition
  if (operator === '==') return isIt(left) ? words([right]) : isIt(right) ? words([left]) : undefined
  const [a, b] = operator === '||' ? [listedBy(left, name), listedBy(right, name)] : []
  return a && b && [...a, ...b]
}

function words(items: readonly Expression[]): readonly string[] | undefined {
  const found = items.flatMap(item => literalWord(item) ?? [])
  return found.length === items.length ? found : undefined
}
