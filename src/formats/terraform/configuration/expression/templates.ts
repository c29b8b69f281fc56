/** Texts with `${}` and `%{}` in them. */
import { Text } from '../../../../model/text.ts'
import type { Plain, Value } from '../../../../model/value.ts'
import type { World } from '../../../../model/world.ts'
import type { Expression, TemplatePart } from '../../../../syntax/hcl/ast.ts'
import { isTrue } from './decisions.ts'
import { elementsOf, scopeOf } from './loops.ts'
import { asText } from './plain.ts'
import type { Scope } from './scope.ts'

type ValueOf = (expression: Expression, scope: Scope) => Value

/** What a template gives: a text, or any value where it is nothing but `${value}`. */
export function evaluateTemplate(
  parts: readonly TemplatePart[],
  scope: Scope,
  valueOf: ValueOf,
  world: World,
): Plain {
  const [only] = parts
  if (only?.kind === 'value' && parts.length === 1) return valueOf(only.value, scope).read(world)
  return { kind: 'text', text: render(parts, scope, valueOf, world) }
}

function render(parts: readonly TemplatePart[], scope: Scope, valueOf: ValueOf, world: World): Text {
  return Text.join(parts.flatMap(part => renderPart(part, scope, valueOf, world)))
}

function renderPart(part: TemplatePart, scope: Scope, valueOf: ValueOf, world: World): (Text | string)[] {
  switch (part.kind) {
    case 'text':
      return [part.text]
    case 'value':
      return [asText(valueOf(part.value, scope).read(world))]
    case 'if': {
      const holds = isTrue(valueOf(part.condition, scope).read(world), world)
      return [render(holds ? part.then : part.otherwise, scope, valueOf, world)]
    }
    case 'for': {
      const collection = valueOf(part.collection, scope)
      return elementsOf(collection.read(world), collection.origin, world).map(element =>
        render(part.parts, scopeOf(scope, part.key, part.item, element), valueOf, world),
      )
    }
  }
}
