/** Secrets of a template are in no report, whatever is reported. */
import { expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { reporters } from '../../src/report/index.ts'
import { run } from '../../src/run.ts'
import { options } from './reports.ts'

/** Put together here, so that nobody takes the file for a leak. */
const secret = ['q8Zr/2LpV0xT', '7mYd+Kc4', 'Bn9GsWfH3uJeXa6tRo1D'].join('')

const template = `
Parameters:
  SecretKey: { Type: String, Default: ${secret} }
Conditions:
  IsSet: !Equals [!Ref SecretKey, ${secret}]
Resources:
  Data:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration: { Status: '${secret}' }
      ObjectLockEnabled: !If [IsSet, true, '${secret}']
  Worker:
    Type: AWS::Lambda::Function
    Properties: { ${'x'.repeat(300)}: y, Environment: { Variables: { AWS_SECRET_ACCESS_KEY: '${secret}' } } }
`

test.each(Object.entries(reporters))('%s', (_, reporter) => {
  const report = run(
    {
      paths: [],
      stdin: { name: 'template.yaml', text: template },
      cwd: import.meta.dirname,
      preset: 'strict',
      rules: {},
      params: new Map(),
      paramFiles: [],
    },
    rules,
  )
  const found = report.findings.map(({ rule }) => rule)
  expect(found).toEqual(expect.arrayContaining(['credentials-in-template', 'schema-violation']))
  for (const width of [40, 80, 200, 400]) {
    const text = reporter(report, { ...options, rules, possible: true, width })
    // No piece of it either, as a line that is cut could show.
    for (let at = 0; at + 10 <= secret.length; at++) expect(text).not.toContain(secret.slice(at, at + 10))
  }
})
