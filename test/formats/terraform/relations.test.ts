/** Policies, and what resources are to each other. */
import { expect, test } from 'vitest'
import { rules } from '../../../rules/index.ts'
import { reporters } from '../../../src/report/index.ts'
import { options } from '../../report/reports.ts'
import { lint, planOf, refers, told, type Part } from './plans.ts'

const bucket: Part = {
  address: 'aws_s3_bucket.b',
  values: { bucket: 'company-b' },
  unknown: { id: true, arn: true, policy: true },
  expressions: { bucket: { constant_value: 'company-b' } },
}

function policyOf(...statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements })
}

const httpsOnly = {
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: ['arn:aws:s3:::company-b', 'arn:aws:s3:::company-b/*'],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
}

function policy(values: object, unknown = {}): Part {
  return {
    address: 'aws_s3_bucket_policy.b',
    values: { ...values },
    unknown: { ...unknown, id: true },
    expressions: {
      bucket: refers('aws_s3_bucket.b.id', 'aws_s3_bucket.b'),
      policy: refers('data.aws_iam_policy_document.p.json', 'data.aws_iam_policy_document.p'),
    },
  }
}

test('a policy in a resource of its own or inline is the policy of the bucket', () => {
  const text = policyOf(httpsOnly)
  const find = (...parts: Part[]) => told(lint(planOf({ parts }), ['bucket-allows-http']))
  expect(find(bucket)).toEqual(['aws_s3_bucket.b: plain HTTP requests get through: the bucket has no policy'])
  expect(find(bucket, policy({ bucket: 'company-b', policy: text }))).toEqual([])
  expect(find(bucket, policy({ policy: text }, { bucket: true }))).toEqual([])
  expect(find({ ...bucket, values: { bucket: 'company-b', policy: text }, unknown: {} })).toEqual([])
  const half = policyOf({ ...httpsOnly, Resource: 'arn:aws:s3:::company-b/*' })
  const [found, ...others] = lint(
    planOf({ parts: [bucket, policy({ bucket: 'company-b', policy: half })] }),
    ['http-deny-incomplete', 'bucket-allows-http'],
  ).findings
  expect(found?.certainty).toBe('certain')
  expect(others).toEqual([])
})

test('a policy that is not known is not missing', () => {
  const unknown = policy({ bucket: 'company-b' }, { policy: true })
  const report = lint(planOf({ parts: [bucket, unknown] }), [
    'bucket-allows-http',
    'bucket-publicly-readable',
  ])
  expect(report.findings.every(({ certainty }) => certainty === 'possible')).toBe(true)
  expect(report.findings.flatMap(({ causes }) => causes).join()).toContain('known after apply')
  const lost = {
    ...unknown,
    values: {},
    unknown: { policy: true, bucket: true },
    expressions: { bucket: refers('local.b') },
  }
  const loose = lint(planOf({ parts: [bucket, lost] }), ['bucket-allows-http'])
  expect(loose.findings.map(({ certainty }) => certainty)).toEqual(['possible'])
})

/** A document that a data source makes when the plan is carried out: of its resources nothing is known. */
function documentWith(statement: object, more: Partial<Part> = {}): Part {
  const nothing = { condition: [], not_principals: [], not_actions: null, not_resources: null, sid: null }
  return {
    address: 'data.aws_iam_policy_document.p',
    values: {
      statement: [
        {
          ...nothing,
          effect: null,
          principals: [{ type: '*', identifiers: ['*'] }],
          actions: ['s3:GetObject'],
          resources: [null],
          ...statement,
        },
      ],
    },
    unknown: { json: true, statement: [{ resources: [true] }] },
    expressions: { statement: [{ resources: refers('aws_s3_bucket.b.arn', 'aws_s3_bucket.b') }] },
    ...more,
  }
}

const open: Part = {
  address: 'aws_s3_bucket_public_access_block.b',
  values: {
    bucket: 'company-b',
    block_public_acls: true,
    block_public_policy: false,
    ignore_public_acls: true,
    restrict_public_buckets: false,
  },
}

test('a document that is not made yet allows what its statements say', () => {
  const later = policy({ bucket: 'company-b' }, { policy: true })
  const find = (document: Part, use: Part = later) =>
    told(lint(planOf({ parts: [bucket, open, document, use] }), ['bucket-publicly-readable']))
  const readable = 'aws_s3_bucket.b: anyone can read its objects'
  const cause = 'possibly: data.aws_iam_policy_document.p, known after apply'
  expect(find(documentWith({}))).toEqual([readable])
  expect(find(documentWith({ actions: ['s3:ListBucket'] }))).toEqual([
    'aws_s3_bucket.b: anyone can list its objects',
  ])
  // Either may be about the bucket alone.
  expect(find(documentWith({ actions: ['s3:*'] }))).toEqual([
    `aws_s3_bucket.b: anyone can read and list its objects (${cause})`,
  ])
  expect(find(documentWith({ principals: [{ type: 'AWS', identifiers: ['111122223333'] }] }))).toEqual([])
  expect(find(documentWith({ effect: 'Deny' }))).toEqual([])
  const org = { test: 'StringEquals', variable: 'aws:PrincipalOrgID', values: ['o-company'] }
  expect(find(documentWith({ condition: [org] }))).toEqual([])
})

test('of a text that more than one document goes into a plan does not say what it is', () => {
  const parts = ['data.aws_iam_policy_document.p', 'local.more']
  const joined: Part = {
    ...policy({ bucket: 'company-b' }, { policy: true }),
    expressions: {
      bucket: refers('aws_s3_bucket.b.id', 'aws_s3_bucket.b'),
      policy: refers('data.aws_iam_policy_document.p.json', ...parts),
    },
  }
  const report = lint(planOf({ parts: [bucket, open, documentWith({}), joined] }), [
    'bucket-publicly-readable',
  ])
  expect(report.findings.flatMap(({ causes }) => causes)).toEqual([
    'aws_s3_bucket_policy.b.policy, known after apply',
  ])
})

test('a policy that is taken away does not stay because the bucket still reports it', () => {
  const text = policyOf(httpsOnly)
  const found = { ...bucket, values: { bucket: 'company-b', policy: text }, unknown: {} }
  const gone = { ...policy({ bucket: 'company-b', policy: text }), actions: ['delete'] }
  expect(lint(planOf({ parts: [found, gone] }), ['bucket-allows-http']).findings).toHaveLength(1)
})

test('what is marked sensitive is never shown', () => {
  const secret = 'arn:aws:iam::111122223333:user/top-secret'
  const text = policyOf({ Effect: 'Allow', Principal: { AWS: secret }, Action: 's3:*', Resource: '*' })
  const parts = [
    { ...bucket, values: { bucket: 'hidden_Name' }, sensitive: { bucket: true } },
    { ...policy({ bucket: 'hidden_Name', policy: text }), sensitive: { bucket: true, policy: true } },
  ]
  const report = lint(planOf({ parts }))
  expect(report.findings.length).toBeGreaterThan(0)
  expect(report.findings.map(each => JSON.stringify(each)).join('\n')).toContain('sensitive value')
  expect(JSON.stringify(report.findings)).not.toMatch(/top-secret|hidden_Name/)
  for (const reporter of Object.values(reporters))
    expect(reporter(report, { ...options, rules, possible: true })).not.toMatch(/top-secret|hidden_Name/)
  const broken = lint(`${JSON.stringify(JSON.parse(planOf({ parts })))}]`, ['syntax-error'])
  expect(broken.findings).toHaveLength(1)
  for (const reporter of Object.values(reporters))
    expect(reporter(broken, { ...options, rules })).not.toMatch(/top-secret|hidden_Name/)
})

test('regions of providers, variables and resources are told apart', () => {
  const at = (name: string, provider: string, more = {}): Part => ({
    address: `aws_s3_bucket.${name}`,
    values: { bucket: `company-${name}`, ...more },
    expressions: {},
    provider,
  })
  const logging: Part = {
    address: 'aws_s3_bucket_logging.l',
    values: { target_prefix: 'l/' },
    unknown: { bucket: true, target_bucket: true },
    expressions: {
      bucket: refers('aws_s3_bucket.source.id', 'aws_s3_bucket.source'),
      target_bucket: refers('aws_s3_bucket.target.bucket', 'aws_s3_bucket.target'),
    },
  }
  const region = (expression: unknown) => ({ name: 'aws', expressions: { region: expression } })
  const find = (...parts: Part[]) =>
    told(
      lint(
        planOf(
          { parts: [...parts, logging] },
          {
            variables: { region: { value: 'us-east-1' } },
            configuration: {
              provider_config: {
                aws: region({ constant_value: 'eu-west-1' }),
                'aws.us': region(refers('var.region')),
                'aws.open': region(refers('local.region')),
              },
            },
          },
        ),
        ['log-target-other-region'],
      ),
    )
  const source = at('source', 'aws')
  expect(find(source, at('target', 'aws'))).toEqual([])
  expect(find(source, at('target', 'aws.us'))).toEqual([
    'aws_s3_bucket.source: the log target is in us-east-1, the bucket in eu-west-1',
  ])
  expect(find(source, at('target', 'aws', { region: 'eu-central-1' }))).toEqual([
    'aws_s3_bucket.source: the log target is in eu-central-1, the bucket in eu-west-1',
  ])
  expect(find(source, at('target', 'aws.open'))).toEqual([])
})

test('a module without a provider of its own uses the only one there is', () => {
  const logs = { address: 'aws_s3_bucket.logs', values: { bucket: 'company-logs', region: 'us-west-2' } }
  const logging: Part = {
    address: 'aws_s3_bucket_logging.l',
    values: { bucket: 'company-b', target_bucket: 'company-logs', target_prefix: '' },
  }
  const inner = [logs, { ...bucket, provider: 'module.m:aws' }, logging]
  const settings = (region: string, more = {}) => ({
    expressions: { region: { constant_value: region }, ...more },
  })
  const find = (providers: object) =>
    told(
      lint(
        planOf(
          { modules: { 'module.m': { parts: inner } } },
          { configuration: { provider_config: providers } },
        ),
        ['log-target-other-region'],
      ),
    )
  expect(find({ aws: settings('eu-west-1') })).toEqual([
    'module.m.aws_s3_bucket.b: the log target is in us-west-2, the bucket in eu-west-1',
  ])
  expect(find({ aws: settings('eu-west-1'), 'aws.us': settings('us-west-2') })).toEqual([])
})

test('a notification finds the queue and its policy by references', () => {
  const queue: Part = {
    address: 'aws_sqs_queue.q',
    values: { name: 'q' },
    unknown: { arn: true, url: true, id: true },
  }
  const notification: Part = {
    address: 'aws_s3_bucket_notification.n',
    values: { bucket: 'company-b', queue: [{ events: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'] }] },
    unknown: { queue: [{ queue_arn: true, events: [false, false] }] },
    expressions: { queue: [{ queue_arn: refers('aws_sqs_queue.q.arn', 'aws_sqs_queue.q') }] },
  }
  const permission: Part = {
    address: 'aws_sqs_queue_policy.q',
    values: {
      policy: policyOf({
        Effect: 'Allow',
        Principal: { Service: 's3.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: '*',
      }),
    },
    unknown: { queue_url: true },
    expressions: { queue_url: refers('aws_sqs_queue.q.id', 'aws_sqs_queue.q') },
  }
  const find = (...parts: Part[]) =>
    lint(planOf({ parts: [bucket, queue, notification, ...parts] }), [
      'notification-not-permitted',
    ]).findings.map(({ certainty }) => certainty)
  expect(find()).toContain('certain')
  expect(find(permission)).toEqual([])
  expect(find({ ...permission, values: {}, unknown: { policy: true, queue_url: true } })).not.toContain(
    'certain',
  )
})

test('what a role is given by attachments counts', () => {
  const role: Part = {
    address: 'aws_iam_role.r',
    values: {
      name: 'r',
      assume_role_policy: policyOf({
        Effect: 'Allow',
        Principal: { Service: 's3.amazonaws.com' },
        Action: 'sts:AssumeRole',
      }),
    },
    unknown: { arn: true, id: true },
  }
  const replica: Part = { address: 'aws_s3_bucket.replica', values: { bucket: 'company-replica' } }
  const replication: Part = {
    address: 'aws_s3_bucket_replication_configuration.b',
    values: {
      bucket: 'company-b',
      rule: [{ status: 'Enabled', destination: [{ bucket: 'arn:aws:s3:::company-replica' }] }],
    },
    unknown: { role: true },
    expressions: { role: refers('aws_iam_role.r.arn', 'aws_iam_role.r') },
  }
  const granted: Part = {
    address: 'aws_iam_policy.p',
    values: { policy: policyOf({ Effect: 'Allow', Action: 's3:*', Resource: '*' }) },
    unknown: { arn: true, name: true },
  }
  const attachment: Part = {
    address: 'aws_iam_role_policy_attachment.a',
    values: { role: 'r' },
    unknown: { policy_arn: true },
    expressions: { policy_arn: refers('aws_iam_policy.p.arn', 'aws_iam_policy.p') },
  }
  const find = (...parts: Part[]) =>
    lint(planOf({ parts: [bucket, replica, role, replication, ...parts] }), [
      'replication-role-insufficient',
    ]).findings.map(({ certainty }) => certainty)
  expect(find(granted)).toContain('certain')
  expect(find(granted, attachment)).toEqual([])
  const several: Part = {
    address: 'aws_iam_policy_attachment.a',
    values: { roles: ['r', 'other'] },
    unknown: { policy_arn: true },
    expressions: attachment.expressions ?? {},
  }
  expect(find(granted, several)).not.toContain('certain')
})
