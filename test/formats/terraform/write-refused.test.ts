/** Wishes that would change more than they are about, and so find no room. */
import { expect, test } from 'vitest'
import { gone } from '../../../src/model/change.ts'
import { rewrite, set, setBeside } from '../../../src/model/wishes.ts'
import { placeOf, writtenFiles, writtenText } from './written.ts'

const versioning = { VersioningConfiguration: { Status: 'Enabled' } }

const called = {
  'main.tf': 'module "site" {\n  source = "./site"\n  forced = true\n}\n',
  'site/main.tf': `variable "forced" {
  type = bool
}
resource "aws_s3_bucket" "site" {
  bucket        = "my-site"
  force_destroy = var.forced
}
`,
}

test('what callers of a module say is left to them', () => {
  const written = writtenFiles(called, of =>
    setBeside(of('module.site.aws_s3_bucket.site'), { ForceDestroy: gone }),
  )
  expect(written).toBeUndefined()
})

test('in a module that nobody calls a variable gives way', () => {
  const text = writtenText(called['site/main.tf'], of =>
    setBeside(of('aws_s3_bucket.site'), { ForceDestroy: false }),
  )
  expect(text).toContain('  force_destroy = false\n')
})

const each = `resource "aws_s3_bucket" "site" {
  for_each = { a = "Enabled", b = "Suspended" }
  bucket   = "my-site-\${each.key}"
}
resource "aws_s3_bucket_versioning" "site" {
  for_each = aws_s3_bucket.site
  bucket   = each.value.id
  versioning_configuration {
    status = each.key == "a" ? "Enabled" : "Suspended"
  }
}
`

test('what copies of a block say each for itself is left to them', () => {
  expect(writtenText(each, of => set(of('aws_s3_bucket.site["b"]'), versioning))).toBeUndefined()
})

const one = `resource "aws_s3_bucket" "site" {
  count  = 2
  bucket = "my-site-\${count.index}"
}
resource "aws_s3_bucket_versioning" "first" {
  bucket = aws_s3_bucket.site[0].id
  versioning_configuration {
    status = "Enabled"
  }
}
`

test('where one copy has what is wanted they do not all get it', () => {
  expect(writtenText(one, of => set(of('aws_s3_bucket.site[1]'), versioning))).toBeUndefined()
})

test('a bucket stays that has nothing but a name left', () => {
  const tagged = `resource "aws_s3_bucket" "site" {
  bucket = "my-site"
  tags = {
    "aws:owner" = "me"
  }
}
`
  const text = writtenText(tagged, of => {
    const bucket = of('aws_s3_bucket.site')
    return rewrite(bucket, placeOf(bucket, 'Tags', 0), gone)
  })
  expect(text).toBe('resource "aws_s3_bucket" "site" {\n  bucket = "my-site"\n}\n')
})
