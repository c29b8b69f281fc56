import {
  allows,
  change,
  child,
  cloudformation,
  enumOf,
  fits,
  isSlip,
  isWrong,
  itemOf,
  keysOf,
  nearestName,
  rename,
  requiredOf,
  rewrite,
  rule,
  type PropertyView,
  terraform,
} from '../../src/rule.ts'

type Schema = PropertyView['schema']
type Resource = PropertyView['resource']
type Origin = PropertyView['at']
type Written = Extract<PropertyView['plain'], { kind: 'record' }>

export default rule({
  title: 'Property that S3 resources do not have, or that cannot hold the value',
  severity: 'medium',
  preset: 'recommended',
  consequence: 'deploy-failure',
  why: 'CloudFormation rejects properties and values that are not in the schema of a resource type, some of them only when it comes to the resource in the middle of a deployment.',
  remedy: 'Write the property as the template reference of the resource type says.',
  refs: [
    'AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html',
    'AWSCloudFormation/latest/TemplateReference/AWS_S3.html',
  ],
  controls: [],
  on: 'property',
  *check({ resource, isChosen, at, plain, schema, text, world }) {
    // What is wrong with the neighbours of a bucket is for linters of all of CloudFormation to say.
    if (!resource.type.startsWith('AWS::S3') || plain.kind === 'unknown' || plain.kind === 'absent') return
    if (plain.kind === 'text') {
      const value = text?.value
      const message = value === undefined ? undefined : misfit(schema, value, world)
      const { literal } = plain.text
      if (message)
        yield {
          at,
          message,
          change: isChosen || literal === undefined ? undefined : corrected(resource, at, literal, schema),
        }
    } else if (!allows(schema, plain.kind)) {
      const kind = plain.kind === 'list' ? 'list' : 'map'
      yield { at, message: `expected ${wanted(schema)} here, not a ${kind}` }
    } else if (plain.kind === 'record') {
      // A macro inside the record may take keys of its own, and add what is missing.
      if (plain.open) return
      const strange = strangers(plain, schema)
      for (const { key, place, meant } of strange)
        yield {
          at: place,
          message: `unknown property '${key}'${meant ? `, did you mean '${meant}'?` : ''}`,
          // What counts from now on may replace the resource.
          change:
            meant !== undefined && isSlip(key, [meant]) && !plain.keys.includes(meant)
              ? change(
                  `write '${meant}'`,
                  child(schema, meant)?.replace ? 'review' : 'safe',
                  rename({ resource }, place, meant),
                )
              : undefined,
        }
      // A required property that was misspelt is one mistake.
      const here = new Set([...plain.keys, ...strange.map(({ meant }) => meant)])
      for (const key of requiredOf(schema))
        if (!here.has(key)) yield { at, message: `property '${key}' is missing` }
    }
  },
  bad: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            Lifecycle: # <- unknown property 'Lifecycle', did you mean 'LifecycleConfiguration'?
              Rules: []
            VersioningConfiguration: Enabled # <- expected a map here, not 'Enabled'
            PublicAccessBlockConfiguration:
              BlockPublicAcl: true # <- unknown property 'BlockPublicAcl', did you mean 'BlockPublicAcls'?
              BlockPublicPolicy: 'sure' # <- 'sure' is not true or false
            AccessControl: private # <- 'private' is not a value of this property, did you mean 'Private'?
            Zebra: 1 # <- unknown property 'Zebra'
            LifecycleConfiguration:
              Rules:
                - Status: On # <- 'On' is not a value of this property: it takes 'Enabled', 'Disabled'
                  ExpirationInDays: 1.5 # <- '1.5' is not a whole number
                - Id: no-status # <- property 'Status' is missing
            Tags: # <- expected a list here, not a map
              Team: data
            BucketName: [data] # <- expected a single value here, not a list
    `,
    cloudformation`
      Parameters:
        Days: { Type: String, AllowedValues: ['30', never] }
      Conditions:
        IsMain: !Equals [!Ref AWS::Region, eu-west-1]
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration:
              !If [IsMain, { Status: Enabled }, { status: Enabled }] # <- unknown property 'status', did you mean 'Status'?
            LifecycleConfiguration:
              Rules:
                - Status: Enabled
                  ExpirationInDays: !Ref Days # <- 'never' is not a whole number
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_lifecycle_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          id = "rule-0"
          filter {}
          status = "enabled" # <- 'enabled' is not a value of this property, did you mean 'Enabled'?
          expiration {
            days = 30
          }
        }
      }
      resource "aws_s3_bucket_versioning" "data" {
        bucket = aws_s3_bucket.data.id
        versioning_configuration {
          status = "On" # <- 'On' is not a value of this property: it takes 'Enabled', 'Suspended'
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Transform: MyMacro
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            MyMacroProperty: true
            VersioningConfiguration: '!MyMacro versioned'
    `,
    cloudformation`
      Parameters:
        Name: { Type: String }
        Days: { Type: Number, Default: 30 }
      Conditions:
        IsMain: !Equals [!Ref AWS::Region, eu-west-1]
      Resources:
        ByDefault:
          Type: AWS::S3::Bucket
        Data:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: !Ref Name
            PublicAccessBlockConfiguration: { BlockPublicAcls: 'true', BlockPublicPolicy: yes }
            AccessControl: !ImportValue Acl
            VersioningConfiguration: !If [IsMain, { Status: Enabled }, !Ref AWS::NoValue]
            LifecycleConfiguration:
              Rules:
                - { Status: !Ref Name, ExpirationInDays: !Ref Days }
                - Fn::Transform: { Name: Rules }
            CorsConfiguration:
              CorsRules: [{ AllowedMethods: [GET], AllowedOrigins: '*' }]
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:not-known-yet' }
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties: { Bucket: !Ref Data, PolicyDocument: { Statement: [{ Whatever: 1 }] } }
        Queue:
          Type: AWS::SQS::Queue
          Properties: { NoSuchThing: 1 }
        Unheard:
          Type: AWS::S3::NotKnownYet
          Properties: { Whatever: 1 }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_lifecycle_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          id     = "rule-0"
          status = "Enabled"
          filter {}
          expiration {
            days = 30
          }
        }
      }
      resource "aws_s3_bucket_versioning" "data" {
        bucket = aws_s3_bucket.data.id
        versioning_configuration {
          status = "Enabled"
        }
      }
    `,
  ],
})

/** The value that is meant, where a slip made another one of it. */
function corrected(resource: Resource, at: Origin, value: string, schema: Schema) {
  const item = allows(schema, 'text') ? schema : itemOf(schema)
  const values = (item && enumOf(item)?.values) ?? []
  const meant = isSlip(value, values) ? nearestName(value, values) : undefined
  return meant === undefined
    ? undefined
    : change(`write '${meant}'`, schema.replace ? 'review' : 'safe', rewrite({ resource }, at, meant))
}

/** Keys that cannot be here, with what was probably meant. */
function strangers(plain: Written, schema: Schema) {
  return plain.keys.flatMap(key => {
    const place = plain.entry(key)?.at
    if (!place || key.startsWith('Fn::') || child(schema, key)) return []
    return [{ key, place, meant: nearestName(key, keysOf(schema)) }]
  })
}

/** What is wrong with a scalar; a value alone stands for a list of one. */
function misfit(schema: Schema, value: string, world: PropertyView['world']): string | undefined {
  const item = allows(schema, 'text') ? schema : itemOf(schema)
  if (!item || !allows(item, 'text')) return `expected ${wanted(schema)} here, not '${value}'`
  if (!fits(item, value)) return `'${value}' is not ${wanted(item)}`
  const closed = enumOf(item)
  if (!closed || closed.open || !isWrong(value, closed.values, { world })) return undefined
  const nearest = nearestName(value, closed.values)
  const all = closed.values.map(each => `'${each}'`).join(', ')
  return `'${value}' is not a value of this property${nearest ? `, did you mean '${nearest}'?` : `: it takes ${all}`}`
}

function wanted(schema: Schema): string {
  if (schema.type === 'boolean') return 'true or false'
  if (schema.type === 'integer') return 'a whole number'
  if (schema.type === 'number') return 'a number'
  if (allows(schema, 'text')) return 'a single value'
  return allows(schema, 'list') ? 'a list' : 'a map'
}
