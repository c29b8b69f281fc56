/**
 * Writes src/model/schema/schemas.ts from the AWS service spec, which is needed only here: `npm run refresh:schemas`.
 * To follow AWS, raise the version of @aws-cdk/aws-service-spec and run it again.
 */
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import process from 'node:process'
import { gaps } from './schema-gaps.mjs'

const target = join(import.meta.dirname, '../src/model/schema/schemas.ts')

/** What an S3 linter has to understand: all of S3, and of other services what grants, encrypts, receives or logs. */
const wanted = {
  'AWS::S3': '*',
  'AWS::S3Express': '*',
  'AWS::S3ObjectLambda': '*',
  'AWS::S3Tables': '*',
  'AWS::S3Vectors': '*',
  'AWS::Athena': 'WorkGroup',
  'AWS::AutoScaling': 'LaunchConfiguration',
  'AWS::Backup': 'BackupSelection',
  'AWS::CloudFormation': 'Stack',
  'AWS::CloudFront': 'CloudFrontOriginAccessIdentity Distribution OriginAccessControl',
  'AWS::CloudTrail': 'Trail',
  'AWS::CloudWatch': 'Alarm',
  'AWS::CodeBuild': 'Project',
  'AWS::DMS': 'Endpoint',
  'AWS::EC2': 'FlowLog Instance LaunchTemplate VPCEndpoint',
  'AWS::ElasticLoadBalancing': 'LoadBalancer',
  'AWS::ElasticLoadBalancingV2': 'LoadBalancer',
  'AWS::Events': 'Rule',
  'AWS::Glue': 'SecurityConfiguration',
  'AWS::GuardDuty': 'Detector',
  'AWS::IAM':
    'AccessKey Group GroupPolicy InstanceProfile ManagedPolicy Policy Role RolePolicy User UserPolicy',
  'AWS::KMS': 'Alias Key ReplicaKey',
  'AWS::Lambda': 'Alias Function Permission Url',
  'AWS::Logs': 'DeliveryDestination DeliverySource MetricFilter',
  'AWS::Macie': 'Session',
  'AWS::SNS': 'Subscription Topic TopicInlinePolicy TopicPolicy',
  'AWS::SQS': 'Queue QueueInlinePolicy QueuePolicy',
}

/** Schemas that occur often, by the name they get in the written file. */
const named = {
  anything: {},
  boolean: { type: 'boolean' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  string: { type: 'string' },
  strings: { type: 'array', items: { type: 'string' } },
  policy: { anyOf: [{ type: 'object' }, { type: 'string' }] },
  // Whether a tag needs a value depends on the service.
  tags: { type: 'array', items: closed({ Key: { type: 'string' }, Value: { type: 'string' } }, ['Key']) },
}
const openObject = { type: 'object' }

const names = new Map()
const constants = Object.entries(named).map(([name, schema]) => {
  const text = `const ${name} = ${print(schema, '')} as const`
  names.set(JSON.stringify(schema), name)
  return text
})

/** The text of schemas.ts for the installed service spec. */
export async function schemasText() {
  const { loadAwsServiceSpec } = await import('@aws-cdk/aws-service-spec')
  const { version } = createRequire(import.meta.url)('@aws-cdk/aws-service-spec/package.json')
  const db = await loadAwsServiceSpec()
  const resources = Object.entries(wanted).flatMap(([namespace, names]) => resourcesOf(db, namespace, names))
  const schemas = resources.map(resource => [resource.cloudFormationType, schemaOf(db, resource)]).sort(byKey)
  for (const type of Object.keys(gaps)) {
    if (!schemas.some(([each]) => each === type)) throw new Error(`There are gaps for ${type}, but no schema`)
  }
  return `// Generated from @aws-cdk/aws-service-spec ${version} (Apache-2.0): do not edit, run \`npm run refresh:schemas\`.
// What the service spec does not know is added from scripts/schema-gaps.mjs.

${constants.join('\n')}

/** JSON Schemas of resource types by name; a function because building them costs time that most runs can do without. */
export const schemas = () =>
  (${print(Object.fromEntries(schemas), '  ')}) as const
`
}

function resourcesOf(db, namespace, names) {
  const all = [...db.all('resource')].filter(each => each.cloudFormationType.startsWith(`${namespace}::`))
  if (names === '*') return all
  return names.split(' ').map(name => {
    const found = all.find(each => each.cloudFormationType === `${namespace}::${name}`)
    if (!found) throw new Error(`The service spec has no ${namespace}::${name}`)
    return found
  })
}

/** A resource type as JSON Schema, with every definition put in place; one that contains itself ends in an open object. */
function schemaOf(db, resource) {
  const attributes = Object.keys(resource.attributes).sort()
  const patches = new Map(Object.entries(gaps[resource.cloudFormationType] ?? {}))
  const used = new Set()

  const fromType = (type, path, above) => {
    switch (type.type) {
      case 'string':
      case 'integer':
      case 'number':
      case 'boolean':
        return { type: type.type, ...(type.allowedValues && { enum: type.allowedValues }) }
      case 'date-time':
        return named.string
      case 'json':
        return named.anything
      case 'tag':
        return named.tags.items
      case 'array':
        return { type: 'array', items: fromType(type.element, undefined, above) }
      case 'map':
        return { type: 'object', additionalProperties: fromType(type.element, undefined, above) }
      case 'union': // Beside text, "json" is an object: the registry has `type: [object, string]` there.
        return {
          anyOf: type.types.map(each => (each.type === 'json' ? openObject : fromType(each, path, above))),
        }
      case 'ref': {
        const definition = db.get('typeDefinition', type.reference)
        return above.includes(definition)
          ? openObject
          : fromDefinition(definition, path, [...above, definition])
      }
      default:
        throw new Error(`${resource.cloudFormationType} has a type unknown here: ${type.type}`)
    }
  }

  /** `path` leads to the definition through objects, as attributes are named; there is none inside lists and maps. */
  const fromDefinition = (definition, path, above) => {
    const properties = Object.entries(definition.properties).map(([name, property]) => {
      const at = path && [...path, name]
      const schema = { ...fromType(property.type, at, above) }
      if (property.causesReplacement === 'yes') schema.replace = true
      if (property.causesReplacement === 'maybe') schema.replace = 'maybe'
      // An attribute inside a property is the service's to set; one that is a property may be the user's as well.
      if (at && at.length > 1 && attributes.includes(at.join('.'))) schema.readOnly = true
      return [name, patched(schema, `${definition.name}.${name}`)]
    })
    const required = Object.keys(definition.properties).filter(name => definition.properties[name].required)
    return patched(closed(Object.fromEntries(properties), required), definition.name)
  }

  const patched = (schema, name) => {
    const patch = patches.get(name)
    if (!patch) return schema
    used.add(name)
    if (schema.type === 'array') return { ...schema, items: patched(schema.items, name) }
    const pointless = Object.entries(patch).every(([key, value]) => schema[key] === value)
    if (pointless || (patch.enum && schema.enum))
      throw new Error(`The service spec has filled the gap ${name}`)
    const result = { ...schema, ...patch }
    if (patch.open) delete result.additionalProperties
    return result
  }

  const schema = fromDefinition(resource, [], [])
  for (const name of patches.keys()) if (!used.has(name)) throw new Error(`The gap ${name} names nothing`)
  return attributes.length > 0 ? { ...schema, attributes } : schema
}

function byKey([a], [b]) {
  return a < b ? -1 : 1
}

function closed(properties, required) {
  const sorted = Object.fromEntries(Object.entries(properties).sort(byKey))
  return {
    type: 'object',
    ...(required.length > 0 && { required: required.sort() }),
    properties: sorted,
    additionalProperties: false,
  }
}

/** JavaScript for a value: on one line where it fits, else one entry a line. */
function print(value, indent) {
  const name = names.get(JSON.stringify(value))
  if (name) return name
  if (typeof value === 'string') return /['"\\]/.test(value) ? JSON.stringify(value) : `'${value}'`
  if (typeof value !== 'object') return String(value)
  const inner = `${indent}  `
  const list = Array.isArray(value)
  const entries = Object.entries(value).map(([key, each]) => {
    if (list) return print(each, inner)
    return `${/^\w+$/.test(key) ? key : `'${key}'`}: ${print(each, inner)}`
  })
  if (entries.length === 0) return list ? '[]' : '{}'
  const flat = list ? `[${entries.join(', ')}]` : `{ ${entries.join(', ')} }`
  if (indent.length + flat.length < 100 && !flat.includes('\n')) return flat
  return `${list ? '[' : '{'}\n${entries.map(entry => `${inner}${entry},\n`).join('')}${indent}${list ? ']' : '}'}`
}

if (process.argv[1] === import.meta.filename) writeFileSync(target, await schemasText())
