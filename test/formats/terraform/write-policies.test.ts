/** Statements that are added to policies, changed and taken out, in each of the ways that Terraform writes policies. */
import { expect, test } from 'vitest'
import { gone, type Wanted } from '../../../src/model/change.ts'
import { add, also, arnOf, exactly, nameOf, rewrite, set } from '../../../src/model/wishes.ts'
import { placeOf, writtenFiles, writtenText, type Wished, type Wishing } from './written.ts'

const BUCKET = 'aws_s3_bucket.logs'
const POLICY = 'aws_s3_bucket_policy.logs'

const bucket = `resource "aws_s3_bucket" "logs" {
  bucket = "my-logs"
}
`

function withPolicy(policy: string): string {
  return `${bucket}
resource "aws_s3_bucket_policy" "logs" {
  bucket = aws_s3_bucket.logs.id
  policy = ${policy}
}
`
}

const denial = (of: Wished) => ({
  Sid: 'DenyInsecureTransport',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [arnOf(of), arnOf(of, '/*')],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
})

const stated: Wishing = of => set(of(POLICY), { PolicyDocument: { Statement: also(denial(of(BUCKET))) } })

const lines = `jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "A"
        Effect    = "Allow"
        Principal = { AWS = "*" }
        Action    = ["s3:GetObject", "s3:PutObject"]
        Resource  = "\${aws_s3_bucket.logs.arn}/*"
      }, # the first
    ]
  })`

test('a statement comes behind the others', () => {
  expect(writtenText(withPolicy(lines), stated)).toBe(
    withPolicy(
      lines.replace(
        '# the first\n',
        () => `# the first
      {
        Sid       = "DenyInsecureTransport"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.logs.arn, "\${aws_s3_bucket.logs.arn}/*"]
        Condition = {
          Bool = {
            "aws:SecureTransport" = "false"
          }
        }
      },
`,
      ),
    ),
  )
})

const brackets = `jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "s3:GetObject"
      Resource = "*"
    }]
  })`

test('between brackets that stand together as well, as `terraform fmt` leaves it', () => {
  const wish: Wishing = of =>
    set(of(POLICY), { PolicyDocument: { Statement: also({ Effect: 'Deny', Action: '*' }) } })
  expect(writtenText(withPolicy(brackets), wish)).toBe(
    withPolicy(
      brackets.replace(
        '    }]',
        `      }, {
      Effect = "Deny"
      Action = "*"
    }]`,
      ),
    ),
  )
})

test('a single statement becomes a list, in the manner of what is there', () => {
  const single = `jsonencode({
    "Version" : "2012-10-17",
    "Statement" : {
      "Effect" : "Allow",
      "Action" : "s3:GetObject"
    }
  })`
  const wish: Wishing = of =>
    set(of(POLICY), { PolicyDocument: { Statement: also({ Effect: 'Deny', Action: '*' }) } })
  expect(writtenText(withPolicy(single), wish)).toBe(
    withPolicy(`jsonencode({
    "Version" : "2012-10-17",
    "Statement" : [{
      "Effect" : "Allow",
      "Action" : "s3:GetObject"
      }, {
      "Effect" : "Deny",
      "Action" : "*"
    }]
  })`),
  )
})

test('an empty list is spread', () => {
  const wish: Wishing = of => set(of(POLICY), { PolicyDocument: { Statement: also({ Effect: 'Deny' }) } })
  expect(writtenText(withPolicy('jsonencode({ Version = "2012-10-17", Statement = [] })'), wish)).toBe(
    withPolicy(`jsonencode({ Version = "2012-10-17", Statement = [
    {
      Effect = "Deny"
    },
  ] })`),
  )
})

const heredoc = `<<-EOF
    {
        "Statement": [
            {
                "Effect": "Allow",
                "Resource": "\${aws_s3_bucket.logs.arn}/*"
            }
        ]
    }
  EOF`

test('JSON in a heredoc is added to as JSON', () => {
  const statement = (of: Wished) => ({ Effect: 'Deny', Resource: [arnOf(of), '${aws:username}'] })
  const wish: Wishing = of => set(of(POLICY), { PolicyDocument: { Statement: also(statement(of(BUCKET))) } })
  expect(writtenText(withPolicy(heredoc), wish)).toBe(
    withPolicy(`<<-EOF
    {
        "Statement": [
            {
                "Effect": "Allow",
                "Resource": "\${aws_s3_bucket.logs.arn}/*"
            },
            {
                "Effect": "Deny",
                "Resource": ["\${aws_s3_bucket.logs.arn}", "$\${aws:username}"]
            }
        ]
    }
  EOF`),
  )
})

const data = `data "aws_iam_policy_document" "logs" {
  # Everyone reads.
  statement {
    actions   = ["s3:GetObject"]
    resources = ["\${aws_s3_bucket.logs.arn}/*"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
  }
}

${withPolicy('data.aws_iam_policy_document.logs.json')}`

test('a data source gets a block, wherever it stands', () => {
  const [document = '', policy = ''] = data.split(/(?=resource "aws_s3_bucket_policy")/)
  const written = writtenFiles({ 'main.tf': policy, 'data.tf': document }, stated)
  expect(written?.['main.tf']).toBe(policy)
  expect(written?.['data.tf']).toBe(
    document.replace(
      '  }\n}\n\nresource',
      () => `  }

  statement {
    sid       = "DenyInsecureTransport"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.logs.arn, "\${aws_s3_bucket.logs.arn}/*"]

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

resource`,
    ),
  )
})

/** A place in the statements, what shall stand there, and the piece of the text that changes. */
interface Case {
  readonly name: string
  readonly text: string
  readonly path: readonly (string | number)[]
  readonly to: Wanted
  readonly from: string
  readonly into: string
}

const cases: readonly Case[] = [
  {
    name: 'a condition is added to a statement',
    text: withPolicy(lines),
    path: [0],
    to: { Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } } },
    from: '/*"\n',
    into: `/*"
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = "123456789012"
          }
        }
`,
  },
  {
    name: 'an element goes, and the signs move',
    text: withPolicy(lines),
    path: [0, 'Principal'],
    to: gone,
    from: `        Sid       = "A"
        Effect    = "Allow"
        Principal = { AWS = "*" }
        Action    = ["s3:GetObject", "s3:PutObject"]
        Resource  =`,
    into: `        Sid      = "A"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject"]
        Resource =`,
  },
  {
    name: 'an item of a list goes with its comma',
    text: withPolicy(lines),
    path: [0, 'Action', 1],
    to: gone,
    from: '["s3:GetObject", "s3:PutObject"]',
    into: '["s3:GetObject"]',
  },
  {
    name: 'an item of a list is replaced',
    text: withPolicy(lines),
    path: [0, 'Action', 0],
    to: 's3:ListBucket',
    from: '"s3:GetObject"',
    into: '"s3:ListBucket"',
  },
  {
    name: 'records are merged',
    text: withPolicy(lines),
    path: [0, 'Principal'],
    to: { Service: 'logs.amazonaws.com', AWS: gone },
    from: '{ AWS = "*" }',
    into: '{ Service = "logs.amazonaws.com" }',
  },
  {
    name: 'a record takes the place of a text, and the signs around it move',
    text: withPolicy(brackets),
    path: [0, 'Action'],
    to: exactly({ x: 'y' }),
    from: '      Effect   = "Allow"\n      Action   = "s3:GetObject"\n',
    into: '      Effect = "Allow"\n      Action = {\n        x = "y"\n      }\n',
  },
  {
    name: 'one value that names a resource becomes a list',
    text: withPolicy(brackets.replace('"*"', 'aws_s3_bucket.logs.arn')),
    path: [0, 'Resource'],
    to: also('*'),
    from: 'Resource = aws_s3_bucket.logs.arn',
    into: 'Resource = [aws_s3_bucket.logs.arn, "*"]',
  },
  {
    name: 'the only statement goes with its policy',
    text: withPolicy(lines),
    path: [0],
    to: gone,
    from: withPolicy(lines).slice(bucket.length),
    into: '',
  },
  {
    name: 'elements are called otherwise in a data source',
    text: data,
    path: [0, 'Action'],
    to: ['s3:GetObject', 's3:ListBucket'],
    from: '["s3:GetObject"]',
    into: '["s3:GetObject", "s3:ListBucket"]',
  },
  {
    name: 'a condition is a block in a data source',
    text: data,
    path: [0],
    to: { Sid: 'Own', Condition: { StringLike: { 'aws:userid': ['${aws:username}'] } } },
    from: `    actions   = ["s3:GetObject"]
    resources = ["\${aws_s3_bucket.logs.arn}/*"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
`,
    into: `    actions   = ["s3:GetObject"]
    resources = ["\${aws_s3_bucket.logs.arn}/*"]
    sid       = "Own"

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "StringLike"
      variable = "aws:userid"
      values   = ["&{aws:username}"]
    }
`,
  },
  {
    name: 'principals are written anew',
    text: data,
    path: [0, 'Principal'],
    to: exactly({ Service: 'logs.amazonaws.com' }),
    from: '      type        = "AWS"\n      identifiers = ["*"]\n',
    into: '      type        = "Service"\n      identifiers = ["logs.amazonaws.com"]\n',
  },
]

test.each(cases)('$name', ({ text, path, to, from, into }) => {
  expect(text.split(from)).toHaveLength(2)
  const wishing: Wishing = of =>
    rewrite(of(POLICY), placeOf(of(POLICY), 'PolicyDocument', 'Statement', ...path), to)
  expect(writtenText(text, wishing)).toBe(text.replace(from, () => into))
})

test('a policy that a queue has itself is written there, and names the queue it is for', () => {
  const queue = 'resource "aws_sqs_queue" "jobs" {\n  name = "jobs"\n}\n'
  const wishing: Wishing = of =>
    add(of('aws_sqs_queue.jobs'), 'AWS::SQS::QueuePolicy', 'Policy', {
      Queues: [nameOf(of('aws_sqs_queue.jobs'))],
      PolicyDocument: { Statement: [{ Effect: 'Deny', Resource: arnOf(of('aws_sqs_queue.jobs')) }] },
    })
  expect(writtenText(queue, wishing)).toBe(`${queue}
resource "aws_sqs_queue_policy" "jobs" {
  queue_url = aws_sqs_queue.jobs.id
  policy = jsonencode({
    Statement = [
      {
        Effect   = "Deny"
        Resource = aws_sqs_queue.jobs.arn
      },
    ]
  })
}
`)
})

test('a policy in the bucket itself cannot ask the bucket for its ARN', () => {
  const inline = `resource "aws_s3_bucket" "logs" {
  bucket = "my-logs"
  policy = jsonencode({
    Statement = [{ Effect = "Allow" }]
  })
}
`
  const wishing: Wishing = of =>
    set(of(BUCKET, 'AWS::S3::BucketPolicy'), {
      PolicyDocument: { Statement: also({ Resource: arnOf(of(BUCKET, 'AWS::S3::Bucket'), '/*') }) },
    })
  expect(writtenText(inline, wishing)).toContain('Resource = "arn:aws:s3:::my-logs/*"\n')
})

const keys: Readonly<Record<string, readonly [bucket: string, policy: string, expected: string]>> = {
  'the same count': ['count = 2', 'count = 2', 'aws_s3_bucket.logs[count.index].arn'],
  'the count of the bucket': [
    'count = 2',
    'count = length(aws_s3_bucket.logs)',
    'aws_s3_bucket.logs[count.index].arn',
  ],
  'the keys of the bucket': ['for_each = toset(["a"])', 'for_each = aws_s3_bucket.logs', 'each.value.arn'],
  'the same keys': ['for_each = toset(["a"])', 'for_each = toset(["a"])', 'aws_s3_bucket.logs[each.key].arn'],
  'one of them': ['for_each = toset(["a"])', '', 'aws_s3_bucket.logs["a"].arn'],
  'one or none': ['count = 1', 'count = var.policy ? 1 : 0', 'aws_s3_bucket.logs[0].arn'],
}

test.each(Object.entries(keys))(
  'a bucket of several is called where its policy is: %s',
  (_, [own, of, expected]) => {
    const text = `variable "policy" {
  default = true
}
${bucket.replace('bucket =', `${own}\n  bucket =`)}
resource "aws_s3_bucket_policy" "logs" {
  ${of}
  bucket = "my-logs"
  policy = jsonencode({ Statement = [] })
}
`
    const suffix = /^count/.test(own) ? '[0]' : '["a"]'
    const policySuffix = /^count/.test(of) ? '[0]' : of === '' ? '' : '["a"]'
    const wishing: Wishing = find =>
      set(find(`${POLICY}${policySuffix}`), {
        PolicyDocument: { Statement: also({ Resource: arnOf(find(`${BUCKET}${suffix}`)) }) },
      })
    expect(writtenText(text, wishing)).toContain(`Resource = ${expected}\n`)
  },
)

const noRoom: Readonly<Record<string, string>> = {
  'a file': 'file("policy.json")',
  'a local value': 'local.policy',
  'a choice': 'var.x ? data.aws_iam_policy_document.logs.json : jsonencode({ Statement = [] })',
  'statements that are computed': 'jsonencode({ Statement = local.statements })',
  'JSON in quotes': '"{\\"Statement\\":[]}"',
  'a heredoc with a loop': '<<EOF\n{"Statement": [%{ for s in var.s }"x"%{ endfor }]}\nEOF',
  'a heredoc that is no JSON as it stands': '<<EOF\n{"Statement": ${jsonencode(var.s)}}\nEOF',
  'a data source that is not there': 'data.aws_iam_policy_document.other.json',
}

test.each(Object.entries(noRoom))('there is no room in %s', (_, policy) => {
  expect(writtenText(withPolicy(policy), stated)).toBeUndefined()
})

test('nobody can tell what a place in a heredoc is', () => {
  const wishing: Wishing = of =>
    rewrite(of(POLICY), placeOf(of(POLICY), 'PolicyDocument', 'Statement', 0), gone)
  expect(writtenText(withPolicy(heredoc), wishing)).toBeUndefined()
})
