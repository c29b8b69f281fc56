/** Changes to bucket policies in cases that the examples of the rules do not show. */
import { expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { mend } from '../../src/mend.ts'

/** The text with the findings of one rule mended; `undefined` where nothing can be done. */
function mended(id: string, text: string): string | undefined {
  const name = text.includes('resource "') ? 'main.tf' : 'template.yaml'
  const settings = {
    paths: [],
    stdin: { name, text },
    cwd: import.meta.dirname,
    preset: 'recommended',
    rules: {},
    params: new Map<string, string>(),
    paramFiles: [],
  } as const
  const { files } = mend(settings, rules, ['safe', 'review'], ({ rule }) => rule === id)
  return files.get(name)?.after
}

const bucket = `resource "aws_s3_bucket" "data" {
  bucket = "company-data"
}
`

const heredoc = (statements: string) => `${bucket}
resource "aws_s3_bucket_policy" "data" {
  bucket = aws_s3_bucket.data.id
  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
${statements}
  ]
}
EOF
}
`

test('in a text of JSON a statement is added, not completed', () => {
  const partial = `    {
      "Effect": "Deny",
      "Principal": "*",
      "Action": "s3:*",
      "Resource": "\${aws_s3_bucket.data.arn}/*",
      "Condition": { "Bool": { "aws:SecureTransport": "false" } }
    }`
  const after = mended('bucket-allows-http', heredoc(partial))
  expect(after).toContain(partial)
  expect(after).toContain('"Sid": "DenyPlainHttp"')
})

test('in a text of JSON nothing is corrected', () => {
  const wrong = `    {
      "Effect": "Allow",
      "Principal": { "AWS": "111122223333" },
      "Action": "s3:ListObjects",
      "Resource": "\${aws_s3_bucket.data.arn}"
    }`
  expect(mended('policy-invalid', heredoc(wrong))).toBeUndefined()
})

test('an action is corrected where it is written', () => {
  const text = `${bucket}
locals {
  actions = ["s3:ListObjects", "s3:GetBucketAcl"] # of readers
}

resource "aws_s3_bucket_policy" "data" {
  bucket = aws_s3_bucket.data.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "111122223333" }
      Action    = concat(local.actions, ["s3:HeadBucket"])
      Resource  = aws_s3_bucket.data.arn
    }]
  })
}
`
  expect(mended('policy-invalid', text)).toBe(
    text.replace('s3:ListObjects', 's3:ListBucket').replace('s3:HeadBucket', 's3:ListBucket'),
  )
})

const template = (statements: string, condition = '') => `Conditions:
  Is: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Data:
    Type: AWS::S3::Bucket
  Policy:
    Type: AWS::S3::BucketPolicy${condition}
    Properties:
      Bucket: !Ref Data
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
${statements}
`

const denial = `          - Effect: Deny
            Principal: '*'
            Action: s3:*
            Resource: [!GetAtt Data.Arn, !Sub '\${Data.Arn}/*']
            Condition: { Bool: { aws:SecureTransport: false } }`

test('a bucket gets no second policy where its own is there in other cases', () => {
  expect(mended('bucket-allows-http', template(denial, '\n    Condition: Is'))).toBeUndefined()
})

test('a statement for a part of the bucket is made one for all of it', () => {
  const partial = denial.replace("[!GetAtt Data.Arn, !Sub '${Data.Arn}/*']", "!Sub '${Data.Arn}/private/*'")
  const after = mended('bucket-allows-http', template(partial))
  expect(after).not.toContain('private')
  expect(after).toContain('              - !GetAtt Data.Arn\n              - !Sub')
  expect(after).not.toContain('Sid')
})

test('a statement with a further condition stays, and another one comes', () => {
  const limited = denial.replace('false }', 'false }, StringEquals: { aws:SourceVpc: vpc-1 }')
  const after = mended('bucket-allows-http', template(limited))
  expect(after).toContain(limited)
  expect(after).toContain('Sid: DenyPlainHttp')
})

const reading = (resource: string) => `          - Effect: Allow
            Principal: { AWS: '111122223333' }
            Action: s3:GetObject
            Resource: ${resource}`

test('what follows the name of another bucket stays', () => {
  const after = mended('policy-statement-dead', template(reading('arn:aws:s3:::old-name/logs/*')))
  expect(after).toBe(template(reading("!Sub '${Data.Arn}/logs/*'")))
})

test('the name of the bucket is made its ARN', () => {
  const after = mended('policy-statement-dead', template(reading("!Sub '${Data}/*'")))
  expect(after).toBe(template(reading("!Sub '${Data.Arn}/*'")))
  const named = (text: string) =>
    text.replace('S3::Bucket\n', 'S3::Bucket\n    Properties: { BucketName: mine }\n')
  expect(mended('policy-invalid', named(template(reading('mine/*'))))).toBe(
    named(template(reading("!Sub '${Data.Arn}/*'"))),
  )
})

test('the only statement of a policy is not dropped', () => {
  const forNobody = reading("!Sub '${Data.Arn}/*'").replace("'111122223333'", 'AIDAEXAMPLEID')
  expect(mended('policy-statement-dead', template(forNobody))).toBeUndefined()
})

test('of grants, those to everyone are taken away', () => {
  const grant = (grantee: string) => `
    grant {
      permission = "READ"
      grantee {
        ${grantee}
      }
    }`
  const open = grant('type = "Group"\n        uri  = "http://acs.amazonaws.com/groups/global/AllUsers"')
  const text = `${bucket}
resource "aws_s3_bucket_ownership_controls" "data" {
  bucket = aws_s3_bucket.data.id
  rule {
    object_ownership = "ObjectWriter"
  }
}

resource "aws_s3_bucket_public_access_block" "data" {
  bucket              = aws_s3_bucket.data.id
  block_public_policy = true
}

resource "aws_s3_bucket_acl" "data" {
  bucket = aws_s3_bucket.data.id
  access_control_policy {
    owner {
      id = "1111"
    }${open}${grant('type = "CanonicalUser"\n        id   = "2222"')}
  }
}
`
  expect(mended('bucket-publicly-readable', text)).toBe(text.replace(open, ''))
})

const limited = (conditions: string) => `          - Effect: Allow
            Principal: { AWS: '111122223333' }
            Action: s3:GetObject
            Resource: !Sub '\${Data.Arn}/*'
            Condition:
${conditions}`

test('what a condition says moves to the right operator', () => {
  const wrong = `              StringEquals:
                aws:SourceIp: 203.0.113.0/24 # the office
                aws:SourceVpc: vpc-1`
  const right = `              StringEquals:
                aws:SourceVpc: vpc-1
              IpAddress:
                aws:SourceIp: '203.0.113.0/24'`
  expect(mended('policy-condition-trap', template(limited(wrong)))).toBe(template(limited(right)))
})

test.each([
  [
    'the right operator has the key already',
    `              StringEquals: { aws:SourceIp: 203.0.113.0/24 }
              IpAddress: { aws:SourceIp: 198.51.100.0/24 }`,
  ],
  ['a value is not written out', "              StringEquals: { aws:SourceIp: !Sub '${AWS::Region}/24' }"],
])('a condition stays where %s', (_, conditions) => {
  expect(mended('policy-condition-trap', template(limited(conditions)))).toBeUndefined()
})
