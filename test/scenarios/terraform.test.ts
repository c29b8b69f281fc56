/** What scanners get wrong about Terraform, scenario by scenario: the numbers are those of the list they come from. */
import { expect, test } from 'vitest'
import { lintFiles, told } from '../formats/terraform/folders.ts'
import { planOf, refers } from '../formats/terraform/plans.ts'

const versioned = (name: string, bucket: string, more = '') => `
resource "aws_s3_bucket_versioning" "${name}" {
  ${more}
  bucket = ${bucket}
  versioning_configuration {
    status = "Enabled"
  }
}
`

test('1. split resources: settings in resources of their own, or inline', () => {
  const only = ['versioning-off', 'lifecycle-off']
  const bare = 'resource "aws_s3_bucket" "b" {}\n'
  const companions = `${bare}${versioned('b', 'aws_s3_bucket.b.id')}
resource "aws_s3_bucket_lifecycle_configuration" "b" {
  bucket = aws_s3_bucket.b.bucket
  rule {
    id     = "uploads"
    status = "Enabled"
    filter {}
    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}`
  const inline = `
resource "aws_s3_bucket" "b" {
  versioning {
    enabled = true
  }
  lifecycle_rule {
    enabled                                = true
    abort_incomplete_multipart_upload_days = 7
  }
}`
  expect(told({ 'main.tf': companions }, ...only)).toEqual([])
  expect(told({ 'main.tf': inline }, ...only)).toEqual([])
  expect(told({ 'main.tf': bare }, ...only).sort()).toEqual([
    'main.tf:1 lifecycle-off aws_s3_bucket.b',
    'main.tf:1 versioning-off aws_s3_bucket.b',
  ])
})

test('2. links by count and for_each: instance by instance', () => {
  const counted = 'resource "aws_s3_bucket" "b" {\n  count = 2\n}\n'
  const keyed = 'resource "aws_s3_bucket" "b" {\n  for_each = toset(["that-key", "other"])\n}\n'
  const off = (text: string) => told({ 'main.tf': text }, 'versioning-off')
  expect(off(counted + versioned('x', 'aws_s3_bucket.b[0].id'))).toEqual([
    'main.tf:1 versioning-off aws_s3_bucket.b[1]',
  ])
  expect(off(counted + versioned('x', 'aws_s3_bucket.b[count.index].id', 'count = 2'))).toEqual([])
  expect(off(keyed + versioned('x', 'each.value.id', 'for_each = aws_s3_bucket.b'))).toEqual([])
  const some = 'for_each = toset(["other"])'
  expect(off(keyed + versioned('x', 'aws_s3_bucket.b[each.key].id', some))).toEqual([
    'main.tf:1 versioning-off aws_s3_bucket.b["that-key"]',
  ])
})

test('3. a plan whose bucket names are known after apply: joined by references, and the same in every dialect', () => {
  const target = { expressions: { bucket: refers('aws_s3_bucket.b.id', 'aws_s3_bucket.b') } }
  const plan = planOf({
    parts: [
      { address: 'aws_s3_bucket.b', unknown: { id: true, bucket: true, arn: true } },
      { address: 'aws_s3_bucket.bare', unknown: { id: true, bucket: true, arn: true } },
      {
        address: 'aws_s3_bucket_versioning.b',
        values: { versioning_configuration: [{ status: 'Enabled' }] },
        unknown: { bucket: true },
        ...target,
      },
    ],
  })
  const hcl = `resource "aws_s3_bucket" "b" {}
resource "aws_s3_bucket" "bare" {}
${versioned('b', 'aws_s3_bucket.b.id')}`
  const json = {
    resource: {
      aws_s3_bucket: { b: {}, bare: {} },
      aws_s3_bucket_versioning: {
        b: { bucket: '${aws_s3_bucket.b.id}', versioning_configuration: { status: 'Enabled' } },
      },
    },
  }
  const template = {
    Resources: {
      b: {
        Type: 'AWS::S3::Bucket',
        Properties: { VersioningConfiguration: { Status: 'Enabled' } },
      },
      bare: { Type: 'AWS::S3::Bucket' },
    },
  }
  const verdicts = (name: string, text: string) =>
    lintFiles({ [name]: text }, { preset: 'strict' })
      .findings.map(({ rule, certainty, resource, message }) =>
        [rule, certainty, resource.address.replace('aws_s3_bucket.', ''), message].join(' '),
      )
      // Words of CloudFormation alone.
      .filter(line => !line.startsWith('bucket-not-retained '))
      .sort()
  const expected = verdicts('main.tf', hcl)
  expect(expected).toContain('versioning-off certain bare versioning is off')
  expect(expected).not.toContain('versioning-off certain b versioning is off')
  expect(verdicts('main.tf.json', JSON.stringify(json))).toEqual(expected)
  expect(verdicts('plan.json', plan)).toEqual(expected)
  expect(verdicts('template.json', JSON.stringify(template))).toEqual(
    // MFA delete has no word in CloudFormation.
    expected.filter(line => !line.startsWith('mfa-delete-off ')),
  )
})

test('4. unknown is not missing', () => {
  const policy = (values: Readonly<Record<string, unknown>>, unknown: Readonly<Record<string, unknown>>) =>
    planOf({
      parts: [
        { address: 'aws_s3_bucket.b', values: { bucket: 'acme-b' }, unknown: { id: true } },
        {
          address: 'aws_s3_bucket_policy.b',
          values,
          unknown,
          expressions: {
            bucket: refers('aws_s3_bucket.b.id', 'aws_s3_bucket.b'),
            policy: refers('aws_s3_bucket.b.arn', 'aws_s3_bucket.b'),
          },
        },
      ],
    })
  const first = policy({}, { bucket: true, policy: true })
  expect(told({ 'plan.json': first }, 'bucket-policy-missing', 'bucket-allows-http')).toEqual([
    expect.stringMatching(/ possibly bucket-allows-http aws_s3_bucket\.b$/),
  ])
  const deny = {
    Version: '2012-10-17',
    Statement: {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: ['arn:aws:s3:::acme-b', 'arn:aws:s3:::acme-b/*'],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  }
  const second = policy({ bucket: 'acme-b', policy: JSON.stringify(deny) }, {})
  expect(told({ 'plan.json': second }, 'bucket-policy-missing', 'bucket-allows-http')).toEqual([])
  const variable = `variable "status" {}
resource "aws_s3_bucket" "b" {}
resource "aws_s3_bucket_versioning" "b" {
  bucket = aws_s3_bucket.b.id
  versioning_configuration {
    status = var.status
  }
}`
  const open = lintFiles({ 'main.tf': variable }, { only: ['versioning-off', 'versioning-suspended'] })
  expect(open.findings.filter(({ certainty }) => certainty === 'certain')).toEqual([])
  expect(open.findings.map(({ causes }) => causes)).toEqual([['variable status'], ['variable status']])
})

test('5. count = 0: a bucket that is not there is clean, a companion that is not there does not help', () => {
  expect(told({ 'main.tf': 'resource "aws_s3_bucket" "b" {\n  count = 0\n}' })).toEqual([])
  const disabled = `resource "aws_s3_bucket" "b" {}
${versioned('b', 'aws_s3_bucket.b.id', 'count = 0')}`
  expect(told({ 'main.tf': disabled }, 'versioning-off')).toEqual([
    'main.tf:1 versioning-off aws_s3_bucket.b',
  ])
})

test('6. dynamic blocks beside a static one: both count', () => {
  const lifecycle = (fixed: string, made: string) => `resource "aws_s3_bucket" "b" {}
resource "aws_s3_bucket_lifecycle_configuration" "b" {
  bucket = aws_s3_bucket.b.id
  rule {
    id     = "fixed"
    status = "Enabled"
    filter {}
    ${fixed}
  }
  dynamic "rule" {
    for_each = { tmp = 1, cache = 2 }
    content {
      id     = rule.key
      status = "Enabled"
      filter {
        prefix = "\${rule.key}/"
      }
      ${made}
    }
  }
}`
  const abort = 'abort_incomplete_multipart_upload {\n days_after_initiation = 7\n}'
  const expire = 'expiration {\n days = 30\n}'
  const kept = (fixed: string, made: string) =>
    told({ 'main.tf': lifecycle(fixed, made) }, 'lifecycle-keeps-uploads')
  expect(kept(abort, expire)).toEqual([])
  expect(kept(expire, expire)).toEqual(['main.tf:4 lifecycle-keeps-uploads aws_s3_bucket.b'])
})

test('7. modern HCL is read, a broken file is told, and the others are linted', () => {
  const modern = `locals {
  page = <<-HTML
    <a href="x">"quoted" <%= x %></a>
  HTML
  arn = provider::aws::arn_parse("arn:aws:s3:::b")
}
resource "aws_s3_bucket" "b" {}
`
  expect(told({ 'main.tf': modern }, 'syntax-error', 'versioning-off')).toEqual([
    'main.tf:7 versioning-off aws_s3_bucket.b',
  ])
  const files = { 'a/main.tf': 'resource "aws_s3_bucket" "b" {\n  bucket = = "x"\n}\n', 'b/main.tf': modern }
  expect(told(files, 'syntax-error', 'versioning-off')).toContain(
    'b/main.tf:7 versioning-off aws_s3_bucket.b',
  )
  const broken = lintFiles(files, { only: ['syntax-error'] }).findings
  expect(broken.map(({ location: { file, line, column } }) => [file, line, column])).toEqual([
    ['a/main.tf', 2, 12],
  ])
})

test('10. a deny that stands in a policy document, or in one that it builds on', () => {
  const document = (name: string, body: string) => `data "aws_iam_policy_document" "${name}" {\n${body}\n}\n`
  const tls = document(
    'tls',
    `statement {
  effect    = "Deny"
  actions   = ["s3:*"]
  resources = [aws_s3_bucket.b.arn, "\${aws_s3_bucket.b.arn}/*"]
  principals {
    type        = "*"
    identifiers = ["*"]
  }
  condition {
    test     = "Bool"
    variable = "aws:SecureTransport"
    values   = ["false"]
  }
}`,
  )
  const policy = (name: string) => `resource "aws_s3_bucket" "b" {}
resource "aws_s3_bucket_policy" "b" {
  bucket = aws_s3_bucket.b.id
  policy = data.aws_iam_policy_document.${name}.json
}
`
  const whole = document('whole', 'source_policy_documents = [data.aws_iam_policy_document.tls.json]')
  expect(told({ 'main.tf': policy('tls') + tls }, 'bucket-allows-http')).toEqual([])
  expect(told({ 'main.tf': policy('whole') + tls + whole }, 'bucket-allows-http')).toEqual([])
  const without = document('whole', '')
  expect(told({ 'main.tf': policy('whole') + tls + without }, 'bucket-allows-http')).toEqual([
    'main.tf:4 bucket-allows-http aws_s3_bucket.b',
  ])
})
