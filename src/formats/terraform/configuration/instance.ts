/** One instance of a resource or data source: its body in a world, and what other expressions read of it. */
import type { Block } from '../../../syntax/hcl/ast.ts'
import { reference } from '../../../model/identity.ts'
import type { Resource } from '../../../model/resource.ts'
import { Text } from '../../../model/text.ts'
import {
  constant,
  unknown,
  type Origin,
  type PlainRecord,
  type Property,
  type Value,
} from '../../../model/value.ts'
import type { World } from '../../../model/world.ts'
import type { Attribute } from '../tables/cell.ts'
import { attributeOf, isCompanion } from '../tables/properties.ts'
import { bodyRecord } from './body.ts'
import type { Copy } from './copies.ts'
import { settled } from './expression/settled.ts'
import { prefix, type Module } from './module.ts'
import { originIn } from './scope.ts'

export class Instance {
  readonly module: Module
  readonly block: Block
  readonly copy: Copy
  readonly type: string
  /** `module.site.aws_s3_bucket.logs["eu"]`. */
  readonly address: string
  readonly at: Origin
  /** What other expressions read of it. */
  readonly value: Value
  /** What is written in its body. */
  readonly body: PlainRecord

  constructor(module: Module, mode: 'resource' | 'data', block: Block, copy: Copy) {
    const [type = '', name = ''] = block.labels
    this.module = module
    this.block = block
    this.copy = copy
    this.type = type
    this.address = `${prefix(module)}${mode === 'data' ? 'data.' : ''}${type}.${name}${copy.suffix}`
    const scope = module.scopeAt(block.body, this.address, copy)
    this.at = originIn(scope, block.header)
    this.body = bodyRecord(block.body, scope)
    this.value = constant(this.at, {
      kind: 'record',
      keys: [...block.body.attributes.keys()],
      entry: key => this.attribute(key),
    })
  }

  exists(world: World): boolean {
    return this.module.exists(world) && this.copy.exists(world)
  }

  /** What an expression reads: the identity that the provider makes, what is written, or what is known after apply. */
  attribute(key: string): Property {
    const meant = attributeOf(this.type, key)
    const named = meant && this.naming(meant)
    if (named) return { at: this.at, value: constant(this.at, { kind: 'text', text: named }) }
    const bucket = isCompanion(this.type) ? this.body.entry('bucket') : undefined
    if (bucket && key === 'id') return bucket
    if (bucket && key === 'website_endpoint')
      return { at: bucket.at, value: this.#ofBucket(bucket.value, key) }
    const written = this.body.entry(key)
    if (written) return written
    if (key === 'region') {
      const text = this.module.root.regionOf(this)
      return { at: this.at, value: constant(this.at, { kind: 'text', text }) }
    }
    return { at: this.at, value: constant(this.at, this.computed(key)) }
  }

  /** What only AWS or the provider knows. */
  computed(key: string) {
    const label = `${this.address}.${key}, known after apply`
    return unknown({ label }, `tf:${this.module.root.path}:${this.address}.${key}`)
  }

  /** The resource of the model by name, `Ref` or attribute. */
  naming(attribute: Attribute): Text | undefined {
    const resource = this.resource
    if (!resource) return undefined
    if (attribute === 'name') return Text.of({ kind: 'name', resource })
    return reference(resource, attribute === 'Ref' ? undefined : attribute)
  }

  get resource(): Resource | undefined {
    return this.module.root.resourceOf(this)
  }

  /** What the provider reads of the bucket that it is for. */
  #ofBucket(bucket: Value, key: string): Value {
    return {
      origin: bucket.origin,
      read: world => {
        const plain = settled(bucket).read(world)
        const [symbol, ...others] = plain.kind === 'text' ? plain.text.parts : []
        const isNamed = typeof symbol === 'object' && symbol.kind === 'name' && others.length === 0
        const meant = isNamed ? attributeOf('aws_s3_bucket', key) : undefined
        return isNamed && meant
          ? { kind: 'text', text: reference(symbol.resource, meant) }
          : this.computed(key)
      },
    }
  }
}
