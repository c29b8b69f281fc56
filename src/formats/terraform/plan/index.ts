/** Plans and states of Terraform and OpenTofu as `terraform show -json` writes them, read into units of the model. */
import type { Unit } from '../../../model/resource.ts'
import type { MapNode, Node, SyntaxProblem } from '../../../syntax/node.ts'
import { listAt, mapAt, textAt } from './instance.ts'
import type { Beside } from '../tables/beside.ts'
import { Plan } from './plan.ts'
import type { Given } from '../deployment.ts'

/** Whether a document is what `terraform show -json` writes of a plan or a state. */
export function isPlan(root: Node): root is MapNode {
  if (root.kind !== 'map' || !root.get('format_version')) return false
  return ['planned_values', 'values', 'resource_changes', 'terraform_version'].some(key => root.get(key))
}

export type { Beside } from '../tables/beside.ts'
export { variablesIn } from './variables.ts'

/** The addresses of the resources that a plan creates, keeps or changes; a few are enough to tell it by. */
export function addressesIn(root: MapNode): readonly string[] {
  return listAt(root, 'resource_changes').flatMap(change => textAt(change, 'address') ?? [])
}

/** A plan as a unit, or what is wrong with it. */
export interface ReadPlan {
  readonly unit?: Unit
  readonly problems: readonly SyntaxProblem[]
}

/** Reads a plan or a state, with the configuration that it was made of where that is at hand. */
export function readPlan(root: MapNode, given: Given, beside?: Beside): ReadPlan {
  const problems = shapeProblems(root)
  if (problems.some(({ kind }) => kind === 'error')) return { problems }
  return { unit: new Plan(root, given, beside).unit, problems }
}

/** Maps that must be maps, and lists that must be lists. */
function shapeProblems(root: MapNode): SyntaxProblem[] {
  const problems: SyntaxProblem[] = []
  const expect = (node: MapNode | undefined, key: string, kind: 'map' | 'list', name: string) => {
    const value = node?.get(key)?.value
    if (value && value.kind !== kind && !(value.kind === 'scalar' && value.plain && value.text === 'null'))
      problems.push({
        kind: 'error',
        message: `${name} is ${nameOf(value)}: expected ${kind === 'map' ? 'a map' : 'a list'}, as terraform show -json writes it`,
        span: value.span,
      })
  }
  for (const key of ['planned_values', 'values', 'configuration', 'prior_state', 'variables'])
    expect(root, key, 'map', key)
  expect(root, 'resource_changes', 'list', 'resource_changes')
  for (const key of ['planned_values', 'values']) {
    const values = mapAt(root, key)
    expect(values, 'root_module', 'map', `${key}.root_module`)
    expectModule(mapAt(values, 'root_module'), expect)
  }
  const version = textAt(root, 'format_version') ?? ''
  if (!/^[01]\./.test(version))
    problems.push({
      kind: 'notice',
      message: `format_version is ${JSON.stringify(version)}: known are 0.x and 1.x, so something may be missed`,
      span: (root.get('format_version')?.value ?? root).span,
    })
  return problems
}

function expectModule(
  module: MapNode | undefined,
  expect: (node: MapNode | undefined, key: string, kind: 'map' | 'list', name: string) => void,
): void {
  const name = (key: string) => `${key} of ${textAt(module, 'address') ?? 'the root module'}`
  expect(module, 'resources', 'list', name('resources'))
  expect(module, 'child_modules', 'list', name('child_modules'))
  for (const child of listAt(module, 'child_modules')) expectModule(child, expect)
}

function nameOf(node: Node): string {
  return node.kind === 'list' ? 'a list' : node.kind === 'map' ? 'a map' : 'a single value'
}
