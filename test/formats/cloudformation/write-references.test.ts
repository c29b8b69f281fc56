/** What names resources where a change has to. */
import { expect, test } from 'vitest'
import { accountOf, also, arnOf, set } from '../../../src/model/wishes.ts'
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
