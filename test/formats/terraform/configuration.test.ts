/** Configurations as Terraform deploys them: variables, modules, instances, providers, data sources. */
import { describe, expect, test } from 'vitest'
import { buckets, lintFiles, told } from './folders.ts'

const name = (bucket: { readonly name: { readonly text: unknown } }) => String(bucket.name.text)

describe('variables', () => {
  const main = `
variable "stage" { default = "dev" }
resource "aws_s3_bucket" "b" { bucket = "data-\${var.stage}" }
`
  test('have their default, or what a file gives', () => {
    expect(buckets({ 'main.tf': main }, name)).toEqual({ 'aws_s3_bucket.b': 'data-${var.stage}' })
    const given = {
      'main.tf': main,
      'terraform.tfvars': 'stage = "test"',
      'a.auto.tfvars': 'stage = "live"',
      'prod.tfvars': 'stage = "prod"',
    }
    expect(buckets(given, name)).toEqual({ 'aws_s3_bucket.b': 'data-live' })
    expect(buckets(given, name, { paramFiles: ['prod.tfvars'] })).toEqual({ 'aws_s3_bucket.b': 'data-prod' })
    expect(buckets(given, name, { params: new Map([['stage', 'cli']]) })).toEqual({
      'aws_s3_bucket.b': 'data-cli',
    })
  })

  test('that list their values are told apart by them', () => {
    const versioned = (validation: string) => `
variable "status" {
  default = "Enabled"
  ${validation}
}
resource "aws_s3_bucket" "b" {}
resource "aws_s3_bucket_versioning" "b" {
  bucket = aws_s3_bucket.b.id
  versioning_configuration { status = var.status }
}
`
    const listed = `validation {
    condition     = contains(["Enabled", "Suspended"], var.status)
    error_message = "no"
  }`
    expect(told({ 'main.tf': versioned(listed) }, 'versioning-suspended')).toEqual([
      'main.tf:12 versioning-suspended aws_s3_bucket.b',
    ])
    expect(told({ 'main.tf': versioned('') }, 'versioning-suspended')).toEqual([
      'main.tf:9 possibly versioning-suspended aws_s3_bucket.b',
    ])
  })

  test('fill in the defaults of optional attributes', () => {
    const main = `
variable "buckets" {
  type    = map(object({ name = string, stage = optional(string, "dev") }))
  default = { a = { name = "aaa" }, b = { name = "bbb", stage = "live" } }
}
resource "aws_s3_bucket" "b" {
  for_each = var.buckets
  bucket   = "\${each.value.name}-\${each.value.stage}"
}
`
    expect(buckets({ 'main.tf': main }, name)).toEqual({
      'aws_s3_bucket.b["a"]': 'aaa-dev',
      'aws_s3_bucket.b["b"]': 'bbb-live',
    })
  })
})

describe('instances', () => {
  test('count and for_each link one by one', () => {
    const main = `
resource "aws_s3_bucket" "n" { count = 2 }
resource "aws_s3_bucket_versioning" "n" {
  bucket = aws_s3_bucket.n[1].id
  versioning_configuration { status = "Enabled" }
}
resource "aws_s3_bucket" "k" { for_each = toset(["a", "b"]) }
resource "aws_s3_bucket_versioning" "k" {
  for_each = { b = aws_s3_bucket.k["b"].id }
  bucket   = each.value
  versioning_configuration { status = "Enabled" }
}
`
    expect(buckets({ 'main.tf': main }, bucket => bucket.versioning)).toEqual({
      'aws_s3_bucket.n[0]': undefined,
      'aws_s3_bucket.n[1]': 'Enabled',
      'aws_s3_bucket.k["a"]': undefined,
      'aws_s3_bucket.k["b"]': 'Enabled',
    })
  })

  test('what is switched off is not there', () => {
    const main = `
variable "on" {
  type    = bool
  default = false
}
resource "aws_s3_bucket" "off" { count = var.on ? 1 : 0 }
resource "aws_s3_bucket" "b" {}
resource "aws_s3_bucket_versioning" "b" {
  count  = 0
  bucket = aws_s3_bucket.b.id
  versioning_configuration { status = "Enabled" }
}
`
    expect(buckets({ 'main.tf': main }, bucket => bucket.versioning)).toEqual({
      'aws_s3_bucket.b': undefined,
    })
    expect(told({ 'main.tf': main }, 'versioning-off')).toEqual([
      'main.tf:6 versioning-off aws_s3_bucket.off[0]',
      'main.tf:7 versioning-off aws_s3_bucket.b',
    ])
  })

  test('of a number that nobody knows stand for each other, and nothing is certain', () => {
    const main = `
variable "names" { type = set(string) }
resource "aws_s3_bucket" "b" {
  for_each = var.names
  bucket   = each.key
}
resource "aws_s3_bucket_logging" "b" {
  for_each      = aws_s3_bucket.b
  bucket        = each.value.id
  target_bucket = each.value.id
  target_prefix = "log/"
}
`
    expect(told({ 'main.tf': main }, 'logging-loop')).toEqual([
      'main.tf:10 possibly logging-loop aws_s3_bucket.b[*]',
    ])
  })

  test('dynamic blocks add to those that are written', () => {
    const main = `
variable "extra" { default = [] }
resource "aws_s3_bucket" "b" {}
resource "aws_s3_bucket_lifecycle_configuration" "b" {
  bucket = aws_s3_bucket.b.id
  rule {
    id     = "static"
    status = "Enabled"
    filter {}
  }
  dynamic "rule" {
    for_each = concat(["x", "y"], var.extra)
    iterator = it
    content {
      id     = "\${it.key}-\${it.value}"
      status = "Enabled"
      filter { prefix = it.value }
    }
  }
}
`
    const ids = buckets({ 'main.tf': main }, bucket =>
      bucket.properties.LifecycleConfiguration?.Rules?.map(rule => rule.Id?.value),
    )
    expect(ids).toEqual({ 'aws_s3_bucket.b': ['static', '0-x', '1-y'] })
  })
})

describe('modules', () => {
  const inner = `
variable "name" {}
variable "versioned" { default = false }
resource "aws_s3_bucket" "this" { bucket = var.name }
resource "aws_s3_bucket_versioning" "this" {
  count  = var.versioned ? 1 : 0
  bucket = aws_s3_bucket.this.id
  versioning_configuration { status = "Enabled" }
}
output "id" { value = aws_s3_bucket.this.id }
`
  test('are read as they are called, and not as roots', () => {
    const main = `
module "b" {
  source    = "./bucket"
  for_each  = { logs = false, data = true }
  name      = each.key
  versioned = each.value
}
resource "aws_s3_bucket_logging" "data" {
  bucket        = module.b["data"].id
  target_bucket = module.b["logs"].id
  target_prefix = ""
}
`
    const files = { 'main.tf': main, 'bucket/main.tf': inner }
    const read = buckets(files, bucket => [bucket.versioning, String(bucket.logging?.target.text ?? 'none')])
    expect(read).toEqual({
      'module.b["logs"].aws_s3_bucket.this': [undefined, 'none'],
      'module.b["data"].aws_s3_bucket.this': ['Enabled', '${module.b["logs"].aws_s3_bucket.this}'],
    })
  })

  test('tell where they are called', () => {
    const main = 'module "b" {\n  source = "./bucket"\n  name   = "data"\n}\n'
    const { findings } = lintFiles({ 'main.tf': main, 'bucket/main.tf': inner }, { only: ['versioning-off'] })
    expect(findings[0]).toMatchObject({
      location: { file: 'bucket/main.tf', line: 4 },
      notes: [{ message: 'called here as module.b', location: { file: 'main.tf', line: 1 } }],
    })
  })

  test('from elsewhere are unknown, and what they are given is too', () => {
    const main = `
resource "aws_s3_bucket" "given" {}
resource "aws_s3_bucket" "own" {}
module "policy" {
  source = "terraform-aws-modules/s3-bucket/aws"
  bucket = aws_s3_bucket.given.id
}
resource "aws_s3_bucket_versioning" "elsewhere" {
  bucket = module.policy.bucket
  versioning_configuration { status = "Enabled" }
}
`
    expect(told({ 'main.tf': main }, 'versioning-off')).toEqual([
      'main.tf:2 possibly versioning-off aws_s3_bucket.given',
      'main.tf:3 versioning-off aws_s3_bucket.own',
    ])
    expect(lintFiles({ 'main.tf': main }).notices.map(({ message }) => message)).toEqual([
      'module.policy comes from "terraform-aws-modules/s3-bucket/aws": what it makes is not known',
    ])
  })

  test('that terraform init has installed are read, and blamed where they are called', () => {
    const modules = '{"Modules":[{"Key":"b","Source":"x/y/aws","Dir":".terraform/modules/b"}]}'
    const files = {
      'main.tf': 'module "b" {\n  source = "x/y/aws"\n  name   = "data"\n}\n',
      '.terraform/modules/modules.json': modules,
      '.terraform/modules/b/main.tf': inner,
    }
    expect(told(files, 'versioning-off')).toEqual(['main.tf:1 versioning-off module.b.aws_s3_bucket.this'])
  })

  test('that call themselves end', () => {
    const files = { 'main.tf': 'module "a" {\n  source = "."\n}\nresource "aws_s3_bucket" "b" {}\n' }
    expect(told(files, 'versioning-off')).toEqual(['main.tf:4 versioning-off aws_s3_bucket.b'])
    const deep = {
      'a/main.tf': 'module "b" {\n  source = "../b"\n}',
      'b/main.tf': 'module "a" {\n  source = "../a"\n}',
    }
    expect(lintFiles(deep).errors).toEqual([])
  })

  test('outside of what may be read are unknown', () => {
    const files = { 'root/main.tf': 'module "b" {\n  source = "../../bucket"\n  name   = "x"\n}\n' }
    expect(lintFiles(files).notices).toHaveLength(1)
  })
})

describe('providers', () => {
  const main = `
provider "aws" {
  region = "eu-west-1"
  default_tags {
    tags = { team = "data", stage = "dev" }
  }
}
provider "aws" {
  alias  = "us"
  region = "us-east-1"
  assume_role { role_arn = "arn:aws:iam::111122223333:role/deploy" }
}
resource "aws_s3_bucket" "eu" { tags = { stage = "live" } }
resource "aws_s3_bucket" "us" { provider = aws.us }
resource "aws_s3_bucket" "own" { region = "ap-south-1" }
module "m" {
  source    = "./m"
  providers = { aws = aws.us }
}
`
  const files = { 'main.tf': main, 'm/main.tf': 'resource "aws_s3_bucket" "b" {}' }

  test('give regions and accounts', () => {
    const read = buckets(files, ({ region, account }) => `${String(region.text)} ${String(account.text)}`)
    expect(read).toEqual({
      'aws_s3_bucket.eu': 'eu-west-1 ${AWS::AccountId}',
      'aws_s3_bucket.us': 'us-east-1 111122223333',
      'aws_s3_bucket.own': 'ap-south-1 ${AWS::AccountId}',
      'module.m.aws_s3_bucket.b': 'us-east-1 111122223333',
    })
  })

  test('give tags', () => {
    const read = buckets(files, ({ properties: { Tags } }) =>
      Tags?.map(({ Key, Value }) => `${Key?.value ?? ''}=${Value?.value ?? ''}`),
    )
    expect(read['aws_s3_bucket.eu']).toEqual(['team=data', 'stage=live'])
    expect(read['aws_s3_bucket.us']).toBeUndefined()
  })
})

describe('policies', () => {
  const deny = (extra: string) => `
data "aws_iam_policy_document" "tls" {
  statement {
    sid       = "Tls"
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
  }
}
${extra}
resource "aws_s3_bucket" "b" {}
`
  const policy = (document: string) => `
resource "aws_s3_bucket_policy" "b" {
  bucket = aws_s3_bucket.b.id
  policy = ${document}
}
`
  const allow = `
data "aws_iam_policy_document" "all" {
  source_policy_documents = [data.aws_iam_policy_document.tls.json]
  statement {
    sid       = "Read"
    actions   = ["s3:GetObject"]
    resources = ["\${aws_s3_bucket.b.arn}/*"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::111122223333:root"]
    }
  }
}
`
  test.each([
    ['a document', deny(''), 'data.aws_iam_policy_document.tls.json'],
    ['documents in one another', deny(allow), 'data.aws_iam_policy_document.all.json'],
    [
      'a document that is filled in',
      deny('').replaceAll('aws_s3_bucket.b.arn', '"_ARN_"').replace('"${"_ARN_"}/*"', '"_ARN_/*"'),
      'replace(data.aws_iam_policy_document.tls.json, "_ARN_", aws_s3_bucket.b.arn)',
    ],
  ])('%s', (_, main, document) => {
    expect(told({ 'main.tf': main + policy(document) }, 'bucket-allows-http')).toEqual([])
  })

  test('what overrides a statement takes its place', () => {
    const override = `
data "aws_iam_policy_document" "all" {
  source_policy_documents = [data.aws_iam_policy_document.tls.json]
  override_policy_documents = [jsonencode({
    Statement = [{ Sid = "Tls", Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "\${aws_s3_bucket.b.arn}/*" }]
  })]
}
`
    const files = { 'main.tf': deny(override) + policy('data.aws_iam_policy_document.all.json') }
    expect(told(files, 'bucket-allows-http')).toHaveLength(1)
  })

  test('a document of which a part is not known is not certain', () => {
    const part = `
variable "more" {}
data "aws_iam_policy_document" "all" { source_policy_documents = [var.more] }
`
    const files = { 'main.tf': deny(part) + policy('data.aws_iam_policy_document.all.json') }
    expect(told(files, 'bucket-allows-http')).toEqual([
      expect.stringContaining('possibly bucket-allows-http aws_s3_bucket.b'),
    ])
  })

  test('a heredoc with names in it', () => {
    const heredoc = `<<-JSON
    {"Statement": {"Effect": "Deny", "Principal": "*", "Action": "s3:*",
      "Resource": ["\${aws_s3_bucket.b.arn}", "\${aws_s3_bucket.b.arn}/*"],
      "Condition": {"Bool": {"aws:SecureTransport": "false"}}}}
  JSON`
    expect(
      told({ 'main.tf': `resource "aws_s3_bucket" "b" {}\n${policy(heredoc)}` }, 'bucket-allows-http'),
    ).toEqual([])
  })
})

describe('files', () => {
  test('the JSON form says the same', () => {
    const json = {
      resource: {
        aws_s3_bucket: { b: [{ bucket: 'data' }] },
        aws_s3_bucket_versioning: {
          b: { bucket: '${aws_s3_bucket.b.id}', versioning_configuration: { status: 'Enabled' } },
        },
      },
    }
    const files = { 'main.tf.json': JSON.stringify(json) }
    expect(buckets(files, bucket => [name(bucket), bucket.versioning])).toEqual({
      'aws_s3_bucket.b': ['data', 'Enabled'],
    })
  })

  test('override files change what is written, OpenTofu files go before those of Terraform', () => {
    const files = {
      'main.tf': 'resource "aws_s3_bucket" "b" {\n  bucket        = "one"\n  force_destroy = true\n}',
      'main_override.tf': 'resource "aws_s3_bucket" "b" {\n  bucket = "two"\n}',
      'x.tf': 'resource "aws_s3_bucket" "x" {}',
      'x.tofu': 'resource "aws_s3_bucket" "y" {}',
    }
    expect(Object.keys(buckets(files, name))).toEqual(['aws_s3_bucket.b', 'aws_s3_bucket.y'])
    expect(buckets(files, name)['aws_s3_bucket.b']).toBe('two')
  })

  test('functions read what lies in the configuration, and nothing around it', () => {
    const document = JSON.stringify({
      Statement: { Effect: 'Allow', Principal: '*', Action: 's3:PutBucketPolicy', Resource: '${arn}' },
    })
    const main = (path: string) => `
resource "aws_s3_bucket" "b" {}
resource "aws_s3_bucket_public_access_block" "b" { bucket = aws_s3_bucket.b.id }
resource "aws_s3_bucket_policy" "b" {
  bucket = aws_s3_bucket.b.id
  policy = templatefile("${path}", { arn = aws_s3_bucket.b.arn })
}
`
    const inside = { 'infra/main.tf': main('${path.module}/policy.json'), 'infra/policy.json': document }
    expect(told(inside, 'bucket-publicly-writable')).toEqual([
      'infra/main.tf:6 bucket-publicly-writable aws_s3_bucket.b',
    ])
    const outside = { 'infra/main.tf': main('../policy.json'), 'policy.json': document }
    expect(told(outside, 'bucket-publicly-writable').join()).toContain('possibly')
  })

  test('what is broken is told with its place, and the rest is linted', () => {
    const main =
      'resource "aws_s3_bucket" "a" {\n  bucket = \n}\nresource "aws_s3_bucket" "b" {\n  bucket = "My_Data"\n}\n'
    expect(told({ 'main.tf': main }, 'syntax-error', 'bucket-name-invalid')).toEqual([
      'main.tf:2 syntax-error main.tf',
      'main.tf:5 bucket-name-invalid aws_s3_bucket.b',
    ])
  })
})

describe('suppressions', () => {
  test('hold for a line, a resource in all its instances, or all of a module', () => {
    const files = {
      'main.tf': `
# bucketlint-ignore versioning-off: scratch
resource "aws_s3_bucket" "a" { for_each = toset(["x", "y"]) }
resource "aws_s3_bucket" "b" {}
resource "aws_s3_bucket_logging" "b" {
  bucket        = aws_s3_bucket.b.id
  target_bucket = aws_s3_bucket.b.id // bucketlint-ignore logging-loop: on purpose
  target_prefix = ""
}
/* bucketlint-ignore versioning-off: legacy */
module "m" {
  source   = "./m"
  for_each = toset(["x", "y"])
}
`,
      'm/main.tf': 'resource "aws_s3_bucket" "c" {}\n',
    }
    const { findings, suppressed } = lintFiles(files, { only: ['versioning-off', 'logging-loop'] })
    expect(findings).toEqual([])
    expect(suppressed.map(({ finding, reason }) => `${finding.resource.address}: ${reason}`).sort()).toEqual([
      'aws_s3_bucket.a["x"]: scratch',
      'aws_s3_bucket.a["y"]: scratch',
      'aws_s3_bucket.b: on purpose',
      'module.m["x"].aws_s3_bucket.c: legacy',
      'module.m["y"].aws_s3_bucket.c: legacy',
    ])
  })
})
