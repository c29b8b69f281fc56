/** Which resources of a template wait for which: no change may have two wait for each other. */
import type { Node } from '../../../syntax/node.ts'
import { intrinsicOf, mapAt } from '../intrinsic.ts'
import type { Template } from '../template.ts'

/** The ids that each resource names, by its own. */
type Needs = ReadonlyMap<string, ReadonlySet<string>>

const known = new WeakMap<Template, Needs>()

/** Whether a resource is made after another one: it names it, or what names it. */
export function waitsFor(template: Template, id: string, other: string): boolean {
  const needs = known.get(template) ?? needsIn(template)
  known.set(template, needs)
  const reached = new Set([id])
  for (const each of reached) for (const next of needs.get(each) ?? []) reached.add(next)
  return id !== other && reached.has(other)
}

function needsIn({ root }: Template): Needs {
  const entries = mapAt(root, 'Resources')?.entries ?? []
  return new Map(
    entries.map(({ key, value }) => {
      const dependsOn = value.kind === 'map' ? value.get('DependsOn')?.value : undefined
      const named = [...(dependsOn ? textsIn(dependsOn) : []), ...namedIn(value, new Set())]
      return [key, new Set(named)]
    }),
  )
}

/** What `Ref`, `Fn::GetAtt` and `Fn::Sub` name; what an alias brings in again is looked at once. */
function* namedIn(node: Node, seen: Set<Node>): Iterable<string> {
  if (seen.has(node)) return
  seen.add(node)
  const { name, argument } = intrinsicOf(node) ?? {}
  const [text = ''] = argument ? textsIn(argument) : []
  if (name === 'Ref') yield text
  if (name === 'Fn::GetAtt') yield text.split('.')[0] ?? ''
  if (name === 'Fn::Sub') for (const [, id = ''] of text.matchAll(/\$\{(\w+)/g)) yield id
  for (const below of partsOf(node)) yield* namedIn(below, seen)
}

function textsIn(node: Node): readonly string[] {
  const items = node.kind === 'list' ? node.items : [node]
  return items.flatMap(item => (item.kind === 'scalar' ? item.text : []))
}

function partsOf(node: Node): readonly Node[] {
  if (node.kind === 'map') return node.entries.map(({ value }) => value)
  return node.kind === 'list' ? node.items : []
}
