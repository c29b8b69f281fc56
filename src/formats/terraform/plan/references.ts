/** Which instance an expression of the configuration speaks of: plans say what it refers to, not how. */
import { isCompanion } from '../tables/properties.ts'
import { mapAt, type Instance, type Instances, type Scope } from './instance.ts'
import type { Node } from '../../../syntax/node.ts'

/** An instance and the attribute of it that is read, where the plan says which. */
export interface Referred {
  readonly instance: Instance
  readonly attribute: string | undefined
}

/** Where an expression stands: what `each` and `count` mean there. */
interface Place {
  readonly scope: Scope
  readonly index: string | undefined
  readonly forEach: Node | undefined
  readonly budget: Budget
}

/** How many steps are left: references can fan out again and again; and whether they did. */
interface Budget {
  left: number
  isForked: boolean
}

/** An expression that takes more steps than this, or leads deeper, is not followed. */
const BOUNDS = { steps: 2000, depth: 32 }

/** A reference: `aws_s3_bucket.b["k"].id` is block `aws_s3_bucket.b`, key `"k"`, rest `.id`. */
const RESOURCE = /^((?:data\.)?\w+\.[\w-]+)(?:\[("(?:[^"\\]|\\.)*"|\d+)\])?(.*)$/s
const MODULE = /^module\.([\w-]+)(?:\[("(?:[^"\\]|\\.)*"|\d+)\])?\.([\w-]+)(.*)$/s

/** The only instance of a type that an expression of `owner` refers to; `undefined` where there is none or a choice. */
export function referred(
  instances: Instances,
  expression: Node | undefined,
  owner: Instance,
  accepts: (type: string) => boolean,
): Referred | undefined {
  const budget = { left: BOUNDS.steps, isForked: false }
  const all = follow(instances, expression, placeOf(owner, budget), 0).flatMap(each =>
    accepts(each.instance.type) ? [each] : throughCompanion(instances, each, budget, 0),
  )
  const found = all.filter(({ instance }) => accepts(instance.type))
  const distinct = new Set(found.map(({ instance }) => instance))
  const [first, ...others] = found
  if (!first || distinct.size !== 1) return undefined
  const agrees = others.every(({ attribute }) => attribute === first.attribute)
  return agrees ? first : { instance: first.instance, attribute: undefined }
}

/**
 * The one instance that an expression of `owner` refers to, and nothing beside it on the way there: plans do not say
 * what is done with it, but nearly always that is nothing.
 */
export function solelyReferred(
  instances: Instances,
  expression: Node | undefined,
  owner: Instance,
): Referred | undefined {
  const budget = { left: BOUNDS.steps, isForked: false }
  const [only, ...others] = follow(instances, expression, placeOf(owner, budget), 0)
  return others.length === 0 && !budget.isForked ? only : undefined
}

/** `aws_s3_bucket_versioning.b.bucket` and its `.id` are the bucket that it is for. */
function throughCompanion(
  instances: Instances,
  { instance, attribute }: Referred,
  budget: Budget,
  depth: number,
): Referred[] {
  if (attribute !== undefined && !['id', 'bucket', 'website_endpoint'].includes(attribute)) return []
  if (!isCompanion(instance.type)) return []
  const expression = mapAt(instance.configuration, 'expressions')?.get('bucket')?.value
  const found = follow(instances, expression, placeOf(instance, budget), depth + 1).flatMap(each =>
    each.instance.type === 'aws_s3_bucket' ? [each] : throughCompanion(instances, each, budget, depth + 1),
  )
  return attribute === 'website_endpoint' ? found.map(each => ({ ...each, attribute })) : found
}

function placeOf({ scope, index, configuration }: Instance, budget: Budget): Place {
  return { scope, index, forEach: configuration?.get('for_each_expression')?.value, budget }
}

/** Everything of the plan that an expression refers to. */
function follow(instances: Instances, expression: Node | undefined, place: Place, depth: number): Referred[] {
  const written = referencesOf(expression)
  const usesKey = written.some(reference => /^(?:each|count)\./.test(reference))
  // `a.b.c` is followed by `a.b`, which says nothing more.
  const longest = written.filter(
    reference =>
      !written.some(other => other.startsWith(`${reference}.`) || other.startsWith(`${reference}[`)),
  )
  const named = longest.filter(reference => !/^(?:each\.key|count\.index|path\.\w+)$/.test(reference))
  if (named.length > 1) place.budget.isForked = true
  return longest.flatMap(reference => resolve(instances, reference, place, usesKey, depth))
}

function resolve(
  instances: Instances,
  reference: string,
  place: Place,
  usesKey: boolean,
  depth: number,
): Referred[] {
  const { scope, index, budget } = place
  if (depth > BOUNDS.depth || budget.left-- <= 0) return []
  if (reference === 'each.value' || reference.startsWith('each.value.')) {
    const attribute = lastOf(reference.slice('each.value'.length))
    return referencesOf(place.forEach)
      .flatMap(each => resolve(instances, each, place, true, depth + 1))
      .map(each => ({ ...each, attribute: attribute ?? each.attribute }))
  }
  const variable = /^var\.([\w-]+)(.*)$/s.exec(reference)
  if (variable) {
    const { parent, call } = scope
    const passed = mapAt(call, 'expressions')?.get(variable[1] ?? '')?.value
    if (!parent || !passed) return []
    const outer = {
      scope: parent,
      index: scope.index,
      forEach: call?.get('for_each_expression')?.value,
      budget,
    }
    const attribute = lastOf(variable[2] ?? '')
    return follow(instances, passed, outer, depth + 1).map(each => ({
      ...each,
      attribute: attribute ?? each.attribute,
    }))
  }
  const module = MODULE.exec(reference)
  if (module) {
    const [, name = '', key, output = ''] = module
    return childScopes(instances, scope, name, key ?? (usesKey ? index : undefined)).flatMap(child =>
      follow(
        instances,
        mapAt(mapAt(child.configuration, 'outputs'), output)?.get('expression')?.value,
        { scope: child, index: undefined, forEach: undefined, budget },
        depth + 1,
      ),
    )
  }
  const [, block = '', key, rest = ''] = RESOURCE.exec(reference) ?? []
  const address = `${scope.address && `${scope.address}.`}${block}`
  const wanted = key ?? (usesKey ? index : undefined)
  const exact = instances.byAddress.get(wanted === undefined ? address : `${address}[${wanted}]`)
  const chosen = exact ? [exact] : key === undefined ? (instances.byBlock.get(address) ?? []) : []
  return chosen.map(instance => ({ instance, attribute: lastOf(rest) }))
}

function childScopes({ scopes }: Instances, parent: Scope, name: string, key: string | undefined): Scope[] {
  const base = `${parent.address && `${parent.address}.`}module.${name}`
  const exact = scopes.get(key === undefined ? base : `${base}[${key}]`) ?? scopes.get(base)
  if (exact) return [exact]
  return [...scopes.values()].filter(scope => scope.parent === parent && scope.address.startsWith(`${base}[`))
}

export function referencesOf(expression: Node | undefined): readonly string[] {
  const references = expression?.kind === 'map' ? expression.get('references')?.value : undefined
  return references?.kind === 'list'
    ? references.items.flatMap(item => (item.kind === 'scalar' ? item.text : []))
    : []
}

/** The attribute that a traversal ends in. */
function lastOf(rest: string): string | undefined {
  return /\.([\w-]+)$/.exec(rest)?.[1]
}
