/** How resources of other types than buckets are read, where the way is not straight. */
import { expect, test } from 'vitest'
import { buckets, told } from './folders.ts'
import { lint, planOf, refers, told as plain, type Part } from './plans.ts'

function find(text: string, ...only: string[]): string[] {
  return told({ 'main.tf': text }, ...only)
}

test('keys of tags may hold dots', () => {
  const tags = buckets(
    { 'main.tf': 'resource "aws_s3_bucket" "b" { tags = { "company.io/cost" = "7" } }' },
    ({ properties }) => (properties.Tags ?? []).map(({ Key, Value }) => `${Key?.value}=${Value?.value}`),
  )
  expect(tags).toEqual({ 'aws_s3_bucket.b': ['company.io/cost=7'] })
})

test('a list that a bucket has several resources for is one list', () => {
  const metric = (name: string) => `
resource "aws_s3_bucket_metric" "${name}" {
  bucket = aws_s3_bucket.b.id
  name   = "${name}"
}
`
  const names = buckets(
    { 'main.tf': `resource "aws_s3_bucket" "b" {}${metric('one')}${metric('two')}` },
    ({ properties }) => (properties.MetricsConfigurations ?? []).map(({ Id }) => Id?.value),
  )
  expect(names).toEqual({ 'aws_s3_bucket.b': ['one', 'two'] })
})

test('an attachment for several identities is for each of them', () => {
  const text = `
resource "aws_iam_role" "r" {
  name               = "r"
  assume_role_policy = "{}"
}
resource "aws_iam_user" "u" { name = "u" }
resource "aws_iam_group" "g" { name = "g" }
resource "aws_iam_policy_attachment" "all" {
  name       = "all"
  roles      = [aws_iam_role.r.name]
  users      = [aws_iam_user.u.name]
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
resource "aws_iam_group_policy_attachments_exclusive" "g" {
  group_name  = aws_iam_group.g.name
  policy_arns = ["arn:aws:iam::aws:policy/AmazonS3FullAccess"]
}
`
  expect(find(text, 'iam-grants-all-buckets').sort()).toEqual([
    'main.tf:12 iam-grants-all-buckets aws_iam_role.r',
    'main.tf:12 iam-grants-all-buckets aws_iam_user.u',
    'main.tf:16 iam-grants-all-buckets aws_iam_group.g',
  ])
  const part = (address: string, name: string): Part => ({ address, values: { name } })
  const attachment: Part = {
    address: 'aws_iam_policy_attachment.all',
    values: { users: ['u'], policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
    unknown: { roles: true },
    expressions: { roles: refers('local.roles'), users: { constant_value: ['u'] } },
  }
  const parts = [part('aws_iam_role.r', 'r'), part('aws_iam_user.u', 'u'), part('aws_iam_group.g', 'g')]
  expect(plain(lint(planOf({ parts: [...parts, attachment] }), ['iam-grants-all-buckets']))).toEqual([
    "aws_iam_user.u: 'arn:aws:iam::aws:policy/AdministratorAccess' is allowed on every bucket",
  ])
})

test('the policy of a Multi-Region access point names it as the documentation of the provider does', () => {
  const text = (block: string) => `
data "aws_caller_identity" "here" {}
resource "aws_s3_bucket" "b" { bucket = "company-b" }
resource "aws_s3_bucket_policy" "b" {
  bucket = aws_s3_bucket.b.id
  policy = jsonencode({ Statement = [{
    Effect    = "Allow"
    Principal = { AWS = "*" }
    Action    = "*"
    Resource  = [aws_s3_bucket.b.arn, "\${aws_s3_bucket.b.arn}/*"]
    Condition = { StringEquals = { "s3:DataAccessPointAccount" = data.aws_caller_identity.here.account_id } }
  }] })
}
resource "aws_s3_bucket_public_access_block" "b" {
  bucket = aws_s3_bucket.b.id
}
resource "aws_s3control_multi_region_access_point" "m" {
  details {
    name = "shared"
    public_access_block {
      block_public_policy     = ${block}
      restrict_public_buckets = ${block}
    }
    region { bucket = aws_s3_bucket.b.id }
  }
}
resource "aws_s3control_multi_region_access_point_policy" "m" {
  details {
    name   = element(split(":", aws_s3control_multi_region_access_point.m.id), 1)
    policy = jsonencode({ Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "s3:GetObject"
      Resource  = "\${aws_s3control_multi_region_access_point.m.arn}/object/*"
    }] })
  }
}
`
  const address = 'aws_s3control_multi_region_access_point.m'
  expect(find(text('false'), 'access-point-public')).toEqual([`main.tf:17 access-point-public ${address}`])
  expect(find(text('true'), 'access-point-public')).toEqual([])
})

test('load balancers deliver to what their access_logs name, once they are told to', () => {
  const text = (enabled: string) => `
resource "aws_s3_bucket" "logs" {}
resource "aws_s3_bucket_server_side_encryption_configuration" "logs" {
  bucket = aws_s3_bucket.logs.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
    }
  }
}
resource "aws_lb" "web" {
  access_logs {
    bucket = aws_s3_bucket.logs.id
    ${enabled}
  }
}
`
  const found = ['main.tf:7 log-target-incompatible aws_s3_bucket.logs']
  expect(find(text('enabled = true'), 'log-target-incompatible')).toEqual(found)
  expect(find(text(''), 'log-target-incompatible')).toEqual([])
})

test('a permission may be for an alias', () => {
  const text = (qualifier: string) => `
resource "aws_s3_bucket" "b" {}
resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::111122223333:role/f"
}
resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.f.function_name
  function_version = "1"
}
resource "aws_lambda_permission" "f" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.f.function_name
  ${qualifier}
  principal     = "s3.amazonaws.com"
  source_arn    = aws_s3_bucket.b.arn
}
resource "aws_s3_bucket_notification" "b" {
  bucket = aws_s3_bucket.b.id
  lambda_function {
    lambda_function_arn = aws_lambda_alias.live.arn
    events              = ["s3:ObjectCreated:*"]
  }
}
`
  const found = ['main.tf:22 notification-not-permitted aws_s3_bucket.b']
  expect(find(text('qualifier = aws_lambda_alias.live.name'), 'notification-not-permitted')).toEqual([])
  expect(find(text(''), 'notification-not-permitted')).toEqual(found)
})

test('resources for buckets may be for directory buckets, which are none', () => {
  const text = `
resource "aws_s3_directory_bucket" "fast" {
  bucket = "fast--use1-az4--x-s3"
  location { name = "use1-az4" }
}
resource "aws_s3_bucket_lifecycle_configuration" "fast" {
  bucket = aws_s3_directory_bucket.fast.bucket
  rule {
    id     = "tmp"
    status = "Enabled"
    filter { prefix = "tmp/" }
    transition {
      days          = 1
      storage_class = "GLACIER"
    }
  }
}
`
  const only = 'directory-bucket-never-expires'
  expect(find(text)).toEqual([])
  expect(find(text, only)).toEqual([`main.tf:8 ${only} aws_s3_directory_bucket.fast`])
})

test('secrets in provider blocks are told', () => {
  const secret = 'aB3+'.repeat(10)
  const text = `
provider "aws" {
  secret_key = "${secret}"
}
resource "aws_s3_bucket" "b" {}
`
  expect(find(text, 'credentials-in-template')).toEqual(['main.tf:3 credentials-in-template provider.aws'])
})

test('secrets in a plan are told, and never shown', () => {
  const secret = 'aB3+'.repeat(10)
  const value = (text: string) => ({ value: text })
  const text = planOf(
    { parts: [{ address: 'aws_s3_bucket.b' }] },
    {
      variables: {
        written_secret_key: value(secret),
        sensitive_secret_key: value(secret),
        sensitive_secret_key_by_default: value(secret),
        harmless: value('eu-west-1'),
      },
      configuration: {
        provider_config: {
          aws: {
            name: 'aws',
            expressions: {
              access_key: { constant_value: 'AKIAQQQQQQQQQQQQQQQQ' },
              secret_key: { constant_value: secret },
              region: refers('var.region'),
            },
          },
          'module.m:aws.west': {
            name: 'aws',
            expressions: { assume_role: [{ policy: { constant_value: `SECRET_KEY=${secret}` } }] },
          },
        },
        root_module: {
          resources: [],
          variables: {
            written_secret_key: {},
            sensitive_secret_key: { sensitive: true },
            sensitive_secret_key_by_default: { sensitive: true, default: secret },
          },
        },
      },
    },
  )
  const report = lint(text, ['credentials-in-template'])
  expect(plain(report)).toEqual([
    "provider.aws: 'secret_key' holds a secret access key",
    "module.m.provider.aws.west: 'policy' holds a secret access key",
    "var.written_secret_key: 'written_secret_key' holds a secret access key",
    "var.sensitive_secret_key_by_default: 'sensitive_secret_key_by_default' holds a secret access key",
  ])
  expect(JSON.stringify(report.findings)).not.toContain(secret)
})

test.each([
  ['the data source', 'eu-west-1', 'data.aws_cloudfront_log_delivery_canonical_user_id.delivery.id'],
  [
    'the data source in China',
    'cn-north-1',
    'data.aws_cloudfront_log_delivery_canonical_user_id.delivery.id',
  ],
  ['its id', 'eu-west-1', '"c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0"'],
])('a bucket that CloudFront is granted by %s takes its logs', (_, region, id) => {
  const text = (grantee: string) => `
provider "aws" {
  region = "${region}"
}
data "aws_cloudfront_log_delivery_canonical_user_id" "delivery" {}
resource "aws_s3_bucket" "logs" {}
resource "aws_s3_bucket_ownership_controls" "logs" {
  bucket = aws_s3_bucket.logs.id
  rule {
    object_ownership = "BucketOwnerPreferred"
  }
}
resource "aws_s3_bucket_acl" "logs" {
  bucket = aws_s3_bucket.logs.id
  access_control_policy {
    owner {
      id = "1111"
    }
    grant {
      permission = "FULL_CONTROL"
      grantee {
        type = "CanonicalUser"
        id   = ${grantee}
      }
    }
  }
}
`
  const rules = ['logging-off', 'versioning-off', 'acl-permission-granted']
  expect(buckets({ 'main.tf': text(id) }, ({ roles }) => [...roles])).toEqual({
    'aws_s3_bucket.logs': ['log target'],
  })
  expect(find(text(id), ...rules)).toEqual([])
  expect(find(text('"2222"'), ...rules)).toHaveLength(3)
})
