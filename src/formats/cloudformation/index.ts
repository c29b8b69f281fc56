/** CloudFormation and SAM templates, read into units of the model. */
import type { Constructs } from '../../model/construct.ts'
import type { Resource, Unit } from '../../model/resource.ts'
import { compareTexts, type Reason, type Text } from '../../model/text.ts'
import type { Plain } from '../../model/value.ts'
import { explore, type World } from '../../model/world.ts'
import type { MapNode, Node, SyntaxProblem } from '../../syntax/node.ts'
import { expandForEach } from './foreach.ts'
import { mapAt, plainScalar } from './intrinsic.ts'
import { withCustomNotifications } from './notifications.ts'
import type { Deployment } from './parameters.ts'
import { readTemplate, type LoadNested } from './resources.ts'
import { expandServerless } from './sam.ts'
import { macroLabel, outputKey, STACK_OUTPUT, Template, type Exports } from './template.ts'

export { commentsOnResources, templateDirectives } from './directives.ts'
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
  let prepared = withCustomNotifications(root)
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

/** A prepared template, and what it is deployed with where that is not the same for all. */
export interface Stack {
  readonly root: MapNode
  /** Name of the unit that it is part of; without one it is a unit of its own. */
  readonly unit?: string | undefined
  /** What it is called where it is deployed, if that is known. */
  readonly name?: string | undefined
  readonly deployment?: Deployment | undefined
  readonly constructs?: Constructs | undefined
}

/** Reads prepared templates into units; those that others nest are read with their parents. */
export function readUnits(
  stacks: readonly Stack[],
  deployment: Deployment,
  load: LoadNested,
): { readonly units: readonly Unit[] } {
  const exported = new Exported()
  const read = unitsOf(stacks).map(({ stack, unit, resources }) => {
    const { root, constructs } = stack
    const own = stack.deployment ?? deployment
    const exports: Exports = (name, world) => exported.find(name, world, unit, own)
    const surroundings = { deployment: own, exports, constructs }
    // Which of them are read with a parent is seen only then: each has its resources for itself until it is.
    const found: Resource[] = []
    const { name } = stack
    return {
      root,
      name,
      unit,
      resources,
      found,
      template: readTemplate(root, unit, found, surroundings, load),
    }
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
  for (const { template, name, resources, found } of kept) {
    for (const resource of found) resources.push(resource)
    exported.add(template)
    if (name !== undefined) exported.addOutputs(template, name)
  }
  return { units: [...new Set(kept.map(({ unit }) => unit))] }
}

/** The units that stacks are parts of. What a macro may add to one stack can concern all of its unit. */
function unitsOf(stacks: readonly Stack[]) {
  const shared = new Map<string, { readonly unit: Unit; readonly resources: Resource[] }>()
  return stacks.map(stack => {
    const resources: Resource[] = []
    const name = stack.unit ?? stack.root.source.path
    if (stack.unit === undefined)
      return { stack, resources, unit: { name, resources, open: openness(stack.root) } satisfies Unit }
    const known = shared.get(name)
    if (known) return { stack, ...known }
    const open = stacks.flatMap(({ unit, root }) => (unit === name ? (openness(root) ?? []) : []))[0]
    const fresh = { unit: { name, resources, open }, resources }
    shared.set(name, fresh)
    return { stack, ...fresh }
  })
}

/** The templates nested in one, however deep. */
function templatesWithin(template: Template): MapNode[] {
  return [...template.nested.values()].flatMap(inner => [inner.root, ...templatesWithin(inner)])
}

/** What templates give to others by name. */
class Exported {
  readonly #byName = new Map<string, { template: Template; read: (world: World) => Plain | undefined }[]>()

  /** What a stack imports: of the exports that its region and account can see, one of its own unit, or the only one. */
  find(name: Text, world: World, unit: Unit, { region, account }: Deployment): Plain | undefined {
    const visible = (this.#byName.get(world.resolve(name).key) ?? []).filter(({ template }) => {
      const from = template.surroundings.deployment
      const isCarried = [CARRIED, STACK_OUTPUT].some(prefix => name.literal?.startsWith(prefix))
      return (
        (isCarried || compareTexts(from.region, region) !== false) &&
        compareTexts(from.account, account) !== false
      )
    })
    const near = visible.filter(({ template }) => template.unit === unit)
    const [only, ...others] = near.length > 0 ? near : visible
    return others.length === 0 ? only?.read(world) : undefined
  }

  add(template: Template): void {
    for (const { key, value } of mapAt(template.root, 'Outputs')?.entries ?? []) {
      const name = value.kind === 'map' ? mapAt(value, 'Export')?.get('Name')?.value : undefined
      const text =
        name && explore(world => template.value(name, `Outputs.${key}`).read(world)).leaves[0]?.result
      if (text?.kind === 'text') this.#set(text.text.key, template, world => template.output(key, world))
    }
    for (const { id, type } of template.resources.values()) {
      const node = type === 'Custom::CrossRegionExportWriter' ? mapAt(template.root, 'Resources') : undefined
      const writer = ['Properties', 'WriterProps', 'exports'].reduce(
        (map, key) => map && mapAt(map, key),
        node && mapAt(node, id),
      )
      for (const { key, value } of writer?.entries ?? []) {
        const written = template.value(value, `${id}.WriterProps.exports.${key}`)
        if (key.startsWith(CARRIED)) this.#set(JSON.stringify(key), template, world => written.read(world))
      }
    }
    for (const inner of template.nested.values()) this.add(inner)
  }

  /** What `Fn::GetStackOutput` finds, from any region. */
  addOutputs(template: Template, stack: string): void {
    for (const { key } of mapAt(template.root, 'Outputs')?.entries ?? [])
      this.#set(JSON.stringify(outputKey(stack, key)), template, world => template.output(key, world))
  }

  #set(key: string, template: Template, read: (world: World) => Plain | undefined): void {
    const same = this.#byName.get(key)
    if (same) same.push({ template, read })
    else this.#byName.set(key, [{ template, read }])
  }
}

/** How CDK begins the names of values that it carries into other regions. */
const CARRIED = '/cdk/exports/'

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
