/** Where a role is given what it lacks, by the policies that are for it already. */
import { expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { mend } from '../../src/mend.ts'

const replicated = `
resource "aws_s3_bucket" "data" {
  bucket = "company-data"
}
resource "aws_s3_bucket_versioning" "data" {
  bucket = aws_s3_bucket.data.id
  versioning_configuration {
    status = "Enabled"
  }
}
resource "aws_s3_bucket_replication_configuration" "data" {
  bucket = aws_s3_bucket.data.id
  role   = aws_iam_role.replication.arn
  rule {
    id     = "all"
    status = "Enabled"
    destination {
      bucket = "arn:aws:s3:::company-replica"
    }
  }
}
`

function role(name: string): string {
  return `
resource "aws_iam_role" "${name}" {
  name               = "${name}"
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Principal = { Service = "s3.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}
resource "aws_iam_role_policy_attachment" "${name}" {
  role       = aws_iam_role.${name}.name
  policy_arn = aws_iam_policy.read.arn
}
`
}

const policy = `
data "aws_iam_policy_document" "read" {
  statement {
    actions   = ["s3:Get*", "s3:List*"]
    resources = ["*"]
  }
}
resource "aws_iam_policy" "read" {
  policy = data.aws_iam_policy_document.read.json
}
`

const writing = '["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"]'

/** What the text becomes, from the policy document on. */
function mended(text: string): string {
  const settings = {
    paths: [],
    stdin: { name: 'main.tf', text },
    cwd: import.meta.dirname,
    preset: 'recommended',
    rules: {},
    params: new Map<string, string>(),
    paramFiles: [],
  } as const
  const isOwn = ({ rule }: { readonly rule: string }) => rule === 'replication-role-insufficient'
  return mend(settings, rules, ['review'], isOwn).files.get('main.tf')?.after ?? ''
}

test('in the policy that is attached to it', () => {
  const text = mended(replicated + role('replication') + policy)
  expect(text).toContain(`
    resources = ["*"]
  }

  statement {
    effect    = "Allow"
    actions   = ${writing}
    resources = ["arn:aws:s3:::company-replica/*"]
  }
}`)
  expect(text).not.toContain('aws_iam_role_policy"')
})

test('in one of its own where that is for others as well', () => {
  const text = mended(replicated + role('replication') + role('reading') + policy)
  expect(text).toContain(policy)
  expect(text).toContain(`resource "aws_iam_role_policy" "replication" {
  role = aws_iam_role.replication.id
  name = "replication-permissions"`)
  expect(text).toContain(`Action   = ${writing}
        Resource = "arn:aws:s3:::company-replica/*"`)
})
