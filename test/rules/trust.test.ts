/** What depends on the settings of a run rather than on the template: trust, the own account, strict remarks. */
import { expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { run } from '../../src/run.ts'
import type { Settings } from '../../src/settings.ts'

const template = `
Resources:
  Data:
    Type: AWS::S3::Bucket
  DataPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Data
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: { AWS: '111122223333' }
            Action: s3:PutBucketAcl
            Resource: !GetAtt Data.Arn
          - Effect: Allow
            Principal: { AWS: '444455556666' }
            Action: s3:GetObject
            Resource: !Sub '\${Data.Arn}/*'
          - Effect: Allow
            Principal: '*'
            Action: s3:GetObject
            Resource: !Sub '\${Data.Arn}/*'
            Condition: { StringEquals: { aws:PrincipalOrgID: o-a1b2c3d4e5 } }
`

function granted(settings: Partial<Settings>): string[] {
  const defaults = { paths: [], cwd: import.meta.dirname, rules: {}, params: new Map(), paramFiles: [] }
  const stdin = { name: 'template.yaml', text: template }
  const report = run({ ...defaults, stdin, preset: 'recommended', ...settings }, rules)
  return report.findings
    .filter(({ rule, certainty }) => rule === 'policy-grants-account' && certainty === 'certain')
    .map(({ message, severity }) => `${severity}: ${/'(.*?)'/.exec(message)?.[1] ?? ''}`)
}

const powerful = 'critical: 111122223333'
const others = ['medium: 444455556666', 'medium: o-a1b2c3d4e5']

test('without a word only who can take the bucket over is reported', () => {
  expect(granted({})).toEqual([powerful])
})

test.each<[string, Partial<Settings>]>([
  ['the strict preset', { preset: 'strict' }],
  ['--only', { only: ['policy-grants-account'] }],
])('%s reports everyone', (_, settings) => {
  expect(granted(settings)).toEqual([powerful, ...others])
})

test('a severity for the rule asks for it', () => {
  expect(granted({ rules: { 'policy-grants-account': 'medium' } })).toHaveLength(3)
})

test('whom the run trusts is not reported', () => {
  const trust = { trustedAccounts: ['111122223333', '444455556666'], trustedOrganizations: ['o-a1b2c3d4e5'] }
  expect(granted({ preset: 'strict', ...trust })).toEqual([])
  expect(granted({ preset: 'strict', trustedAccounts: ['444455556666'] })).toEqual([powerful, others[1]])
})

test('the own account is not another one', () => {
  expect(granted({ account: '111122223333' })).toEqual([])
  expect(granted({ account: '999900001111' })).toEqual([powerful])
})

test('an account that the template names as if it were its own is another one only perhaps', () => {
  const own = '444455556666'
  const text = template
    .replace('111122223333', own)
    .concat(`  Notify:\n    Type: AWS::Lambda::Permission\n    Properties: { SourceAccount: '${own}' }\n`)
  const certainties = (text: string, settings: Partial<Settings> = {}) => {
    const defaults = { paths: [], cwd: import.meta.dirname, rules: {}, params: new Map(), paramFiles: [] }
    const stdin = { name: 'template.yaml', text }
    const { findings } = run({ ...defaults, stdin, preset: 'recommended', ...settings }, rules)
    return findings
      .filter(({ rule }) => rule === 'policy-grants-account')
      .map(({ certainty, causes }) => `${certainty} ${causes.join()}`)
  }
  expect(certainties(text)).toEqual(['possible AWS::AccountId'])
  expect(certainties(text, { account: '999900001111' })).toEqual(['certain '])
  const knowing = text.replace('SourceAccount', 'Principal: !Ref AWS::AccountId, SourceAccount')
  expect(certainties(knowing)).toEqual(['certain '])
  expect(certainties(template)).toEqual(['certain '])
})
