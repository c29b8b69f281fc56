/** The resources of a template, and the templates that its nested stacks bring in. */
import type { Construct } from '../../model/construct.ts'
import type { Resource, Unit } from '../../model/resource.ts'
import type { Reason, Text } from '../../model/text.ts'
import { ABSENT, constant, record, unknown, type Origin, type Plain, type Value } from '../../model/value.ts'
import { explore, type World } from '../../model/world.ts'
import type { Entry, MapNode } from '../../syntax/node.ts'
import { mapAt, plainScalar } from './intrinsic.ts'
import { keyOrigin, Template, type Surroundings } from './template.ts'
import { writerOf } from './write/index.ts'

/**
 * Finds the template that a nested stack, written at `at`, names by a local path, or by a URL where the template is
 * one that CDK deploys; `undefined` where it is not at hand.
 */
export type LoadNested = (from: string, path: string, at: Origin) => MapNode | undefined

/** Stacks nested deeper than this are not followed, nor more of them in one unit. */
const NESTING_BOUNDS = { depth: 8, stacks: 500 }

/** The way down to a nested template. */
interface Descent {
  /** Templates that it stands in: one that nests itself is not followed again. */
  readonly within: readonly MapNode[]
  /** How many stacks of the unit have been followed. */
  readonly followed: { stacks: number }
}

/** Reads a template with its nested stacks into `resources`, which belong to `unit`. */
export function readTemplate(
  root: MapNode,
  unit: Unit,
  resources: Resource[],
  surroundings: Surroundings,
  load: LoadNested,
  descent: Descent = { within: [], followed: { stacks: 0 } },
): Template {
  const template = new Template(root, unit, surroundings)
  const section = mapAt(root, 'Resources')
  for (const entry of section?.entries ?? []) {
    const resource = section && readResource(template, section, entry)
    if (!resource) continue
    template.resources.set(resource.id, resource)
    resources.push(resource)
  }
  const inner = { ...descent, within: [...descent.within, root] }
  if (inner.within.length <= NESTING_BOUNDS.depth)
    for (const resource of template.resources.values()) readNested(template, resource, resources, load, inner)
  return template
}

function readResource(template: Template, section: MapNode, entry: Entry): Resource | undefined {
  const { key, value } = entry
  const type = value.kind === 'map' ? plainScalar(value.get('Type')?.value) : undefined
  if (value.kind !== 'map' || type === undefined) return undefined
  const { deployment, parentExists } = template.surroundings
  const condition = plainScalar(value.get('Condition')?.value)
  const properties = value.get('Properties')?.value
  const at = keyOrigin(section, entry, key)
  return {
    type,
    id: key,
    at,
    unit: template.unit,
    region: deployment.region,
    account: deployment.account,
    properties: opened(
      properties ? template.value(properties, key) : constant(at, ABSENT),
      template.unit.open,
    ),
    attributes: template.value(value, key),
    get construct() {
      return constructOf(template, key, value)
    },
    get write() {
      return constructOf(template, key, value) ? undefined : writerOf(template, section, entry)
    },
    exists: world =>
      (parentExists?.(world) ?? true) && (condition === undefined || template.condition(condition, world)),
  }
}

/** What made a resource, as the template says it or something beside the template. */
function constructOf({ surroundings }: Template, id: string, node: MapNode): Construct | undefined {
  const path = plainScalar(mapAt(node, 'Metadata')?.get('aws:cdk:path')?.value)
  return surroundings.constructs?.of(id, path) ?? (path === undefined ? undefined : { path })
}

/** Where a macro may add properties, those that are not written are unknown. */
function opened(properties: Value, open: Reason | undefined): Value {
  if (!open) return properties
  return {
    origin: properties.origin,
    read(world) {
      const plain = properties.read(world)
      if (plain.kind === 'absent') return record(new Map(), open)
      return plain.kind === 'record' ? { ...plain, open: plain.open ?? open } : plain
    },
  }
}

function readNested(
  template: Template,
  stack: Resource,
  resources: Resource[],
  load: LoadNested,
  descent: Descent,
) {
  const property = NESTING.get(stack.type)
  if (property === undefined || descent.followed.stacks >= NESTING_BOUNDS.stacks) return
  const path = explore(world => nestedPath(stack, property, world)).leaves[0]?.result
  const root = path === undefined ? undefined : load(stack.at.source.path, path, stack.at)
  if (!root || descent.within.includes(root)) return
  descent.followed.stacks++
  const surroundings: Surroundings = {
    ...template.surroundings,
    bound: parameter => ({
      origin: stack.at,
      read: world => passed(template, stack, parameter, world),
    }),
    parentExists: world => stack.exists(world),
    constructs: template.surroundings.constructs?.within(stack.construct),
  }
  // What the command line says is for the parameters of the template that is deployed, not of those it nests.
  const deployment = { ...template.surroundings.deployment, params: new Map<string, string>() }
  const inner = readTemplate(root, template.unit, resources, { ...surroundings, deployment }, load, descent)
  template.nested.set(stack.id, inner)
}

/** Types that nest a template, with the property that says which. */
const NESTING = new Map([
  ['AWS::CloudFormation::Stack', 'TemplateURL'],
  ['AWS::Serverless::Application', 'Location'],
])

/** What a stack passes for a parameter. */
function passed(template: Template, stack: Resource, parameter: string, world: World): Plain {
  const parameters = propertyAt(stack.properties, 'Parameters', world)?.read(world)
  const open =
    parameters?.kind === 'unknown' ? parameters.reason : parameters?.kind === 'record' && parameters.open
  const value = parameters?.kind === 'record' ? parameters.entry(parameter)?.value : undefined
  if (value) return value.read(world)
  return open ? unknown(open, template.id(`${stack.id}.Parameters.${parameter}`)) : ABSENT
}

function propertyAt(value: Value | undefined, key: string, world: World): Value | undefined {
  const plain = value?.read(world)
  return plain?.kind === 'record' ? plain.entry(key)?.value : undefined
}

/** A local path as the template or CDK's metadata says it, or a URL, in which the region and such may be open. */
function nestedPath(stack: Resource, property: string, world: World): string | undefined {
  const metadata = propertyAt(stack.attributes, 'Metadata', world)
  const asset = metadata && textAt(metadata, 'aws:asset:path', world)?.literal
  if (asset !== undefined && /\.(?:json|ya?ml|template)$/.test(asset)) return asset
  const text = textAt(stack.properties, property, world)
  const [scheme] = text?.parts ?? []
  return text?.literal ?? (typeof scheme === 'string' && /^\w+:/.test(scheme) ? text?.toString() : undefined)
}

function textAt(value: Value, key: string, world: World): Text | undefined {
  const plain = propertyAt(value, key, world)?.read(world)
  return plain?.kind === 'text' ? world.resolve(plain.text) : undefined
}
