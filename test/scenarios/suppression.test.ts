/** What scanners get wrong about suppressions, scenario by scenario: the numbers are those of the list they come from. */
import { expect, test } from 'vitest'
import { lintFiles } from '../formats/terraform/folders.ts'
import { planOf } from '../formats/terraform/plans.ts'

type Files = Readonly<Record<string, string>>

const comment = '# bucketlint-ignore versioning-off: only caches'

/** What is left and what is suppressed, by address. */
function told(files: Files, today = '2026-06-15', ...only: readonly string[]) {
  const all = ['versioning-off', ...only]
  const { findings, suppressed, errors } = lintFiles(files, { only: all, today })
  expect(errors).toEqual([])
  const tell = (finding: (typeof findings)[number]) =>
    finding.rule === 'versioning-off' ? finding.resource.address : finding.rule
  return {
    left: findings.map(tell).sort(),
    suppressed: suppressed.map(({ finding }) => tell(finding)).sort(),
  }
}

test('24. a comment holds for every instance of the block', () => {
  const main = `${comment}\nresource "aws_s3_bucket" "b" {\n  for_each = toset(["x", "y"])\n}\n`
  const both = ['aws_s3_bucket.b["x"]', 'aws_s3_bucket.b["y"]']
  expect(told({ 'main.tf': main })).toEqual({ left: [], suppressed: both })
})

test('24. a comment on a module block holds for all in the module, and for no other one', () => {
  const files = {
    'main.tf': `${comment}\nmodule "m" {\n  source = "./m"\n  count  = 2\n}\nmodule "m2" {\n  source = "./m"\n}\n`,
    'm/main.tf': 'resource "aws_s3_bucket" "b" {}\n',
  }
  expect(told(files)).toEqual({
    left: ['module.m2.aws_s3_bucket.b'],
    suppressed: ['module.m[0].aws_s3_bucket.b', 'module.m[1].aws_s3_bucket.b'],
  })
})

test('24. a comment in the configuration holds for the plan beside it', () => {
  const files = {
    'main.tf': `${comment}\nresource "aws_s3_bucket" "b" {}\n`,
    'plan.json': planOf({ parts: [{ address: 'aws_s3_bucket.b' }] }),
  }
  expect(told(files)).toEqual({ left: [], suppressed: ['aws_s3_bucket.b'] })
})

test.each<[string, Files]>([
  ['above the logical id', { 't.yaml': `Resources:\n  ${comment}\n  Data:\n    Type: AWS::S3::Bucket\n` }],
  ['on its line', { 't.yaml': `Resources:\n  Data: ${comment}\n    Type: AWS::S3::Bucket\n` }],
  [
    'above other comments',
    { 't.yaml': `Resources:\n  ${comment}\n  # the data\n  Data:\n    Type: AWS::S3::Bucket\n` },
  ],
  [
    'metadata in YAML',
    {
      't.yaml': `Resources:\n  Data:\n    Type: AWS::S3::Bucket\n    Metadata: { bucketlint: { ignore: { versioning-off: only caches } } }\n`,
    },
  ],
  [
    'metadata in JSON',
    {
      't.json': JSON.stringify({
        Resources: {
          Data: {
            Type: 'AWS::S3::Bucket',
            Metadata: { bucketlint: { ignore: { 'versioning-off': 'only caches' } } },
          },
        },
      }),
    },
  ],
])('25. suppression by address and rule: %s', (_, files) => {
  expect(told(files)).toEqual({ left: [], suppressed: ['Data'] })
})

test('25. an unknown rule is told with the one that is meant', () => {
  const text = `Resources:\n  # bucketlint-ignore versioning-of: only caches\n  Data:\n    Type: AWS::S3::Bucket\n`
  const { findings } = lintFiles({ 't.yaml': text }, { only: ['suppression-unknown-rule'] })
  expect(findings.map(({ message }) => message)).toEqual([expect.stringContaining('versioning-off')])
})

test.each([
  ['2029-12-31', ['Data']],
  ['2030-01-01', ['Data']],
  ['2030-01-02', []],
])('26. the last day of a suppression is part of it: on %s', (today, suppressed) => {
  const text = `Resources:\n  ${comment} until 2030-01-01\n  Data:\n    Type: AWS::S3::Bucket\n`
  expect(told({ 't.yaml': text }, today).suppressed).toEqual(suppressed)
})

test.each([
  ['a date that is none is over', `${comment} until 2030-13-40`, 'suppression-expired'],
  ['a reason is required', '# bucketlint-ignore versioning-off', 'suppression-without-reason'],
])('26. %s', (_, written, rule) => {
  const text = `Resources:\n  ${written}\n  Data:\n    Type: AWS::S3::Bucket\n`
  expect(told({ 't.yaml': text }, '2026-06-15', rule)).toEqual({
    left: ['Data', rule].sort(),
    suppressed: [],
  })
})

test('26. one that suppresses nothing is told, and ids are known in any case', () => {
  const on = '    Properties: { VersioningConfiguration: { Status: Enabled } }\n'
  const text = (id: string, more = '') =>
    `Resources:\n  # bucketlint-ignore ${id}: only caches\n  Data:\n    Type: AWS::S3::Bucket\n${more}`
  expect(told({ 't.yaml': text('versioning-off', on) }, '2026-06-15', 'suppression-unused').left).toEqual([
    'suppression-unused',
  ])
  expect(told({ 't.yaml': text('Versioning-OFF') })).toEqual({ left: [], suppressed: ['Data'] })
})
