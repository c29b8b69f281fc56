/** New resources that the notifications of a bucket have to wait for. */
import { expect, test } from 'vitest'
import { addBefore, nameOf } from '../../../src/model/wishes.ts'
import { writtenText, type Wishing } from './written.ts'

const bucket = `resource "aws_s3_bucket" "logs" {
  bucket = "my-logs"
}
`

const notification = (more = '') => `
resource "aws_s3_bucket_notification" "logs" {
  bucket      = aws_s3_bucket.logs.id
  eventbridge = true${more}
}
`

const queue = `
resource "aws_sqs_queue" "work" {
  name = "work"
}
`

const policy = `
resource "aws_sqs_queue_policy" "work" {
  queue_url = aws_sqs_queue.work.id
}
`

const added: Wishing = of =>
  addBefore([of('aws_s3_bucket.logs')], of('aws_sqs_queue.work'), 'AWS::SQS::QueuePolicy', 'Policy', {
    Queues: [nameOf(of('aws_sqs_queue.work'))],
  })

test.each([
  ['nothing yet', '', '\n  depends_on  = [aws_sqs_queue_policy.work]'],
  [
    'something else',
    '\n  depends_on  = [aws_kms_key.x]',
    '\n  depends_on  = [aws_kms_key.x, aws_sqs_queue_policy.work]',
  ],
])('notifications that waited for %s', (_, before, after) => {
  expect(writtenText(bucket + notification(before) + queue, added)).toBe(
    bucket + notification(after) + queue + policy,
  )
})

test('a bucket without notifications waits for nothing', () => {
  expect(writtenText(bucket + queue, added)).toBe(bucket + queue + policy)
})
