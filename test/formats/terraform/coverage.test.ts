/** Whatever type rules and model speak of, Terraform's twin of it is read, and the tables speak the schema of the type. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { additions } from '../../../src/formats/terraform/tables/additions.ts'
import { bucketProperties } from '../../../src/formats/terraform/tables/bucket.ts'
import type { Cell } from '../../../src/formats/terraform/tables/cell.ts'
import { joinsOf } from '../../../src/formats/terraform/tables/joins.ts'
import { twins } from '../../../src/formats/terraform/tables/types.ts'
import { child, itemOf, schemaOf, type Schema } from '../../../src/model/schema/index.ts'
import { Text } from '../../../src/model/text.ts'
import type { Value } from '../../../src/model/value.ts'
import { explore, type World } from '../../../src/model/world.ts'

const root = join(import.meta.dirname, '../../..')

/** Types that Terraform has no resource of its own for. */
const absent: Readonly<Record<string, string>> = {
  'AWS::CodePipeline::Pipeline': 'asked only whether the CDK made a bucket for it',
  'AWS::IAM::Policy': 'policies are written into one role, user or group each',
  'AWS::Lambda::Version': 'functions publish versions themselves: publish = true',
  'AWS::SNS::TopicInlinePolicy': 'aws_sns_topic_policy is read as AWS::SNS::TopicPolicy',
  'AWS::SQS::QueueInlinePolicy': 'aws_sqs_queue_policy is read as AWS::SQS::QueuePolicy',
}

/** Words that look like types and are none. */
const others = new Set(['AWS::CloudFormation::CustomResource', 'AWS::SSM::Parameter'])

function typesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts') && !file.startsWith('schema'))
    .flatMap(file => readFileSync(join(root, folder, file), 'utf8').match(/'AWS::\w+::\w+'/g) ?? [])
    .map(quoted => quoted.slice(1, -1))
}

test('every type that rules and model speak of is read', () => {
  const asked = new Set(['rules', 'src/access', 'src/model'].flatMap(typesIn))
  const read = new Set(Object.values(twins).flatMap(({ type, policy }) => [type, policy?.type]))
  const missing = [...asked].filter(
    type => !read.has(type) && !Object.hasOwn(absent, type) && !others.has(type),
  )
  expect(asked.size).toBeGreaterThan(40)
  expect(missing.sort()).toEqual([])
  expect(Object.keys(absent).filter(type => read.has(type))).toEqual([])
})

/** A cell in which everything is written. */
const everything: Cell = {
  at: { source: { path: 'main.tf', text: '' } as never, span: { start: 0, end: 0 }, address: 'x' },
  isAbsent: false,
  open: undefined,
  isComputed: false,
  text: Text.of('1'),
  json: undefined,
  get items() {
    return [everything]
  },
  keys: ['Key'],
  get: () => everything,
  entry: () => everything,
  is: () => false,
  named: () => undefined,
}

/** The paths of what a schema does not know. */
function strange(value: Value, schema: Schema | undefined, path: string, world: World): string[] {
  if (!schema) return [path]
  const plain = value.read(world)
  if (plain.kind === 'list')
    return plain.items.flatMap(item => strange(item, itemOf(schema), `${path}[]`, world))
  if (plain.kind !== 'record') return []
  return plain.keys.flatMap(key => {
    const entry = plain.entry(key)
    return entry ? strange(entry.value, child(schema, key), `${path}.${key}`, world) : []
  })
}

describe('the schema knows all that is written by', () => {
  const known = Object.entries(twins).filter(([, { type }]) => schemaOf(type))

  test.each(known)('%s', (name, { type, shapes }) => {
    const added = additions
      .filter(({ to }) => to === name)
      .map(({ property, shape }) => ({ property, shape }))
    const written = [...Object.entries(shapes).map(([property, shape]) => ({ property, shape })), ...added]
    const { leaves } = explore(world =>
      written.flatMap(({ property, shape }) => {
        const found = shape(everything)
        const schema = schemaOf(type)
        return found && schema ? strange(found.value, child(schema, property), property, world) : []
      }),
    )
    expect(leaves[0]?.result).toEqual([])
  })

  test('the resources that write properties of buckets', () => {
    const schema = schemaOf('AWS::S3::Bucket')
    const { leaves } = explore(world =>
      bucketProperties.flatMap(({ property, companion, inline }) =>
        [companion?.shape, inline].flatMap(shape => {
          const found = shape?.(everything)
          return found ? strange(found.value, child(schema, property), property, world) : []
        }),
      ),
    )
    expect(leaves[0]?.result).toEqual([])
  })
})

test('what adds to others names something that is read', () => {
  for (const { from, to } of additions) {
    expect(twins[to], `${from} adds to ${to}`).toBeDefined()
    expect(joinsOf(from).some(join => join.to === to)).toBe(true)
  }
})
