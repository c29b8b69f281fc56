/**
 * The shape CloudFormation gives to resource types: which properties there are, what they hold, what changing them does.
 * What is not listed in schemas.ts (`npm run refresh:schemas` writes it) is unknown here, not wrong.
 *
 * Two ways to use it. At run time a walker starts at `schemaOf(type)` and descends with `child` and `itemOf` beside the
 * value it reads; an `undefined` on the way is a key or a list where there can be none. At compile time
 * `PropertiesOf<'AWS::S3::Bucket'>` is the type of a template's properties without intrinsic functions; keep it out of
 * exported signatures of the public API, whose declarations would take in all of json-schema-to-ts.
 */
import type { FromSchema } from 'json-schema-to-ts'
import { beyond } from './beyond.ts'
import { schemas } from './schemas.ts'

export { isSlip, nearestName } from './nearest.ts'

type Schemas = ReturnType<typeof schemas> & typeof beyond

/** A resource type known here. */
export type ResourceType = keyof Schemas

/** The properties of a resource type. Enums that are `open` list what is known today: leave room for more. */
export type PropertiesOf<T extends ResourceType> = FromSchema<Schemas[T]>

/** A JSON Schema as far as the service spec needs it: told apart by `type`, then by `anyOf`. */
export type Schema =
  TextSchema | NumberSchema | BooleanSchema | ListSchema | ObjectSchema | UnionSchema | AnySchema

interface Notes {
  /** Changing the property replaces the resource, or may. */
  readonly replace?: true | 'maybe'
  /** Set by the service; templates can read it as an attribute. */
  readonly readOnly?: true
}

interface TextSchema extends Notes {
  readonly type: 'string'
  readonly enum?: readonly string[]
  /** The service adds to the enum, so that another value is unusual, not wrong. */
  readonly open?: true
}

interface NumberSchema extends Notes {
  readonly type: 'integer' | 'number'
  readonly enum?: readonly number[]
}

interface BooleanSchema extends Notes {
  readonly type: 'boolean'
}

interface ListSchema extends Notes {
  readonly type: 'array'
  readonly items: Schema
}

export interface ObjectSchema extends Notes {
  readonly type: 'object'
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  /** What other keys hold; `false` where there are none, absent where anything goes. */
  readonly additionalProperties?: false | Schema
  /** The service adds keys that are not documented yet. */
  readonly open?: true
  /** Of a resource type: what `Fn::GetAtt` answers, nested names with dots. */
  readonly attributes?: readonly string[]
}

/** One of several shapes. */
interface UnionSchema extends Notes {
  readonly type?: never
  readonly anyOf: readonly Schema[]
}

/** Anything at all. */
interface AnySchema extends Notes {
  readonly type?: never
  readonly anyOf?: never
}

/** What a value is as read from a document; the kinds of `Plain` that hold something. */
export type Kind = 'text' | 'list' | 'record'

let built: Readonly<Record<string, ObjectSchema>> | undefined

function all(): Readonly<Record<string, ObjectSchema>> {
  return (built ??= { ...schemas(), ...beyond })
}

/** Names of the resource types known here. */
export function resourceTypes(): readonly string[] {
  return Object.keys(all())
}

/** The schema of a resource type's properties, if the type is known here. */
export function schemaOf(type: ResourceType): ObjectSchema
export function schemaOf(type: string): ObjectSchema | undefined
export function schemaOf(type: string): ObjectSchema | undefined {
  return Object.hasOwn(all(), type) ? all()[type] : undefined
}

/** Whether a value of this kind can stand here. */
export function allows(schema: Schema, kind: Kind): boolean {
  return shapes(schema).some(shape => shape.type === undefined || kindOf(shape) === kind)
}

/**
 * Whether a scalar written as `text` can be read as what is wanted here. CloudFormation converts between text, numbers
 * and booleans, and YAML reads `yes` as true, so that only text that makes no sense is turned down. Enums are not asked.
 */
export function fits(schema: Schema, text: string): boolean {
  return shapes(schema).some(shape => {
    switch (shape.type) {
      case undefined:
      case 'string':
        return true
      case 'boolean':
        return /^(?:true|false|yes|no|on|off)$/i.test(text)
      case 'integer':
        return /^[-+]?\d+(?:\.0*)?$/.test(text)
      case 'number':
        return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text)
      case 'array':
      case 'object':
        return false
    }
  })
}

/** The schema of what a key holds; `undefined` where there can be no such key. */
export function child(schema: Schema, key: string): Schema | undefined {
  for (const shape of shapes(schema)) {
    if (shape.type === undefined) return ANYTHING
    if (shape.type !== 'object') continue
    if (shape.properties && Object.hasOwn(shape.properties, key)) return shape.properties[key]
    if (shape.additionalProperties !== false) return shape.additionalProperties ?? ANYTHING
  }
  return undefined
}

/** The keys an object can have by name. */
export function keysOf(schema: Schema): readonly string[] {
  return shapes(schema).flatMap(shape => (shape.type === 'object' ? Object.keys(shape.properties ?? {}) : []))
}

/** The keys a record must have here. */
export function requiredOf(schema: Schema): readonly string[] {
  const [shape, ...others] = shapes(schema).filter(each => allows(each, 'record'))
  return shape?.type === 'object' && others.length === 0 ? (shape.required ?? []) : []
}

/** The schema of a list's items; `undefined` where there can be no list. */
export function itemOf(schema: Schema): Schema | undefined {
  for (const shape of shapes(schema)) {
    if (shape.type === undefined) return ANYTHING
    if (shape.type === 'array') return shape.items
  }
  return undefined
}

/** The values a scalar can have, as text; `undefined` where it is free. If `open`, others are unusual, not wrong. */
export function enumOf(schema: Schema): { values: readonly string[]; open: boolean } | undefined {
  const values: string[] = []
  let open = false
  for (const shape of shapes(schema)) {
    if (shape.type === 'array' || shape.type === 'object') continue
    if (shape.type === undefined || shape.type === 'boolean' || !shape.enum) return undefined
    values.push(...shape.enum.map(String))
    if (shape.type === 'string' && shape.open) open = true
  }
  return values.length > 0 ? { values, open } : undefined
}

const ANYTHING: AnySchema = {}

/** The shapes a schema leaves open to choose from; itself where there is no choice. */
function shapes(schema: Schema): readonly Exclude<Schema, UnionSchema>[] {
  if (schema.type === undefined && schema.anyOf) return schema.anyOf.flatMap(shapes)
  return [schema]
}

function kindOf(schema: Exclude<Schema, UnionSchema | AnySchema>): Kind {
  if (schema.type === 'array') return 'list'
  return schema.type === 'object' ? 'record' : 'text'
}
