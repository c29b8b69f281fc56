/** How resources are called where a block is written. */
import type { Reference } from '../../../model/change.ts'
import { arnOf } from '../../../model/partition.ts'
import type { Resource } from '../../../model/resource.ts'
import type { Block, Expression } from '../../../syntax/hcl/ast.ts'
import type { Instance } from '../configuration/instance.ts'
import type { Module } from '../configuration/module.ts'
import { twinOf } from '../tables/properties.ts'
import { callerAccount } from './caller.ts'
import { NoRoom } from './no-room.ts'

/** Finds the instance that a resource of the model was read from. */
export type InstanceOf = (resource: Resource) => Instance | undefined

/** Where a reference is written: in a block that is there, or in a new one that is made for each instance of another. */
export interface Place {
  readonly module: Module
  readonly block: Block
  readonly isNew: boolean
}

/** The expression that names a resource, or gives its ARN, at a place. */
export function expressionFor(
  { resource, attribute }: Reference,
  place: Place,
  instanceOf: InstanceOf,
): string {
  const instance = instanceOf(resource)
  if (!instance) throw new NoRoom()
  if (attribute === 'Account') return callerAccount(place, instance)
  const isOwn = instance.block === place.block && !place.isNew
  if (instance.module !== place.module || isOwn) return literalName(instance, resource, attribute)
  return `${subjectAt(place, instance)}.${attributeFor(instance.type, attribute)}`
}

/** The attribute of a type that gives what `Ref` or its ARN is. */
export function attributeFor(type: string, wanted: 'Ref' | 'Arn'): string {
  const attributes = twinOf(type)?.attributes ?? {}
  if (wanted === 'Arn' && Object.hasOwn(attributes, 'arn')) return 'arn'
  const meanings = wanted === 'Arn' ? ['Arn'] : ['Ref', 'name']
  for (const meaning of meanings) {
    const [name] = Object.entries(attributes).find(([, each]) => each === meaning) ?? []
    if (name !== undefined) return name
  }
  throw new NoRoom()
}

/** Instances are told apart by what the place iterates over as well, or by a key. */
function subjectAt({ block, isNew }: Place, instance: Instance): string {
  const path = pathOf(instance.block)
  const [count, forEach] = [textOf(instance.block, 'count'), textOf(instance.block, 'for_each')]
  if (count === undefined && forEach === undefined) return path
  const isOwner = isNew && block === instance.block
  const ownCount = isOwner ? `length(${path})` : textOf(block, 'count')
  const ownEach = isOwner ? path : textOf(block, 'for_each')
  if (count !== undefined && (ownCount === count || ownCount === `length(${path})`))
    return `${path}[count.index]`
  if (forEach !== undefined && ownEach === path) return 'each.value'
  if (forEach !== undefined && ownEach === forEach) return `${path}[each.key]`
  const called = isNew ? undefined : keyIn(block, path)
  if (called !== undefined) return `${path}[${called}]`
  const isSingle = ownCount === undefined && ownEach === undefined
  const { suffix, key } = instance.copy
  if (!(isSingle || (count !== undefined && key === '0')) || key === undefined || /[$%]\{/.test(suffix))
    throw new NoRoom()
  return path + suffix
}

/** `aws_s3_bucket.logs`. */
export function pathOf({ labels: [type = '', name = ''] }: Block): string {
  return `${type}.${name}`
}

/** How a block already calls the instances of another one. */
function keyIn({ body }: Block, path: string): string | undefined {
  const { text } = body.source
  for (const { value } of body.attributes.values())
    for (const { of, key } of indexedIn(value)) {
      const isMeant = text.slice(of.span.start, of.span.end) === path
      if (isMeant && isStable(key)) return text.slice(key.span.start, key.span.end)
    }
  return undefined
}

/** Whether a key means the same anywhere in a block. */
function isStable(key: Expression): boolean {
  if (key.kind === 'literal') return true
  return (
    key.kind === 'attribute' &&
    key.of.kind === 'name' &&
    ['count', 'each', 'var', 'local'].includes(key.of.name)
  )
}

function indexedIn(expression: Expression): readonly (Expression & { kind: 'index' })[] {
  const inner = Object.values(expression).flatMap((part: unknown) => [part].flat().filter(isPart))
  return [...(expression.kind === 'index' ? [expression] : []), ...inner.flatMap(indexedIn)]
}

function isPart(value: unknown): value is Expression {
  return (
    typeof value === 'object' && value !== null && ('kind' in value || 'value' in value || 'key' in value)
  )
}

function textOf({ body }: Block, name: string): string | undefined {
  const span = body.attributes.get(name)?.value.span
  return span && body.source.text.slice(span.start, span.end)
}

/** What is called by the name that is written for it: of another module, or by itself. */
function literalName({ type, block }: Instance, { region }: Resource, attribute: 'Ref' | 'Arn'): string {
  const name = block.body.attributes.get('bucket')?.value
  const isKnown = type === 'aws_s3_bucket' && name?.kind === 'literal' && /^[\w.-]+$/.test(name.text)
  if (!isKnown) throw new NoRoom()
  if (attribute === 'Ref') return `"${name.text}"`
  const arn = arnOf(region, 's3:::', name.text).literal
  if (arn === undefined) throw new NoRoom()
  return `"${arn}"`
}
