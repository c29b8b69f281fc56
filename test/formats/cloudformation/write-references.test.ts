/** What names resources where a change has to. */
import { expect, test } from 'vitest'
import type { Resource } from '../../../src/model/resource.ts'
import { accountOf, also, arnOf, nameOf, set } from '../../../src/model/wishes.ts'
import { wished } from './writing.ts'

const template = (value: string) => `Resources:
  Logs:
    Type: AWS::S3::Bucket
    Properties:
      A: ${value}
`

test('the account is that of the stack', () => {
  expect(wished(template('x'), resource => set({ resource }, { A: accountOf({ resource }) }))).toBe(
    template('!Ref AWS::AccountId'),
  )
})

test('one side of a condition may name already what the other one lacks', () => {
  const before = '!If [Is, !GetAtt Logs.Arn, x]'
  const after = '!If [Is, !GetAtt Logs.Arn, [x, !GetAtt Logs.Arn]]'
  expect(wished(template(before), resource => set({ resource }, { A: also(arnOf({ resource })) }))).toBe(
    template(after),
  )
})

/** The resource of the unit with a logical id. */
function beside({ unit }: Resource, id: string): Resource {
  const found = unit.resources.find(each => each.id === id)
  if (!found) throw new Error(id)
  return found
}

test('a distribution has no attribute for its ARN', () => {
  const around = (value: string) => `${template(value)}  Cdn: { Type: AWS::CloudFront::Distribution }\n`
  const change = (resource: Resource) =>
    set({ resource }, { A: arnOf({ resource: beside(resource, 'Cdn') }) })
  expect(wished(around('x'), change)).toBe(
    around("!Sub 'arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/${Cdn}'"),
  )
})

test.each([
  '{ Type: AWS::SNS::Topic, DependsOn: Logs }',
  '{ Type: AWS::SNS::Topic, DependsOn: [Between] }',
  '{ Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Logs } }',
  `{ Type: AWS::SNS::Topic, Properties: { TopicName: !Join ['', [!GetAtt Logs.Arn]] } }`,
  '{ Type: AWS::SNS::Topic, Properties: { TopicName: { Fn::GetAtt: [Logs, Arn] } } }',
  "{ Type: AWS::SNS::Topic, Properties: { TopicName: !Sub ['${Between}', {}] } }",
])('what waits for a resource is not named there: %s', topic => {
  const text = `${template('x')}  Between: { Type: AWS::SQS::Queue, DependsOn: Logs }\n  Topic: ${topic}\n`
  const naming = (id: string) => (resource: Resource) =>
    set({ resource }, { A: nameOf({ resource: beside(resource, id) }) })
  expect(wished(text, naming('Topic'))).toBeUndefined()
  expect(wished(text, naming('Logs'), 'Topic')).toBeDefined()
})

test('a bucket that waits is called by the name that it is given', () => {
  const data = '  Data: { Type: AWS::S3::Bucket, DependsOn: Logs, Properties: { BucketName: data } }\n'
  const change = (resource: Resource) =>
    set({ resource }, { A: arnOf({ resource: beside(resource, 'Data') }, '/*') })
  expect(wished(template('x') + data, change)).toBe(
    template("!Sub 'arn:${AWS::Partition}:s3:::data/*'") + data,
  )
})
