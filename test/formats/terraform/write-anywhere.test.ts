/** Whatever is wished, wherever it is written: the text stays whole, says what was wished, and nothing else changes. */
import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { also, arnOf, nameOf, set, setBeside } from '../../../src/model/wishes.ts'
import type { Wish } from '../../../src/model/change.ts'
import { parseHcl } from '../../../src/syntax/hcl/index.ts'
import { Source } from '../../../src/text/source.ts'
import { inFolder } from './folders.ts'
import { modelOf, writtenFiles, type Wished } from './written.ts'

/** Ways to write a bucket, of which `aws_s3_bucket.logs` with some key is one. */
const configurations: Readonly<Record<string, { readonly text: string; readonly key?: string }>> = {
  alone: { text: 'resource "aws_s3_bucket" "logs" {\n  bucket = "my-logs"\n}\n' },
  empty: { text: 'resource "aws_s3_bucket" "logs" {}' },
  remarked: { text: '# The logs.\nresource "aws_s3_bucket" "logs" { # ours\n  # no name\n}\n# The end.\n' },
  counted: { text: 'resource "aws_s3_bucket" "logs" {\n  count = 1\n}\n', key: '[0]' },
  each: {
    text: 'resource "aws_s3_bucket" "logs" {\n  for_each = toset(["a"])\n  bucket   = each.key\n}\n',
    key: '["a"]',
  },
  inline: {
    text: `resource "aws_s3_bucket" "logs" {
  bucket        = "my-logs"
  acl           = "private"
  force_destroy = true

  tags = { Name = "x" }

  versioning { enabled = false }
  logging {
    target_bucket = "other" # elsewhere
  }
  server_side_encryption_configuration {
    rule {
      apply_server_side_encryption_by_default { sse_algorithm = "AES256" }
    }
  }
  lifecycle_rule {
    id      = "old"
    enabled = true
    expiration { days = 3 }
  }

  lifecycle {
    prevent_destroy = true
  }
}
`,
  },
  companions: {
    text: `resource "aws_s3_bucket_versioning" "v" {
  bucket = aws_s3_bucket.logs.id
  versioning_configuration { status = "Suspended" }
}

resource "aws_s3_bucket" "logs" {}

resource "aws_s3_bucket_acl" "acl" {
  bucket = aws_s3_bucket.logs.id
  access_control_policy {
    grant {
      grantee {
        type = "Group"
        uri  = "http://acs.amazonaws.com/groups/global/AllUsers"
      }
      permission = "READ"
    }
    owner { id = "x" }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "rules" {
  bucket = aws_s3_bucket.logs.bucket

  rule {
    id     = "old"
    status = "Enabled"
    filter {}
    expiration { days = 3 }
  } # the only one
}

resource "aws_s3_bucket_logging" "logging" {
  target_prefix = ""
  bucket        = aws_s3_bucket.logs.id
  target_bucket = aws_s3_bucket.logs.id
}
`,
  },
}

/** What is wished, and what the model shall say then, as far as it is named. */
const wishes: Readonly<Record<string, { readonly wish: (bucket: Wished) => Wish; readonly said: object }>> = {
  versioning: {
    wish: bucket => set(bucket, { VersioningConfiguration: { Status: 'Enabled' } }),
    said: { properties: { VersioningConfiguration: { Status: 'Enabled' } } },
  },
  acl: {
    wish: bucket => set(bucket, { AccessControl: 'AuthenticatedRead' }),
    said: { properties: { AccessControl: 'AuthenticatedRead' } },
  },
  logging: {
    wish: bucket =>
      set(bucket, {
        LoggingConfiguration: { DestinationBucketName: nameOf(bucket), LogFilePrefix: '${x}/' },
      }),
    said: { properties: { LoggingConfiguration: { LogFilePrefix: '${x}/' } } },
  },
  encryption: {
    wish: bucket =>
      set(bucket, {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' }, BucketKeyEnabled: true },
          ],
        },
      }),
    said: {
      properties: {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' }, BucketKeyEnabled: 'true' },
          ],
        },
      },
    },
  },
  rule: {
    wish: bucket =>
      set(bucket, {
        LifecycleConfiguration: {
          Rules: also({ Id: 'new', Status: 'Enabled', Prefix: 'a"b\\/', ExpirationInDays: 7 }),
        },
      }),
    said: {
      properties: {
        LifecycleConfiguration: {
          Rules: expect.arrayContaining([
            expect.objectContaining({
              Id: 'new',
              Status: 'Enabled',
              Prefix: 'a"b\\/',
              ExpirationInDays: '7',
            }),
          ]) as unknown,
        },
      },
    },
  },
  tags: {
    wish: bucket => set(bucket, { Tags: also({ Key: 'cost:center', Value: 'a\nb' }) }),
    said: {
      properties: { Tags: expect.arrayContaining([{ Key: 'cost:center', Value: 'a\nb' }]) as unknown },
    },
  },
  destroyed: {
    wish: bucket => setBeside(bucket, { ForceDestroy: false }),
    said: { attributes: { ForceDestroy: 'false' } },
  },
  inventory: {
    wish: bucket =>
      set(bucket, {
        InventoryConfigurations: also({
          Id: 'all',
          Enabled: true,
          IncludedObjectVersions: 'All',
          ScheduleFrequency: 'Weekly',
          Destination: { BucketArn: arnOf(bucket), Format: 'CSV' },
        }),
      }),
    said: {
      properties: { InventoryConfigurations: [{ Id: 'all', Enabled: 'true', ScheduleFrequency: 'Weekly' }] },
    },
  },
}

const lineEnds: Readonly<Record<string, (text: string) => string>> = {
  'line feeds': text => text,
  'carriage returns': text => text.replaceAll('\n', '\r\n'),
}

const grid = Object.keys(configurations).flatMap(configuration =>
  Object.keys(wishes).flatMap(wish =>
    Object.keys(lineEnds).map(ends => [configuration, wish, ends] as const),
  ),
)

/** The text of a cell of the grid before and after. */
function writtenIn([configuration, wished, ends]: (typeof grid)[number]) {
  const { text = '', key = '' } = configurations[configuration] ?? {}
  const before = lineEnds[ends]?.(text) ?? ''
  const address = `aws_s3_bucket.logs${key}`
  const wish = wishes[wished]?.wish
  const after = writtenFiles({ 'main.tf': before }, of => wish?.(of(address)) ?? [])?.['main.tf'] ?? ''
  return { before, after, address }
}

test.each(grid)('%s, %s, %s', (...cell) => {
  const { before, after, address } = writtenIn(cell)
  expect(after).not.toBe('')
  expect(parseHcl(new Source('main.tf', after)).problems).toEqual([])
  expect(/(?<!\r)\n/.test(after)).toBe(/(?<!\r)\n/.test(before) || !before.includes('\n'))
  const was = modelOf({ 'main.tf': before })
  const is = modelOf({ 'main.tf': after })
  const id = `AWS::S3::Bucket ${address}`
  const said = wishes[cell[1]]?.said ?? {}
  expect(is[id]).toMatchObject(said)
  // Whatever was not wished is as it was.
  const others = (model: typeof is) =>
    Object.fromEntries(
      ['properties', 'attributes'].map(part => {
        const all = (model[id] as Record<string, object>)[part] ?? {}
        const touched = Object.keys((said as Record<string, object>)[part] ?? {})
        const kept = Object.entries(all).filter(([key]) => !touched.includes(key) && !REPORTED.has(key))
        return [part, Object.fromEntries(kept)]
      }),
    )
  expect(others(is)).toEqual(others(was))
  expect(Object.keys(is)).toEqual(Object.keys(was))
  for (const remark of before.match(/#.*/g) ?? []) expect(after).toContain(remark)
  // Once is enough, unless it is one more each time.
  if (!['rule', 'tags', 'inventory'].includes(cell[1])) {
    const wish = wishes[cell[1]]?.wish
    expect(writtenFiles({ 'main.tf': after }, of => wish?.(of(address)) ?? [])?.['main.tf']).toBe(after)
  }
})

/** What the model derives from properties that were wished for. */
const REPORTED = new Set(['Grants', 'AclIsPut', 'AclOwner', 'MfaDelete'])

const hasTerraform = (() => {
  try {
    execFileSync('terraform', ['version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

test.skipIf(!hasTerraform)('where the text was as `terraform fmt` leaves it, it still is', () => {
  const cells = grid.filter(([, , ends]) => ends === 'line feeds')
  const before = Object.entries(configurations).map(([name, { text }]) => [`${name}.tf`, text] as const)
  const after = cells.map(cell => [`${cell[0]}-${cell[1]}.tf`, writtenIn(cell).after] as const)
  const unformatted = inFolder(Object.fromEntries([...before, ...after]), cwd => {
    const { stdout } = formatted(cwd)
    return stdout.split('\n').filter(line => line !== '')
  })
  expect(unformatted).toEqual([])
})

function formatted(cwd: string): { readonly stdout: string } {
  try {
    return {
      stdout: execFileSync('terraform', ['fmt', '-check', '-list=true', '.'], {
        cwd,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }),
    }
  } catch (failure) {
    return failure as { readonly stdout: string }
  }
}
