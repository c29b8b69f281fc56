import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expandServerless } from '../../src/formats/cloudformation/sam.ts'
import { SAM_BOUND } from '../../src/formats/cloudformation/sam/transform.ts'
import type { Node } from '../../src/syntax/index.ts'
import { at, lines, plain, template, written } from './plain.ts'

function expand(text: string) {
  const { root, problems } = expandServerless(template(text))
  return {
    root,
    resources: plain(at(root, 'Resources')) as Record<string, unknown>,
    problems: lines(root, problems),
  }
}

/** A template of one function with the given properties, in YAML's flow form. */
function withFunction(properties: string, more = ''): string {
  return `Resources: {F: {Type: AWS::Serverless::Function, Properties: ${properties}}${more}}`
}

const sub = (text: string) => ({ 'Fn::Sub': text })
const managed = (path: string) => sub(`arn:\${AWS::Partition}:iam::aws:policy/${path}`)
const BASIC = managed('service-role/AWSLambdaBasicExecutionRole')
const NONE = { Ref: 'AWS::NoValue' }
const LAMBDA_TAG = { Key: 'lambda:createdBy', Value: 'SAM' }

function trust(service: string) {
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: [service] }, Action: ['sts:AssumeRole'] }],
  }
}

function role(properties: object, attributes: object = {}) {
  return {
    Type: 'AWS::IAM::Role',
    ...attributes,
    Properties: {
      AssumeRolePolicyDocument: trust('lambda.amazonaws.com'),
      ManagedPolicyArns: [BASIC],
      Tags: [LAMBDA_TAG],
      ...properties,
    },
  }
}

/** The inline policies and managed policies of F's role. */
function policiesOf(policies: string) {
  const { resources, problems } = expand(withFunction(`{Policies: ${policies}}`))
  const made = resources['FRole'] as { Properties: { Policies?: unknown; ManagedPolicyArns: unknown[] } }
  return { inline: made.Properties.Policies, managed: made.Properties.ManagedPolicyArns.slice(1), problems }
}

describe('a function', () => {
  it('is a Lambda function with a role', () => {
    const { resources, problems } = expand(`
Resources:
  F:
    Type: AWS::Serverless::Function
    DependsOn: Q
    Metadata: {note: x}
    Properties:
      Handler: a.b
      Runtime: nodejs20.x
      KmsKeyArn: !GetAtt Key.Arn
      CodeUri: s3://code/app.zip?versionId=7
      AutoPublishAlias: live
      Tags: {team: !Ref Team}
      Tracing: Active
      VpcConfig: {SubnetIds: [s]}
      DeadLetterQueue: {Type: SQS, TargetArn: !GetAtt Q.Arn}
      RolePath: /apps/
      PermissionsBoundary: arn:p
  Q: {Type: AWS::SQS::Queue}`)
    expect(problems).toEqual([])
    const tags = [LAMBDA_TAG, { Key: 'team', Value: { Ref: 'Team' } }]
    expect(resources).toEqual({
      F: {
        Type: 'AWS::Lambda::Function',
        DependsOn: 'Q',
        Metadata: { note: 'x' },
        Properties: {
          Handler: 'a.b',
          Runtime: 'nodejs20.x',
          KmsKeyArn: { 'Fn::GetAtt': ['Key', 'Arn'] },
          VpcConfig: { SubnetIds: ['s'] },
          Code: { S3Bucket: 'code', S3Key: 'app.zip', S3ObjectVersion: '7' },
          TracingConfig: { Mode: 'Active' },
          DeadLetterConfig: { TargetArn: { 'Fn::GetAtt': ['Q', 'Arn'] } },
          Role: { 'Fn::GetAtt': ['FRole', 'Arn'] },
          Tags: tags,
        },
      },
      FRole: role({
        ManagedPolicyArns: [
          BASIC,
          managed('AWSXrayWriteOnlyAccess'),
          managed('service-role/AWSLambdaVPCAccessExecutionRole'),
        ],
        Policies: [
          {
            PolicyName: 'DeadLetterQueuePolicy',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: { 'Fn::GetAtt': ['Q', 'Arn'] } },
              ],
            },
          },
        ],
        Path: '/apps/',
        PermissionsBoundary: 'arn:p',
        Tags: tags,
      }),
      Q: { Type: 'AWS::SQS::Queue' },
    })
  })

  it.each([
    ['{InlineCode: x}', { ZipFile: 'x' }],
    ['{ImageUri: i}', { ImageUri: 'i' }],
    ['{CodeUri: {Bucket: b, Key: !Ref K}}', { S3Bucket: 'b', S3Key: { Ref: 'K' } }],
    ['{CodeUri: ./src}', undefined],
    ['{CodeUri: {Bucket: b}}', undefined],
  ])('has the code of %s', (properties, code) => {
    const { Properties } = expand(withFunction(properties)).resources['F'] as {
      Properties: { Code?: unknown }
    }
    expect(Properties.Code).toEqual(code)
  })

  it('keeps the role it is given', () => {
    const { resources } = expand(withFunction('{Role: !GetAtt R.Arn, Policies: [AmazonS3FullAccess]}'))
    expect(Object.keys(resources)).toEqual(['F'])
    expect(resources).toHaveProperty('F.Properties.Role', { 'Fn::GetAtt': ['R', 'Arn'] })
  })

  it.each([
    ['', '!If [C, !Ref AWS::NoValue, arn:x]', 'C', {}],
    [
      '',
      '!If [C, arn:x, !Ref AWS::NoValue]',
      'FRoleCondition',
      { FRoleCondition: { 'Fn::Not': [{ Condition: 'C' }] } },
    ],
    [
      'Condition: D, ',
      '!If [C, !Ref AWS::NoValue, arn:x]',
      'FRoleCondition',
      { FRoleCondition: { 'Fn::And': [{ Condition: 'D' }, { Condition: 'C' }] } },
    ],
  ])('%swith Role %s has one made under a condition', (attribute, given, condition, conditions) => {
    const { root, resources } = expand(`
Conditions: {C: !Equals [a, b]}
Resources: {F: {${attribute}Type: AWS::Serverless::Function, Properties: {Role: ${given}}}}`)
    expect(resources['FRole']).toEqual(role({}, { Condition: condition }))
    expect(plain(at(root, 'Conditions'))).toEqual({ C: { 'Fn::Equals': ['a', 'b'] }, ...conditions })
    expect(JSON.stringify(plain(at(root, 'Resources', 'F', 'Properties', 'Role')))).toContain(
      '["FRole","Arn"]',
    )
  })

  it('hands its condition and policies on to what is made for it', () => {
    const { resources } = expand(
      'Resources: {F: {Type: AWS::Serverless::Function, Condition: C, DeletionPolicy: Retain, Metadata: {}, Properties: {}}}',
    )
    expect(resources['FRole']).toEqual(role({}, { Condition: 'C', DeletionPolicy: 'Retain' }))
  })

  it('leaves what is written under the id of something generated', () => {
    const { resources } = expand(withFunction('{}', ', FRole: {Type: AWS::SQS::Queue}'))
    expect(resources['FRole']).toEqual({ Type: 'AWS::SQS::Queue' })
  })
})

describe('globals', () => {
  const globals = `
Globals:
  Function:
    Runtime: nodejs20.x
    Layers: [one]
    Tags: {a: '1', b: '2'}
    Environment: {Variables: {A: x, B: y}}
    Tracing: Active`

  it('merge: maps join, lists follow each other, the rest is replaced', () => {
    const { root, resources } = expand(`${globals}
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.12
      Layers: [two]
      Tags: {b: '3'}
      Environment: {Variables: {B: !Ref X}}
      Tracing: Disabled`)
    expect(root.get('Globals')).toBeUndefined()
    expect(resources['F']).toEqual({
      Type: 'AWS::Lambda::Function',
      Properties: {
        Runtime: 'python3.12',
        Layers: ['one', 'two'],
        Environment: { Variables: { A: 'x', B: { Ref: 'X' } } },
        Role: { 'Fn::GetAtt': ['FRole', 'Arn'] },
        Tags: [LAMBDA_TAG, { Key: 'a', Value: '1' }, { Key: 'b', Value: '3' }],
      },
    })
  })

  it('give way to functions of CloudFormation', () => {
    const { resources } = expand(`${globals}
Resources: {F: {Type: AWS::Serverless::Function, Properties: {Layers: !If [C, [x], [y]], Environment: {Fn::If: [C, {}, {}]}}}}`)
    expect(resources).toHaveProperty('F.Properties.Layers', { 'Fn::If': ['C', ['x'], ['y']] })
    expect(resources).toHaveProperty('F.Properties.Environment', { 'Fn::If': ['C', {}, {}] })
  })

  it.each([
    ["'*'", ['Role', 'Tags']],
    ['[Runtime, Tags, Layers, Tracing]', ['Environment', 'Role', 'Tags']],
  ])('are ignored as IgnoreGlobals: %s says', (ignored, keys) => {
    const { resources } = expand(`${globals}
Resources: {F: {Type: AWS::Serverless::Function, IgnoreGlobals: ${ignored}}}`)
    const { Properties } = resources['F'] as { Properties: object }
    expect(Object.keys(Properties)).toEqual(keys)
  })
})

describe('policies', () => {
  const arn = (path: string, value: unknown) => ({ 'Fn::Sub': [`arn:\${AWS::Partition}:${path}`, { value }] })
  const inline = (index: number, document: object) => ({
    PolicyName: `FRolePolicy${index}`,
    PolicyDocument: document,
  })
  const allow = (Action: string[], ...Resource: unknown[]) => ({
    Statement: [{ Effect: 'Allow', Action, Resource }],
  })
  const here = '${AWS::Region}:${AWS::AccountId}'
  const bucketAndObjects = [arn('s3:::${value}', 'x'), arn('s3:::${value}/*', 'x')]

  it('are documents and managed policies by name, ARN or function', () => {
    const made = policiesOf(
      '[AmazonS3FullAccess, AWSLambdaRole, arn:aws:iam::1:policy/x, !Ref P, {Version: "2012-10-17", Statement: []}]',
    )
    expect(made).toEqual({
      managed: [
        managed('AmazonS3FullAccess'),
        managed('service-role/AWSLambdaRole'),
        'arn:aws:iam::1:policy/x',
        { Ref: 'P' },
      ],
      inline: [inline(4, { Version: '2012-10-17', Statement: [] })],
      problems: [],
    })
  })

  it('may be a single one', () => {
    expect(policiesOf('AmazonS3FullAccess').managed).toEqual([managed('AmazonS3FullAccess')])
    expect(policiesOf('{Statement: []}').inline).toEqual([inline(0, { Statement: [] })])
    expect(policiesOf('null')).toEqual({ managed: [], inline: undefined, problems: [] })
  })

  it('may depend on conditions', () => {
    expect(
      policiesOf(
        '[!If [C, {Statement: []}, !Ref AWS::NoValue], !If [C, AmazonS3FullAccess, {Statement: x}]]',
      ),
    ).toEqual({
      inline: [
        { 'Fn::If': ['C', inline(0, { Statement: [] }), NONE] },
        { 'Fn::If': ['C', NONE, inline(1, { Statement: 'x' })] },
      ],
      managed: [{ 'Fn::If': ['C', managed('AmazonS3FullAccess'), NONE] }],
      problems: [],
    })
  })

  it.each([
    [
      'S3ReadPolicy: {BucketName: x}',
      allow(
        [
          's3:GetObject',
          's3:ListBucket',
          's3:GetBucketLocation',
          's3:GetObjectVersion',
          's3:GetLifecycleConfiguration',
        ],
        ...bucketAndObjects,
      ),
    ],
    [
      'S3WritePolicy: {BucketName: x}',
      allow(['s3:PutObject', 's3:PutObjectAcl', 's3:PutLifecycleConfiguration'], ...bucketAndObjects),
    ],
    [
      'KMSDecryptPolicy: {KeyId: !Ref K}',
      allow(['kms:Decrypt'], arn(`kms:${here}:key/\${value}`, { Ref: 'K' })),
    ],
    ['KMSEncryptPolicy: {KeyId: k}', allow(['kms:Encrypt'], arn(`kms:${here}:key/\${value}`, 'k'))],
    ['SNSPublishMessagePolicy: {TopicName: t}', allow(['sns:Publish'], arn(`sns:${here}:\${value}`, 't'))],
    ['SQSSendMessagePolicy: {QueueName: q}', allow(['sqs:SendMessage*'], arn(`sqs:${here}:\${value}`, 'q'))],
    [
      'LambdaInvokePolicy: {FunctionName: f}',
      allow(['lambda:InvokeFunction'], arn(`lambda:${here}:function:\${value}*`, 'f')),
    ],
  ])('are SAM policy templates: %s', (policy, document) => {
    expect(policiesOf(`[{${policy}}]`)).toEqual({ inline: [inline(0, document)], managed: [], problems: [] })
  })

  it.each([
    ['S3CrudPolicy: {BucketName: x}', ['s3:DeleteObject', 's3:PutObjectAcl']],
    ['S3FullAccessPolicy: {BucketName: x}', ['s3:DeleteObjectVersionTagging', 's3:ListBucket']],
    ['SQSPollerPolicy: {QueueName: x}', ['sqs:ReceiveMessage']],
    ['SNSCrudPolicy: {TopicName: x}', ['sns:Subscribe']],
    ['KMSEncryptPolicy_v2: {KeyId: x}', ['kms:GenerateDataKey']],
  ])('are SAM policy templates: %s with %s', (policy, actions) => {
    const text = JSON.stringify(policiesOf(`[{${policy}}]`).inline)
    for (const action of actions) expect(text).toContain(action)
  })

  it.each([
    ['DynamoDBCrudPolicy: {TableName: t}', []],
    [
      'NewPolicy: {X: t}',
      ['notice at NewPolicy: the policy template NewPolicy is not known: what it allows is not checked'],
    ],
    [
      'constructor: {X: t}',
      ['notice at constructor: the policy template constructor is not known: what it allows is not checked'],
    ],
    [
      'S3ReadPolicy: {Bucket: t}',
      ['error at S3ReadPolicy: the policy template S3ReadPolicy lacks a value: expected BucketName'],
    ],
    [
      'S3ReadPolicy: t',
      [
        'error at S3ReadPolicy: the policy template S3ReadPolicy has no values: expected a map of its parameters',
      ],
    ],
    [
      'a: {}, b: {}',
      [
        'error at {a: {}, b: {}}: an entry of Policies, for FRolePolicy0, is none: expected a policy name or ARN, a policy document with Statement, or a SAM policy template',
      ],
    ],
  ])('that cannot be worked out add nothing: %s', (policy, problems) => {
    expect(policiesOf(`[{${policy}}]`)).toEqual({ inline: undefined, managed: [], problems })
  })
})

describe('events', () => {
  const permission = (Principal: string, source: object, attributes: object = {}) => ({
    Type: 'AWS::Lambda::Permission',
    ...attributes,
    Properties: { Action: 'lambda:InvokeFunction', FunctionName: { Ref: 'F' }, Principal, ...source },
  })
  const s3 = permission('s3.amazonaws.com', { SourceAccount: { Ref: 'AWS::AccountId' } })
  const configuration = (Event: string, more: object = {}) => ({
    Event,
    Function: { 'Fn::GetAtt': ['F', 'Arn'] },
    ...more,
  })
  const withEvents = (events: string, more: string) => withFunction(`{Events: {${events}}}`, `, ${more}`)
  const created = 'New: {Type: S3, Properties: {Bucket: !Ref B, Events: "s3:ObjectCreated:*"}}'

  it('of S3 are notifications of the bucket, which waits for the permission', () => {
    const { resources, problems } = expand(withEvents(created, 'B: {Type: AWS::S3::Bucket}'))
    expect(problems).toEqual([])
    expect(resources['B']).toEqual({
      Type: 'AWS::S3::Bucket',
      Properties: {
        NotificationConfiguration: { LambdaConfigurations: [configuration('s3:ObjectCreated:*')] },
      },
      DependsOn: ['FNewPermission'],
    })
    expect(resources['FNewPermission']).toEqual(s3)
  })

  it('of S3 join what the bucket has', () => {
    const filter = 'Filter: {S3Key: {Rules: [{Name: prefix, Value: in/}]}}'
    const { resources, problems } = expand(
      withEvents(
        `${created}, Other: {Type: S3, Properties: {Bucket: {Ref: B}, Events: [a, b], ${filter}}}`,
        `B: {Type: AWS::S3::Bucket, DependsOn: Q, Properties: {BucketName: x, NotificationConfiguration: {QueueConfigurations: [],
         LambdaConfigurations: [{Function: !GetAtt F.Arn, Event: 's3:ObjectCreated:*'}, {Event: c, Function: arn:f}]}}}`,
      ),
    )
    expect(problems).toEqual([])
    const Filter = { S3Key: { Rules: [{ Name: 'prefix', Value: 'in/' }] } }
    expect(resources['B']).toEqual({
      Type: 'AWS::S3::Bucket',
      DependsOn: ['Q', 'FNewPermission', 'FOtherPermission'],
      Properties: {
        BucketName: 'x',
        NotificationConfiguration: {
          QueueConfigurations: [],
          LambdaConfigurations: [
            configuration('s3:ObjectCreated:*'),
            { Event: 'c', Function: 'arn:f' },
            configuration('a', { Filter }),
            configuration('b', { Filter }),
          ],
        },
      },
    })
  })

  it('of a function under a condition hold under it', () => {
    const { resources } = expand(`
Resources:
  F: {Type: AWS::Serverless::Function, Condition: C, Properties: {Events: {${created}}}}
  B: {Type: AWS::S3::Bucket, Properties: {Tags: [{Key: k, Value: v}]}}`)
    expect(resources['B']).toEqual({
      Type: 'AWS::S3::Bucket',
      Properties: {
        Tags: [
          { Key: 'k', Value: 'v' },
          {
            Key: 'sam:ConditionalDependsOn:FNewPermission',
            Value: { 'Fn::If': ['C', { Ref: 'FNewPermission' }, 'no dependency'] },
          },
        ],
        NotificationConfiguration: {
          LambdaConfigurations: [{ 'Fn::If': ['C', configuration('s3:ObjectCreated:*'), NONE] }],
        },
      },
    })
    expect(resources['FNewPermission']).toEqual({ ...s3, Condition: 'C' })
  })

  it.each([
    ['N: {Type: SNS, Properties: {Topic: !Ref T}}', ['F', 'FRole', 'FNPermission']],
    ['N: {Type: SNS, Properties: {Topic: !Ref T, SqsSubscription: false}}', ['F', 'FRole', 'FNPermission']],
    ['N: {Type: SNS, Properties: {Topic: !Ref T, SqsSubscription: true}}', ['F', 'FRole']],
    ['N: {Type: SQS, Properties: {Queue: arn:q}}', ['F', 'FRole']],
    ['N: {Type: Api}', ['F', 'FRole']],
  ])('of other kinds: %s', (event, ids) => {
    const { resources, problems } = expand(withFunction(`{Events: {${event}}}`))
    expect(Object.keys(resources)).toEqual(ids)
    expect(problems).toEqual([])
    if (ids.length > 2)
      expect(resources['FNPermission']).toEqual(permission('sns.amazonaws.com', { SourceArn: { Ref: 'T' } }))
  })

  const noBucket = 'S3 event N of F names no bucket of this template: expected Bucket to be the !Ref of one'
  const noRoom =
    'events cannot be added to the notifications of B: expected a map with a list of LambdaConfigurations'
  it.each([
    ['N: {Type: S3, Properties: {Bucket: name, Events: x}}', '', `error at name: ${noBucket}`],
    ['N: {Type: S3, Properties: {Bucket: !Ref F, Events: x}}', '', `error at !Ref F: ${noBucket}`],
    ['N: {Type: S3, Properties: {Events: x}}', '', `error at N: ${noBucket}`],
    [
      'N: {Type: S3, Properties: {Bucket: !Ref B}}',
      '',
      'error at N: S3 event N of F has no Events: expected a list of them',
    ],
    ['N: text', '', 'error at N: event N of F has no Type: expected one such as S3'],
    [created, 'Properties: {NotificationConfiguration: !If [C, {}, {}]}', `error at B: ${noRoom}`],
    [created, 'Properties: {NotificationConfiguration: {LambdaConfigurations: {}}}', `error at B: ${noRoom}`],
  ])('that SAM refuses are said: %s %s', (event, bucket, problem) => {
    expect(expand(withEvents(event, `B: {Type: AWS::S3::Bucket, ${bucket}}`)).problems).toEqual([problem])
  })
})

describe('other resources', () => {
  it('are state machines, which have roles too', () => {
    const { resources } = expand(`
Resources:
  M:
    Type: AWS::Serverless::StateMachine
    Properties: {Name: m, Definition: {}, Policies: [{Statement: []}], Tracing: {Enabled: true}}`)
    const tags = [{ Key: 'stateMachine:createdBy', Value: 'SAM' }]
    expect(resources).toEqual({
      M: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: {
          StateMachineName: 'm',
          TracingConfiguration: { Enabled: 'true' },
          RoleArn: { 'Fn::GetAtt': ['MRole', 'Arn'] },
          Tags: tags,
        },
      },
      MRole: role({
        AssumeRolePolicyDocument: trust('states.amazonaws.com'),
        ManagedPolicyArns: [managed('AWSXrayWriteOnlyAccess')],
        Policies: [{ PolicyName: 'MRolePolicy0', PolicyDocument: { Statement: [] } }],
        Tags: tags,
      }),
    })
  })

  it('stay as they are', () => {
    const text =
      'Resources: {A: {Type: AWS::Serverless::Api}, T: {Type: AWS::Serverless::SimpleTable}, B: {Type: AWS::S3::Bucket}, X: text}'
    expect(plain(expandServerless(template(text)).root)).toEqual(plain(template(text)))
  })

  it.each([
    [
      'C: {Type: AWS::Serverless::Connector, Properties: {Source: {Id: F}, Destination: {Id: B}, Permissions: [Read]}}',
      1,
    ],
    [
      'C: {Type: AWS::Serverless::Connector, Properties: {Source: {Type: AWS::S3::Bucket, Arn: a}, Destination: [{Id: F}]}}',
      1,
    ],
    ['C: {Type: AWS::Serverless::Connector, Properties: {Source: {Id: F}, Destination: {Id: T}}}', 0],
    ['X: {Type: AWS::SNS::Topic, Connectors: {C: {Properties: {Destination: {Id: B}}}}}', 1],
  ])('connect: %s', (connector, count) => {
    const { problems } = expand(`Resources: {${connector}, B: {Type: AWS::S3::Bucket}}`)
    expect(problems).toEqual(Array(count).fill('notice at C: what the connector C allows is not checked'))
  })
})

describe('places', () => {
  const { root } = expand(`
Resources:
  Thumb:
    Type: AWS::Serverless::Function
    Properties:
      Policies:
        - S3ReadPolicy: {BucketName: !Ref Uploads}
      Events:
        New: {Type: S3, Properties: {Bucket: !Ref Uploads, Events: [first]}}
  Uploads:
    Type: AWS::S3::Bucket`)
  const key = (path: string[], last: string) => {
    const node = at(root, ...path)
    return written(node, node.kind === 'map' ? node.get(last)?.keySpan : undefined)
  }
  const configuration: [string, ...(string | number)[]] = [
    'Resources',
    'Uploads',
    'Properties',
    'NotificationConfiguration',
    'LambdaConfigurations',
    0,
  ]

  it.each<[string, Node, string]>([
    ['the type', at(root, 'Resources', 'Thumb', 'Type'), 'AWS::Serverless::Function'],
    ['a notification', at(root, ...configuration), 'New'],
    ['its event', at(root, ...configuration, 'Event'), 'first'],
    ['the permission', at(root, 'Resources', 'ThumbNewPermission', 'Properties', 'Principal'), 'New'],
    [
      'a policy',
      at(root, 'Resources', 'ThumbRole', 'Properties', 'Policies', 0, 'PolicyDocument', 'Statement', 0),
      'S3ReadPolicy',
    ],
    [
      'the trust policy',
      at(root, 'Resources', 'ThumbRole', 'Properties', 'AssumeRolePolicyDocument'),
      'Thumb',
    ],
  ])('of %s', (_, node, text) => {
    expect(written(node)).toBe(text)
  })

  it('of keys', () => {
    expect(key(['Resources'], 'Uploads')).toBe('Uploads')
    expect(key(['Resources'], 'ThumbRole')).toBe('Thumb')
    expect(key(['Resources', 'Uploads'], 'DependsOn')).toBe('New')
  })
})

describe('hostile templates', () => {
  it.each([
    ['Globals: text\nResources: {}', 'error at text: Globals is no map: expected property names with values'],
    [
      'Globals: {Function: []}\nResources: {}',
      'error at []: Globals.Function is no map: expected property names with values',
    ],
    [withFunction('text'), 'error at text: Properties of F is no map: expected property names with values'],
    [withFunction('{Events: [x]}'), 'error at [x]: Events of F is no map: expected events by name'],
  ])('%s', (text, problem) => {
    expect(expand(text).problems).toEqual([problem])
  })

  it('stop at the bound', () => {
    const many = (count: number, entry: (index: number) => string) =>
      Array.from({ length: count }, (_, i) => entry(i)).join()
    const { root, problems } = expand(`
Globals: {Function: {Environment: {Variables: {${many(5000, i => `V${i}: x`)}}}}}
Resources: {${many(500, i => `F${i}: {Type: AWS::Serverless::Function, Properties: {Environment: {Variables: {}}}}`)}}`)
    expect(problems).toEqual([
      expect.stringContaining(
        `what the SAM transform makes here is more than the bound of ${SAM_BOUND} values`,
      ),
    ])
    expect(root.get('Globals')).toBeDefined()
  })

  const anything = fc.jsonValue({ maxDepth: 3 })
  const shaped = (keys: string[], value: fc.Arbitrary<unknown>) =>
    fc.oneof(anything, fc.dictionary(fc.constantFrom(...keys), value))
  const event = shaped(
    ['Properties', 'Type'],
    fc.oneof(fc.constantFrom('S3', 'SNS', { Bucket: { Ref: 'B' }, Events: 'x' }), anything),
  )
  const policies = fc.oneof(
    fc.array(shaped(['S3ReadPolicy', 'Fn::If', 'Statement', 'Ref'], anything)),
    anything,
  )
  const properties = shaped(
    [
      'Role',
      'Tags',
      'CodeUri',
      'Events',
      'Policies',
      'DeadLetterQueue',
      'IgnoreGlobals',
      'NotificationConfiguration',
    ],
    fc.oneof(anything, policies, fc.dictionary(fc.string(), event)),
  )
  const resource = fc.oneof(
    anything,
    fc.record(
      {
        Type: fc.constantFrom(
          'AWS::Serverless::Function',
          'AWS::Serverless::StateMachine',
          'AWS::Serverless::Connector',
          'AWS::S3::Bucket',
        ),
        Properties: properties,
        Condition: anything,
        DependsOn: anything,
        Connectors: anything,
        IgnoreGlobals: anything,
      },
      { requiredKeys: ['Type'] },
    ),
  )

  it('never throw', () => {
    fc.assert(
      fc.property(
        fc.record(
          {
            Resources: shaped(['A', 'B', 'ARole'], resource),
            Globals: shaped(['Function'], properties),
            Conditions: anything,
          },
          { requiredKeys: [] },
        ),
        content => {
          plain(expandServerless(template(JSON.stringify(content))).root)
        },
      ),
      { numRuns: 500 },
    )
  })
})
