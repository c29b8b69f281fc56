/** The Conditions section as formulas. */
import type { Formula } from '../../model/formula.ts'
import { identityOf, Text } from '../../model/text.ts'
import type { World } from '../../model/world.ts'
import type { MapNode, Node } from '../../syntax/node.ts'
import { textIn } from './functions.ts'
import { intrinsicOf, listArgument, plainScalar } from './intrinsic.ts'
import type { Template } from './template.ts'

/** Bounds on one condition with all those it is made of; one that is larger counts as open. */
const CONDITION_BOUNDS = { parts: 300, depth: 50 }

/** The formula that a condition's definition is. */
export function conditionFormula(template: Template, node: Node, name: string, world: World): Formula {
  const intrinsic = intrinsicOf(node)
  const inner = (part: Node) => conditionFormula(template, part, name, world)
  const open = () => openCondition(template, name, node)
  const parts = intrinsic ? listArgument(intrinsic.argument) : []
  switch (intrinsic?.name) {
    case 'Condition':
      return intrinsic.argument.kind === 'scalar' ? template.formula(intrinsic.argument.text, world) : open()
    case 'Fn::Not': {
      const [of] = parts
      return of && parts.length === 1 ? { op: 'not', of: inner(of) } : open()
    }
    case 'Fn::And':
    case 'Fn::Or':
      return parts.length > 0
        ? { op: intrinsic.name === 'Fn::And' ? 'and' : 'or', of: parts.map(inner) }
        : open()
    case 'Fn::Equals': {
      const [left, right] = parts
      if (!left || !right || parts.length > 2) return open()
      const [a, b] = [operand(template, left, world), operand(template, right, world)]
      // What is compared with itself says nothing about what is in it.
      return a.key === b.key ? { op: 'constant', value: true } : { op: 'equal', left: a, right: b }
    }
    default: {
      const text = plainScalar(node)?.toLowerCase()
      return text === 'true' || text === 'false' ? { op: 'constant', value: text === 'true' } : open()
    }
  }
}

/** A condition, or a part of one, of which nothing is known. */
export function openCondition(template: Template, name: string, part?: Node): Formula {
  const id = template.id(`condition:${name}:${part ? identityOf(part) : ''}`)
  return { op: 'free', id, reason: { label: `condition ${name}` } }
}

function operand(template: Template, node: Node, world: World): Text {
  const value = template.value(node, 'Conditions')
  const plain = value.read(world)
  if (plain.kind !== 'list') return textIn(world, value)
  return Text.join(plain.items.flatMap((item, index) => [index === 0 ? '' : ',', textIn(world, item)]))
}

/** The conditions that are not worked out: defined by themselves, or larger than the bounds. */
export function unworkableConditions(section: MapNode | undefined): ReadonlySet<string> {
  const unworkable = new Set<string>()
  const sizes = new Map<string, { parts: number; depth: number }>()
  for (const { key: start } of section?.entries ?? []) {
    // Depth first, without recursion: the chain is the file's to choose.
    const path = [{ name: start, uses: usesIn(section?.get(start)?.value) }]
    const within = new Set([start])
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const next = sizes.has(top.name)
        ? undefined
        : top.uses.names.find(name => !sizes.has(name) && !unworkable.has(name))
      if (next !== undefined && within.has(next)) unworkable.add(next)
      else if (next !== undefined) {
        path.push({ name: next, uses: usesIn(section?.get(next)?.value) })
        within.add(next)
      } else {
        const inner = top.uses.names.map(name => sizes.get(name) ?? { parts: 1, depth: 0 })
        const parts = inner.reduce((sum, each) => sum + each.parts, top.uses.parts)
        const depth = 1 + Math.max(0, ...inner.map(each => each.depth))
        if (parts > CONDITION_BOUNDS.parts || depth > CONDITION_BOUNDS.depth) unworkable.add(top.name)
        sizes.set(top.name, unworkable.has(top.name) ? { parts: 1, depth: 0 } : { parts, depth })
        within.delete(top.name)
        path.pop()
      }
    }
  }
  return unworkable
}

/** The conditions that a definition names, and how many parts it has itself; counting ends where there are too many. */
function usesIn(node: Node | undefined): { names: string[]; parts: number } {
  const names: string[] = []
  let parts = 0
  const visit = (part: Node): void => {
    parts++
    const intrinsic = intrinsicOf(part)
    if (parts > CONDITION_BOUNDS.parts || !intrinsic) return
    if (intrinsic.name === 'Condition' && intrinsic.argument.kind === 'scalar')
      names.push(intrinsic.argument.text)
    else if (/^Fn::(?:And|Or|Not)$/.test(intrinsic.name)) listArgument(intrinsic.argument).forEach(visit)
  }
  if (node) visit(node)
  return { names, parts }
}
