/** Properties of buckets, written where they stand: in resources of their own, inline, or in new resources. */
import { expect, test } from 'vitest'
import { gone, Reference, type Wish } from '../../../src/model/change.ts'
import { add, also, arnOf, exactly, nameOf, rewrite, set, setBeside } from '../../../src/model/wishes.ts'
import { placeOf, writtenFiles, writtenText, type Wished, type Wishing } from './written.ts'

const BUCKET = 'aws_s3_bucket.logs'

const plain = `resource "aws_s3_bucket" "logs" {
  bucket = "my-logs"
}
`

const versioning = { VersioningConfiguration: { Status: 'Enabled' } }
const denied = (bucket: Wished) => ({
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [arnOf(bucket), arnOf(bucket, '/*')],
})

/** The text after the bucket itself. */
function beside(wish: (bucket: Wished) => Wish, before = plain, id = BUCKET): string | undefined {
  const text = writtenText(before, of => wish(of(id)))
  if (text === undefined) return undefined
  expect(text.startsWith(before.trimEnd())).toBe(true)
  return text.slice(before.trimEnd().length)
}

test('a property that nobody writes gets a resource of its own behind the bucket', () => {
  expect(beside(bucket => set(bucket, versioning))).toBe(`

resource "aws_s3_bucket_versioning" "logs" {
  bucket = aws_s3_bucket.logs.id

  versioning_configuration {
    status = "Enabled"
  }
}
`)
})

test('a new lifecycle rule says what the provider wants to read', () => {
  const rule = { Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } }
  expect(beside(bucket => set(bucket, { LifecycleConfiguration: { Rules: also(rule) } }))).toBe(`

resource "aws_s3_bucket_lifecycle_configuration" "logs" {
  bucket = aws_s3_bucket.logs.id

  rule {
    id     = "abort-incomplete-multipart-upload"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}
`)
})

test('a policy is written as JSON of an object', () => {
  const wish = (bucket: Wished) =>
    add(bucket, 'AWS::S3::BucketPolicy', 'Policy', {
      Bucket: nameOf(bucket),
      PolicyDocument: { Version: '2012-10-17', Statement: [denied(bucket)] },
    })
  expect(beside(wish)).toBe(`

resource "aws_s3_bucket_policy" "logs" {
  bucket = aws_s3_bucket.logs.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.logs.arn, "\${aws_s3_bucket.logs.arn}/*"]
      },
    ]
  })
}
`)
})

test('of a bucket that there are several of, each gets one', () => {
  const counted = plain.replace('bucket =', 'count    = 2\n  provider = aws.west\n  bucket  ')
  const block = { PublicAccessBlockConfiguration: { BlockPublicAcls: true } }
  expect(beside(bucket => set(bucket, block), counted.replace('bucket   ', 'bucket   ='), `${BUCKET}[0]`))
    .toBe(`

resource "aws_s3_bucket_public_access_block" "logs" {
  count    = length(aws_s3_bucket.logs)
  provider = aws.west

  bucket            = aws_s3_bucket.logs[count.index].id
  block_public_acls = true
}
`)
  const each = plain.replace('bucket = "my-logs"', 'for_each = toset(["a"])\n  bucket   = each.key')
  expect(beside(bucket => set(bucket, { AccessControl: 'LogDeliveryWrite' }), each, `${BUCKET}["a"]`)).toBe(`

resource "aws_s3_bucket_acl" "logs" {
  for_each = aws_s3_bucket.logs

  bucket = each.value.id
  acl    = "log-delivery-write"
}
`)
})

test('a name that is taken gets a word more', () => {
  const other = `${plain}
resource "aws_s3_bucket" "site" {
  bucket = "site"
}

resource "aws_s3_bucket_versioning" "logs" {
  bucket = aws_s3_bucket.site.id

  versioning_configuration {
    status = "Enabled"
  }
}
`
  expect(writtenText(other, of => set(of(BUCKET), versioning))).toContain(
    'resource "aws_s3_bucket_versioning" "logs_versioning" {\n  bucket = aws_s3_bucket.logs.id\n',
  )
})

const companions = `${plain}
resource "aws_s3_bucket_versioning" "logs" {
  bucket = aws_s3_bucket.logs.id # the bucket

  versioning_configuration {
    status = "Suspended" # off
  }
}

resource "aws_s3_bucket_public_access_block" "logs" {
  bucket = aws_s3_bucket.logs.id

  block_public_acls = true # keep
}

resource "aws_s3_bucket_lifecycle_configuration" "logs" {
  bucket = aws_s3_bucket.logs.id

  rule {
    id     = "old"
    status = "Enabled"
    filter {
      prefix = "x/"
    }
    # Not for long.
    expiration { days = 3 }
  }

  rule {
    id     = "abort"
    status = "Enabled"

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}
`

/** A wish, and the lines that it takes out of the companions and puts in. */
interface Case {
  readonly name: string
  readonly wishing: Wishing
  readonly from: string
  readonly to: string
}

const rulePlace = (bucket: Wished, ...path: readonly (string | number)[]) =>
  placeOf(bucket, 'LifecycleConfiguration', 'Rules', ...path)

const cases: readonly Case[] = [
  {
    name: 'a value is replaced, its comment stays',
    wishing: of => set(of(BUCKET), versioning),
    from: '    status = "Suspended" # off\n',
    to: '    status = "Enabled" # off\n',
  },
  {
    name: 'attributes come after those that are there, signs below signs',
    wishing: of =>
      set(of(BUCKET), {
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
      }),
    from: '  block_public_acls = true # keep\n',
    to: '  block_public_acls       = true # keep\n  restrict_public_buckets = true\n',
  },
  {
    name: 'what is not said any more leaves no resource that says nothing',
    wishing: of => set(of(BUCKET), { PublicAccessBlockConfiguration: { BlockPublicAcls: gone } }),
    from: `resource "aws_s3_bucket_public_access_block" "logs" {
  bucket = aws_s3_bucket.logs.id

  block_public_acls = true # keep
}

`,
    to: '',
  },
  {
    name: 'a property that goes takes its resource along',
    wishing: of => set(of(BUCKET), { VersioningConfiguration: gone }),
    from: companions.slice(plain.length + 1, companions.indexOf('resource "aws_s3_bucket_public')),
    to: '',
  },
  {
    name: 'a rule gets an action',
    wishing: of =>
      rewrite(of(BUCKET), rulePlace(of(BUCKET), 0), {
        NoncurrentVersionExpiration: { NoncurrentDays: 30, NewerNoncurrentVersions: 2 },
      }),
    from: '    expiration { days = 3 }\n',
    to: `    expiration { days = 3 }

    noncurrent_version_expiration {
      noncurrent_days           = 30
      newer_noncurrent_versions = 2
    }
`,
  },
  {
    name: 'a block on one line is spread over more',
    wishing: of => rewrite(of(BUCKET), rulePlace(of(BUCKET), 0), { ExpiredObjectDeleteMarker: true }),
    from: '    expiration { days = 3 }\n',
    to: `    expiration {
      days                         = 3
      expired_object_delete_marker = true
    }
`,
  },
  {
    name: 'the one attribute of a block goes with the block',
    wishing: of => rewrite(of(BUCKET), rulePlace(of(BUCKET), 0, 'ExpirationInDays'), gone),
    from: '    expiration { days = 3 }\n',
    to: '',
  },
  {
    name: 'a value is replaced where it stands',
    wishing: of => [
      rewrite(of(BUCKET), rulePlace(of(BUCKET), 0, 'ExpirationInDays'), 90),
      rewrite(of(BUCKET), rulePlace(of(BUCKET), 0, 'Prefix'), 'y/'),
    ],
    from: '      prefix = "x/"\n    }\n    # Not for long.\n    expiration { days = 3 }\n',
    to: '      prefix = "y/"\n    }\n    # Not for long.\n    expiration { days = 90 }\n',
  },
  {
    name: 'a filter stays though it is empty',
    wishing: of => rewrite(of(BUCKET), rulePlace(of(BUCKET), 0, 'Prefix'), gone),
    from: '      prefix = "x/"\n',
    to: '',
  },
  {
    name: 'one rule of several goes with the line between them',
    wishing: of => rewrite(of(BUCKET), rulePlace(of(BUCKET), 1), gone),
    from: companions.slice(
      companions.indexOf('\n  rule {\n    id     = "abort"'),
      companions.lastIndexOf('}\n'),
    ),
    to: '',
  },
  {
    name: 'all rules go with their resource',
    wishing: of => set(of(BUCKET), { LifecycleConfiguration: { Rules: gone } }),
    from: companions.slice(companions.indexOf('\nresource "aws_s3_bucket_lifecycle')),
    to: '',
  },
  {
    name: 'a rule is written anew',
    wishing: of =>
      rewrite(of(BUCKET), rulePlace(of(BUCKET), 1), exactly({ Id: 'abort', Status: 'Disabled' })),
    from: companions.slice(
      companions.indexOf('    status = "Enabled"\n\n    abort'),
      companions.lastIndexOf('  }\n}'),
    ),
    to: '    status = "Disabled"\n',
  },
]

test.each(cases)('$name', ({ wishing, from, to }) => {
  expect(companions.split(from)).toHaveLength(2)
  expect(writtenText(companions, wishing)).toBe(companions.replace(from, () => to))
  const windows = (text: string) => text.replaceAll('\n', '\r\n')
  expect(writtenText(windows(companions), wishing)).toBe(windows(companions.replace(from, () => to)))
})

test('what stands inline is changed there', () => {
  const inline = `resource "aws_s3_bucket" "logs" {
  bucket = "my-logs"
  acl    = "public-read" # everyone

  versioning {
    enabled = false
  }

  lifecycle_rule {
    enabled = true
  }
  tags = merge(local.tags, {
    Name = "x"
  })
}
`
  const rule = { Id: 'abort', Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } }
  const text = writtenText(inline, of =>
    set(of(BUCKET), {
      ...versioning,
      AccessControl: gone,
      Tags: also({ Key: 'Owner', Value: 'me' }),
      LifecycleConfiguration: { Rules: also(rule) },
    }),
  )
  expect(text).toBe(`resource "aws_s3_bucket" "logs" {
  bucket = "my-logs"

  versioning {
    enabled = true
  }

  lifecycle_rule {
    enabled = true
  }

  lifecycle_rule {
    id                                     = "abort"
    enabled                                = true
    abort_incomplete_multipart_upload_days = 7
  }
  tags = merge(local.tags, {
    Name  = "x"
    Owner = "me"
  })
}
`)
})

test('what stands beside the properties is written too', () => {
  expect(writtenText(plain, of => setBeside(of(BUCKET), { ForceDestroy: false }))).toBe(
    plain.replace('bucket = "my-logs"', 'bucket        = "my-logs"\n  force_destroy = false'),
  )
})

test('a key says things of itself', () => {
  const key = 'resource "aws_kms_key" "data" {}\n'
  expect(writtenText(key, of => set(of('aws_kms_key.data'), { EnableKeyRotation: true }))).toBe(
    'resource "aws_kms_key" "data" {\n  enable_key_rotation = true\n}\n',
  )
})

const noRoom: Readonly<Record<string, readonly [text: string, wishing: Wishing, id?: string]>> = {
  'what Terraform has no words for': [plain, of => setBeside(of(BUCKET), { DeletionPolicy: 'Retain' })],
  'a property that is not known': [plain, of => set(of(BUCKET), { Nonsense: 'x' })],
  'blocks that are made by an expression': [
    plain.replace(
      '}\n',
      '  dynamic "versioning" {\n    for_each = var.v\n    content {\n      enabled = true\n    }\n  }\n}\n',
    ),
    of => set(of(BUCKET), versioning),
  ],
  'a map that is computed': [
    plain.replace('}\n', '  tags   = var.tags\n}\n'),
    of => set(of(BUCKET), { Tags: also({ Key: 'a', Value: 'b' }) }),
  ],
  'a resource that others speak of': [
    `${companions}\noutput "v" {\n  value = aws_s3_bucket_versioning.logs.id\n}\n`,
    of => set(of(BUCKET), { VersioningConfiguration: gone }),
  ],
  'a resource that is nowhere': [
    plain,
    of =>
      set(of(BUCKET), {
        LoggingConfiguration: { DestinationBucketName: new Reference({ ...of(BUCKET).resource }, 'Ref') },
      }),
  ],
}

test.each(Object.entries(noRoom))('there is no room for %s', (_, [text, wishing]) => {
  expect(writtenText(text, wishing)).toBeUndefined()
})

test('JSON, and copies of modules from elsewhere, are left alone', () => {
  const json = { 'main.tf.json': JSON.stringify({ resource: { aws_s3_bucket: { logs: { bucket: 'x' } } } }) }
  expect(writtenFiles(json, of => set(of(BUCKET), versioning))).toBeUndefined()
  const installed = {
    'main.tf': 'module "m" {\n  source = "somewhere/m/aws"\n}\n',
    '.terraform/modules/modules.json': JSON.stringify({
      Modules: [{ Key: 'm', Source: 'somewhere/m/aws', Dir: '.terraform/modules/m' }],
    }),
    '.terraform/modules/m/main.tf': plain,
  }
  expect(writtenFiles(installed, of => set(of(`module.m.${BUCKET}`), versioning))).toBeUndefined()
})

test('what override files say as well is left alone', () => {
  const files = { 'main.tf': plain, 'x_override.tf': plain.replace('my-logs', 'other') }
  expect(writtenFiles(files, of => set(of(BUCKET), { ObjectLockEnabled: true }))).toBeUndefined()
})

test('a bucket in the style of before version 4 of the provider keeps that style', () => {
  const old = `resource "aws_s3_bucket" "logs" {
  bucket = "my-logs"

  logging {
    target_bucket = "others"
  }
}
`
  expect(writtenText(old, of => set(of(BUCKET), versioning))).toBe(`resource "aws_s3_bucket" "logs" {
  bucket = "my-logs"

  logging {
    target_bucket = "others"
  }

  versioning {
    enabled = true
  }
}
`)
})

test.each([
  ['~> 3.0', true],
  ['>= 3.70, < 4.0.0', true],
  ['3.76.1', true],
  ['>= 3.0', false],
  ['~> 5.0', false],
  ['< 40', false],
])('a configuration bound to provider %s: old style %s', (version, isOld) => {
  const bound = `terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "${version}" }
  }
}

${plain}`
  const text = writtenText(bound, of => set(of(BUCKET), versioning)) ?? ''
  expect(text.includes('  versioning {\n    enabled = true\n  }')).toBe(isOld)
  expect(text.includes('"aws_s3_bucket_versioning"')).toBe(!isOld)
})
