/** CloudFormation and SAM templates, read into units of the model. */
import type { Resource, Unit } from '../../model/resource.ts'
import type { Reason, Text } from '../../model/text.ts'
import type { Plain } from '../../model/value.ts'
import { explore, type World } from '../../model/world.ts'
import type { MapNode, Node, SyntaxProblem } from '../../syntax/node.ts'
import { expandForEach } from './foreach.ts'
import { mapAt, plainScalar } from './intrinsic.ts'
import type { Deployment } from './parameters.ts'
import { readTemplate, type LoadNested } from './resources.ts'
import { expandServerless } from './sam.ts'
import { macroLabel, Template } from './template.ts'

export { deployment, type Deployment } from './parameters.ts'
export { readParameterFile } from './parameter-files.ts'

/** Whether a document is a CloudFormation template, or says that it wants to be one. */
export function isTemplate(root: Node): root is MapNode {
  if (root.kind !== 'map') return false
  const resources = root.get('Resources')?.value
  if (root.get('AWSTemplateFormatVersion')) return true
  if (resources?.kind !== 'map') return resources !== undefined
  return resources.entries.some(
    ({ value }) => value.kind === 'map' && /^\w+::/.test(plainScalar(value.get('Type')?.value) ?? ''),
  )
}

/** What reading a template's outer shape gave: a root without transforms, or what is wrong. */
export interface Prepared {
  readonly root?: MapNode | undefined
  readonly problems: readonly SyntaxProblem[]
}

/** Transforms of AWS that add nothing that concerns S3. */
const HARMLESS = /^AWS::(?:CodeDeployBlueGreen|SecretsManager-)/

/** Checks a template's sections and carries out the transforms that AWS itself hosts. */
export function prepareTemplate(root: MapNode, deployment: Deployment): Prepared {
  const problems = sectionProblems(root)
  if (problems.some(({ kind }) => kind === 'error')) return { problems }
  let prepared = root
  for (const transform of transformsOf(root)) {
    const name = plainScalar(transform)
    if (name === 'AWS::LanguageExtensions') {
      const expanded = expandForEach(prepared, collectionReader(prepared, deployment))
      prepared = expanded.root
      problems.push(...expanded.problems)
    } else if (name === 'AWS::Serverless-2016-10-31') {
      const expanded = expandServerless(prepared)
      prepared = expanded.root
      problems.push(...expanded.problems)
    }
  }
  const open = openness(root)
  if (open) {
    const message = `${open.label} cannot be carried out here: what it may add is taken as unknown`
    problems.push({ kind: 'notice', message, span: open.node.span })
  }
  return { root: problems.some(({ kind }) => kind === 'error') ? undefined : prepared, problems }
}

/** What may add resources and properties to a template: a macro of one's own, or a module of another tool. */
function openness(root: MapNode): (Reason & { readonly node: Node }) | undefined {
  for (const node of transformsOf(root)) {
    const name = plainScalar(node) ?? ''
    if (name !== 'AWS::LanguageExtensions' && name !== 'AWS::Serverless-2016-10-31' && !HARMLESS.test(name))
      return { label: macroLabel(node), node }
  }
  for (const { value } of mapAt(root, 'Resources')?.entries ?? []) {
    const node = value.kind === 'map' ? value.get('Type')?.value : undefined
    if (!node) continue
    const name = plainScalar(node)
    if (name === undefined) return { label: `module ${node.tag ?? ''}`.trim(), node }
    if (name.endsWith('::MODULE')) return { label: `module ${name}`, node }
  }
  return undefined
}

/** Reads prepared templates into units; those that others nest are read with their parents. */
export function readUnits(
  templates: readonly MapNode[],
  deployment: Deployment,
  load: LoadNested,
): { readonly units: readonly Unit[] } {
  const exported = new Map<string, { template: Template; output: string }[]>()
  const exports = (name: Text, world: World): Plain | undefined => {
    const [only, ...others] = exported.get(world.resolve(name).key) ?? []
    return others.length === 0 ? only?.template.output(only.output, world) : undefined
  }
  const read = templates.map(root => {
    const resources: Resource[] = []
    const unit: Unit = { name: root.source.path, resources, open: openness(root) }
    return { root, unit, template: readTemplate(root, unit, resources, { deployment, exports }, load) }
  })
  const nested = new Set(read.flatMap(({ template }) => templatesWithin(template)))
  const kept = read.filter(({ root }) => !nested.has(root))
  const covered = new Set(kept.flatMap(({ template }) => templatesWithin(template)))
  // Of templates that nest each other in a circle, the first one stands for all.
  for (const each of read) {
    if (kept.includes(each) || covered.has(each.root)) continue
    kept.push(each)
    for (const inner of templatesWithin(each.template)) covered.add(inner)
  }
  for (const { template } of kept) registerExports(template, exported)
  return { units: kept.map(({ unit }) => unit) }
}

/** The templates nested in one, however deep. */
function templatesWithin(template: Template): MapNode[] {
  return [...template.nested.values()].flatMap(inner => [inner.root, ...templatesWithin(inner)])
}

function registerExports(
  template: Template,
  exported: Map<string, { template: Template; output: string }[]>,
): void {
  for (const { key, value } of mapAt(template.root, 'Outputs')?.entries ?? []) {
    const name = value.kind === 'map' ? mapAt(value, 'Export')?.get('Name')?.value : undefined
    const text =
      name && explore(world => template.value(name, `Outputs.${key}`).read(world)).leaves[0]?.result
    if (text?.kind !== 'text') continue
    const same = exported.get(text.text.key)
    if (same) same.push({ template, output: key })
    else exported.set(text.text.key, [{ template, output: key }])
  }
  for (const inner of template.nested.values()) registerExports(inner, exported)
}

function transformsOf(root: MapNode): readonly Node[] {
  const transform = root.get('Transform')?.value
  if (!transform) return []
  return transform.kind === 'list' ? transform.items : [transform]
}

/** Collections of `Fn::ForEach` are read before there are worlds: as the defaults say. */
function collectionReader(root: MapNode, deployment: Deployment) {
  const template = new Template(
    root,
    { name: root.source.path, resources: [] },
    { deployment, exports: () => undefined },
  )
  return (node: Node): readonly string[] | undefined => {
    const items = explore(world => {
      const plain = template.value(node, '').read(world)
      if (plain.kind !== 'list') return []
      return plain.items.map(item => {
        const text = item.read(world)
        return text.kind === 'text' ? world.resolve(text.text).literal : undefined
      })
    }).leaves[0]?.result
    return items && items.length > 0 && items.every(item => item !== undefined) ? items : undefined
  }
}

/** Sections whose values must be maps. */
const SECTIONS = ['Parameters', 'Mappings', 'Conditions', 'Resources', 'Outputs', 'Metadata'] as const

function sectionProblems(root: MapNode): SyntaxProblem[] {
  const problems: SyntaxProblem[] = []
  const wrong = (message: string, node: Node) => problems.push({ kind: 'error', message, span: node.span })
  for (const section of SECTIONS) {
    const value = root.get(section)?.value
    if (value && value.kind !== 'map')
      wrong(
        `${section} is ${nameOfKind(value)}: expected a map with ${section === 'Resources' ? 'logical ids' : 'names'} as keys`,
        value,
      )
  }
  for (const { key, value } of mapAt(root, 'Resources')?.entries ?? []) {
    if (key.startsWith('Fn::')) continue
    if (value.kind !== 'map')
      wrong(`resource ${key} is ${nameOfKind(value)}: expected a map with Type and Properties`, value)
    else if (!value.get('Type'))
      wrong(`resource ${key} has no Type: expected a type such as AWS::S3::Bucket`, value)
    else {
      const properties = value.get('Properties')?.value
      if (properties?.kind === 'list')
        wrong(`Properties of ${key} is a list: expected a map of property names`, properties)
    }
  }
  if (!root.get('Resources'))
    problems.push({
      kind: 'error',
      message: 'the template has no Resources: expected a map of resources',
      span: root.span,
    })
  return problems
}

function nameOfKind(node: Node): string {
  return node.kind === 'list' ? 'a list' : node.kind === 'map' ? 'a map' : 'a single value'
}
