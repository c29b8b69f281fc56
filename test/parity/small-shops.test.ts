/** Random shops say the same in every dialect that they are written in. */
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { rules } from '../../rules/index.ts'
import { run } from '../../src/run.ts'
import { asHcl, asTemplate, asTerraformJson, smallShop } from './small-shops.ts'

// Hundreds of runs take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

/** What only one dialect has a word for. */
const unalike = ['bucket-not-retained', 'bucket-name-fixed', 'mfa-delete-off']

function findings(name: string, text: string): string[] {
  const report = run(
    {
      paths: [],
      stdin: { name, text },
      cwd: import.meta.dirname,
      preset: 'strict',
      rules: {},
      params: new Map(),
      paramFiles: [],
      region: 'eu-west-1',
      account: '111122223333',
    },
    rules,
  )
  expect(report.errors).toEqual([])
  // A policy that is written as one text has one place: equal statements of it are told once.
  const lines = report.findings
    .filter(({ rule }) => !unalike.includes(rule))
    .map(({ rule, resource, certainty, message }) => `${certainty} ${rule} ${resource.address}: ${message}`)
    .map(line => line.replaceAll(/aws_s3_bucket(?:_\w+)?\.([bp])/g, (_, name: string) => name.toUpperCase()))
  return [...new Set(lines)].sort()
}

test('random shops have the same findings in CloudFormation, Terraform JSON and HCL', () => {
  fc.assert(
    fc.property(smallShop, shop => {
      const expected = findings('template.json', asTemplate(shop))
      expect(findings('main.tf.json', asTerraformJson(shop))).toEqual(expected)
      expect(findings('main.tf', asHcl(shop))).toEqual(expected)
    }),
    { numRuns: 25 },
  )
})
