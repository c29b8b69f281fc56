/** Configurations that try to exhaust memory or time: each ends, and is judged as far as it is known. */
import { expect, test } from 'vitest'
import { buckets, lintFiles } from './folders.ts'

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
  expect(errors.map(({ message }) => message)).toContain(`this cannot be worked out: ${bound}`)
  // Whether what is not read denies plain HTTP nobody knows.
  expect(findings.map(({ certainty }) => certainty)).toEqual(['possible'])
  expect(findings.flatMap(({ causes }) => causes).join()).toContain(bound)
})

const bucket = (name: string) => `
resource "aws_s3_bucket" "b" {
  bucket = ${name}
}
`

/** Locals in which each is made of the one before. */
function chain(first: string, next: (before: string) => string): string {
  const steps = Array.from({ length: 40 }, (_, index) => `s${index + 1} = ${next(`local.s${index}`)}`)
  return `locals {\n  s0 = ${first}\n  ${steps.join('\n  ')}\n}\n`
}

const steps = 'evaluating more than the bound of 500000 steps'
const items = 'a list of more than the bound of 100000 items'
const characters = 'a text of more than the bound of 1000000 characters'

test.each([
  ['nested lists', 'join("", flatten([for i in range(900) : [for j in range(900) : "x${i}${j}"]]))', [steps]],
  [
    'nested objects',
    'jsonencode(merge([for i in range(900) : {for j in range(900) : "k${i}${j}" => j}]...))',
    [steps],
  ],
  ['loops in a template', '"%{for i in range(900)}%{for j in range(900)}${i}%{endfor}%{endfor}"', [steps]],
  [
    'items compared with all others',
    'jsonencode([for i in range(9000) : contains(range(9000), i)])',
    [steps],
  ],
  [
    'the same long text again and again',
    'join("", [for i in range(90000) : upper(join("", [for j in range(9000) : "abcdefghijklmnop"]))])',
    [steps],
  ],
  ['a list that is too long', 'join("", range(200000))', [items]],
])('%s end at a bound, which is told with its place', (_, name, bounds) => {
  const { findings, errors } = lintFiles({ 'main.tf': `variable "stage" {}\n${bucket(name)}` })
  const broken = findings.filter(({ rule }) => rule === 'syntax-error')
  expect(errors).toEqual([])
  expect(broken.map(({ message }) => message)).toEqual(
    expect.arrayContaining(bounds.map(bound => `this cannot be worked out: ${bound}`)),
  )
  expect(new Set(broken.map(({ location: { file, line } }) => `${file}:${line}`))).toEqual(
    new Set(['main.tf:4']),
  )
})

test.each([
  ['texts', chain('"aaaaaaaaaaaaaaaa"', before => `"\${${before}}\${${before}}"`), characters],
  ['lists', chain('["a", "b"]', before => `concat(${before}, ${before})`), items],
])('%s that double with each local end at a bound', (_, locals, bound) => {
  const { findings } = lintFiles({ 'main.tf': locals + bucket('join("", [local.s40]...)') })
  const broken = findings.filter(({ rule }) => rule === 'syntax-error')
  expect(broken.map(({ message }) => message)).toEqual([`this cannot be worked out: ${bound}`])
})

test('what one resource costs too much takes nothing from ordinary ones', () => {
  const bomb = 'join("", flatten([for i in range(900) : [for j in range(900) : "x${i}${j}"]]))'
  const others = Array.from(
    { length: 50 },
    (_, index) => `resource "aws_s3_bucket" "o${index}" {\n  bucket = "\${local.name}-${index}"\n}\n`,
  )
  const names = buckets(
    { 'main.tf': `${bucket(bomb)}\nlocals {\n  name = lower("Ours")\n}\n${others.join('')}` },
    each => each.name.toString(),
  )
  expect(names['aws_s3_bucket.o49']).toBe('ours-49')
})

test('blocks that dynamic blocks make end at a bound', () => {
  const { findings } = lintFiles({
    'main.tf': `
resource "aws_s3_bucket" "b" {
  dynamic "lifecycle_rule" {
    for_each = range(40)
    content {
      enabled = true
      dynamic "transition" {
        for_each = range(40)
        content {
          days = 30
        }
      }
    }
  }
}`,
  })
  const broken = findings.filter(({ rule }) => rule === 'syntax-error')
  expect(broken.map(({ message, location }) => `${location.line}: ${message}`)).toEqual([
    '7: this cannot be worked out: a resource of more than the bound of 1000 dynamic blocks',
  ])
})

test('instances beyond a bound are an error', () => {
  const { findings } = lintFiles(
    { 'main.tf': 'resource "aws_s3_bucket" "b" {\n  count = 1001\n}\n' },
    { only: ['syntax-error'] },
  )
  const broken = findings.filter(({ rule }) => rule === 'syntax-error')
  expect(broken.map(({ message, location }) => `${location.line}: ${message}`)).toEqual([
    '1: aws_s3_bucket.b has more than 1000 instances: the rest is not read',
  ])
})

test('blocks of the JSON syntax under a key that is written twice are not left out silently', () => {
  const { findings } = lintFiles({
    'main.tf.json': '{"resource": {"aws_s3_bucket": {"a": {}}},\n"resource": {"aws_s3_bucket": {"b": {}}}}',
  })
  const broken = findings.filter(({ rule }) => rule === 'syntax-error')
  expect(broken.map(({ message, location }) => `${location.line}: ${message}`)).toEqual([
    '2: the key "resource" is already written in line 1: expected each key once, the others are not read',
  ])
})
