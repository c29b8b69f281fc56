/** Configurations that try to exhaust memory or time: each ends, and is judged as far as it is known. */
import { expect, test } from 'vitest'
import { lintFiles } from './folders.ts'

const policy = `
resource "aws_s3_bucket" "b" {}
resource "aws_s3_bucket_policy" "b" {
  bucket = aws_s3_bucket.b.id
  policy = data.aws_iam_policy_document.d0.json
}
`

/** Documents that each include others, given by their numbers. */
function documents(count: number, included: (index: number) => readonly number[]): string {
  return Array.from({ length: count }, (_, index) => {
    const sources = included(index).map(each => `data.aws_iam_policy_document.d${each}.json`)
    return `data "aws_iam_policy_document" "d${index}" {
  source_policy_documents = [${sources.join(', ')}]
  statement {
    actions   = ["s3:*"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["111122223333"]
    }
  }
}`
  }).join('\n')
}

test.each([
  [
    'that double with each step',
    documents(30, index => (index < 29 ? [index + 1, index + 1] : [])),
    'a policy document of more than the bound of 350 statements',
  ],
  [
    'in a long chain',
    documents(1000, index => (index < 999 ? [index + 1] : [])),
    'an expression deeper than the bound of 250 levels',
  ],
  [
    'in a circle',
    documents(2, index => [1 - index, 1 - index]),
    'an expression deeper than the bound of 250 levels',
  ],
])('policy documents %s end at a bound, which is told', (_, written, bound) => {
  const { findings, errors } = lintFiles({ 'main.tf': written + policy }, { only: ['bucket-allows-http'] })
  expect(errors).toEqual([])
  // Whether what is not read denies plain HTTP nobody knows.
  expect(findings.map(({ certainty }) => certainty)).toEqual(['possible'])
  expect(findings.flatMap(({ causes }) => causes).join()).toContain(bound)
})
