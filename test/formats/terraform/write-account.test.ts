/** The account that a configuration is applied in, where a change has to name it. */
import { describe, expect, test } from 'vitest'
import { accountOf, set } from '../../../src/model/wishes.ts'
import { writtenFiles, writtenText, type Wishing } from './written.ts'

const BUCKET = 'aws_s3_bucket.logs'
const POLICY = 'aws_s3_bucket_policy.logs'

const bucket = `resource "aws_s3_bucket" "logs" {
  bucket = "my-logs"
}
`

const policy = (version: string, more = '') => `
resource "aws_s3_bucket_policy" "logs" {${more}
  bucket = aws_s3_bucket.logs.id
  policy = jsonencode({
    Version = ${version}
  })
}
`

const named: Wishing = of => set(of(POLICY), { PolicyDocument: { Version: accountOf(of(BUCKET)) } })

const current = 'data.aws_caller_identity.current.account_id'
const caller = (name: string, body = '') => `data "aws_caller_identity" "${name}" {${body}}\n`

describe('a data source tells it', () => {
  test('one that is there', () => {
    const text = caller('here') + bucket
    expect(writtenText(text + policy('"1"'), named)).toBe(
      text + policy('data.aws_caller_identity.here.account_id'),
    )
  })

  test('a new one at the end of the file', () => {
    expect(writtenText(bucket + policy('"1"'), named)).toBe(
      `${bucket}${policy(current)}\n${caller('current')}`,
    )
  })

  test('a new one behind the other data sources', () => {
    const text = `data "aws_region" "here" {}\n\n${bucket}`
    expect(writtenText(text + policy('"1"'), named)).toBe(
      text.replace('{}\n', () => `{}\n\n${caller('current')}`) + policy(current),
    )
  })

  test('a new one in another file', () => {
    const files = { 'data.tf': 'data "aws_region" "here" {}\n', 'main.tf': bucket + policy('"1"') }
    expect(writtenFiles(files, named)).toEqual({
      'data.tf': `data "aws_region" "here" {}\n\n${caller('current')}`,
      'main.tf': bucket + policy(current),
    })
  })
})

describe('there is no room', () => {
  test('where a resource has a provider of its own', () => {
    expect(writtenText(bucket + policy('"1"', '\n  provider = aws.other'), named)).toBeUndefined()
  })

  test('where the data source of another provider has the name', () => {
    const text = caller('current', '\n  provider = aws.other\n') + bucket
    expect(writtenText(text + policy('"1"'), named)).toBeUndefined()
  })
})
