/** New resources that others have to wait for. */
import { expect, test } from 'vitest'
import { addBefore } from '../../../src/model/wishes.ts'
import { edited } from '../../../src/text/edit.ts'
import { resourceIn, resourcesOf } from './writing.ts'

const template = (inBucket: string, more = '') => `Resources:
  Logs:
    Type: AWS::S3::Bucket${inBucket}
    Properties:
      BucketName: logs
  Work:
    Type: AWS::SQS::Queue
${more}`

const policy = `  WorkPolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      A: b
`

function written(text: string): string | undefined {
  const [logs, work] = resourcesOf(text)
  if (!logs || !work) throw new Error('no resources')
  const edits = work.write?.(
    addBefore([{ resource: logs }], { resource: work }, 'AWS::SQS::QueuePolicy', 'Policy', { A: 'b' }),
  )
  return edits && edited(text, edits)
}

test.each([
  ['nothing yet', '', '\n    DependsOn:\n      - WorkPolicy'],
  ['another one', '\n    DependsOn: Key # a', '\n    DependsOn:\n      - Key # a\n      - WorkPolicy'],
  ['others', '\n    DependsOn: [Key, Role]', '\n    DependsOn: [Key, Role, WorkPolicy]'],
])('a bucket that waits for it, and waited for %s', (_, before, after) => {
  expect(written(template(before))).toBe(template(after, policy))
})

test('what is in another template cannot wait for it', () => {
  const other = resourceIn(template(''), 'Logs', 'other.yaml')
  const work = resourceIn(template(''), 'Work')
  const edits = work.write?.(
    addBefore([{ resource: other }], { resource: work }, 'AWS::SQS::QueuePolicy', 'Policy', { A: 'b' }),
  )
  expect(edits && edited(template(''), edits)).toBe(template('', policy))
})
