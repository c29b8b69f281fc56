/** What configs say of what the plugin validates, and what its options say on top. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { bucketlint, type PluginOptions, type ValidationReport } from '../../src/cdk.ts'
import { bucketlint as command } from '../cli/bucketlint.ts'
import { assembly, bucket } from '../formats/cdk/assembly.ts'

const root = realpathSync(mkdtempSync(join(tmpdir(), 'bucketlint-cdk-configs-')))
const before = process.cwd()
let projects = 0
afterAll(() => {
  process.chdir(before)
  rmSync(root, { recursive: true })
})

const config = 'bucketlint.config.yaml'
const app = (folder = 'cdk.out') =>
  assembly(
    {
      Data: {
        resources: {
          A: bucket({ VersioningConfiguration: { Status: 'Suspended' } }, 'Data/A/Resource'),
          B: bucket({ VersioningConfiguration: { Status: 'Suspended' } }, 'Data/B/Resource'),
        },
      },
    },
    { folder },
  )

/** Makes a project of these files beside its assembly, and goes there. */
function project(files: Readonly<Record<string, string>>, from = '.'): string {
  const folder = join(root, String(projects++), 'app')
  mkdirSync(join(folder, '.git'), { recursive: true })
  for (const [name, text] of Object.entries({ ...app(join(from, 'cdk.out')), ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  process.chdir(join(folder, from))
  return folder
}

function validate(options: PluginOptions = {}, out = 'cdk.out'): ValidationReport {
  const templatePaths = [join(process.cwd(), out, 'Data.template.json')]
  return bucketlint({ only: ['versioning-suspended'], ...options }).validate({ templatePaths })
}

function told(report: ValidationReport): string[] {
  return report.violations.map(({ severity, ruleName, violatingResources: [at] }) =>
    [severity, ruleName, at?.resourceLogicalId].join(' ').trim(),
  )
}

const both = ['error versioning-suspended A', 'error versioning-suspended B']

describe('a config', () => {
  test('says what is done with rules and what fails, and options say otherwise', () => {
    project({ [config]: 'rules: { versioning-suspended: low }\nfailOn: high' })
    expect(told(validate())).toEqual(both.map(each => each.replace('error', 'warning')))
    expect(validate().success).toBe(true)
    expect(told(validate({ failOn: 'low' }))).toEqual(both)
    expect(told(validate({ rules: { 'versioning-suspended': 'high' } }))).toEqual(both)
    expect(told(validate({ rules: { 'versioning-suspended': 'off' } }))).toEqual([])
  })

  test('is found from the folder of the app up to the project', () => {
    project({ [config]: 'rules: { versioning-suspended: off }' }, 'apps/web')
    expect(told(validate())).toEqual([])
  })

  test('holds for an assembly that lies elsewhere, as in tests of an app', () => {
    const folder = project({ [config]: 'rules: { versioning-suspended: off }\nlockedRules: [logging-loop]' })
    const out = join(dirname(folder), 'elsewhere')
    for (const [name, text] of Object.entries(app(out))) {
      mkdirSync(dirname(name), { recursive: true })
      writeFileSync(name, text)
    }
    expect(told(validate({}, '../elsewhere'))).toEqual([])
    rmSync(join(folder, config))
    expect(told(validate({}, '../elsewhere'))).toEqual(both)
  })

  test('may be named instead', () => {
    project({ [config]: 'rules: { versioning-suspended: off }', 'ci/lint.yaml': 'failOn: never' })
    expect(told(validate({ config: 'ci/lint.yaml' }))).toEqual(
      both.map(each => each.replace('error', 'warning')),
    )
  })

  test.each([
    ["addresses: [A], files: ['cdk.out/**']", both.slice(1)],
    ['addresses: [Data/B/Resource]', both.slice(0, 1)],
    ["files: ['cdk.out/*.template.json']", []],
    ["files: ['other/**']", both],
  ])('suppresses: %s', (where, left) => {
    project({ [config]: `suppressions: [{ rules: [versioning-suspended], reason: old, ${where} }]` })
    expect(told(validate())).toEqual(left)
  })

  test('locks rules: those cannot be acknowledged, nor suppressed below', () => {
    project({
      'org.yaml': 'lockedRules: [versioning-suspended]',
      [config]:
        'extends: org.yaml\nrules: { versioning-suspended: low }\nsuppressions: [{ rules: [versioning-suspended], reason: old }]',
    })
    const report = validate()
    expect(told(report)).toEqual([
      'warning config',
      'fatal versioning-suspended A',
      'fatal versioning-suspended B',
    ])
    expect(report.violations[0]?.description).toBe(
      `${config}:2:10: versioning-suspended is locked by org.yaml: what is said of it here does not hold`,
    )
  })

  test('trusts accounts, with the options', () => {
    const grant = (account: string) => ({
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: { Ref: 'A' },
        PolicyDocument: {
          Statement: {
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${account}:root` },
            Action: 's3:GetObject',
            Resource: { 'Fn::Sub': '${A.Arn}/*' },
          },
        },
      },
    })
    project({
      [config]: 'trustedAccounts: ["000000000001"]',
      ...assembly({
        Data: { resources: { A: bucket(), P: grant('000000000001'), Q: grant('000000000002') } },
      }),
    })
    const only = ['policy-grants-account']
    expect(told(validate({ only }))).toHaveLength(1)
    expect(told(validate({ only, trustedAccounts: ['000000000002'] }))).toEqual([])
  })

  test('may be a program, with rules of its own', () => {
    project({
      'bucketlint.config.mjs': `export default { customRules: ['lint'] }`,
      'lint/bucket-seen.mjs': `export default { title: 'Bucket', severity: 'high', preset: 'recommended', consequence: 'audit', why: 'W.', remedy: 'Do.',
        *check(bucket) { yield { at: bucket.at, message: 'a bucket' } } }`,
    })
    const report = validate({ only: ['bucket-seen'] })
    expect(told(report)).toEqual(['error bucket-seen A', 'error bucket-seen B'])
    expect(report.violations[0]?.fix).toBe('Do.')
  })
})

describe('a baseline', () => {
  test('that the command makes is known, whoever names it', () => {
    project({})
    const made = command(
      ['cdk.out', '--only', 'versioning-suspended', '--baseline', 'known.json', '--update-baseline'],
      {
        cwd: process.cwd(),
      },
    )
    expect(made.stderr).toContain('known.json holds 2 findings now')
    expect(told(validate({ baseline: 'known.json' }))).toEqual([])
    writeFileSync(config, 'baseline: known.json')
    expect(validate()).toMatchObject({ success: true, violations: [], metadata: { suppressed: '2' } })
  })

  test('that is not there is told', () => {
    project({ [config]: 'baseline: known.json' })
    expect(() => validate()).toThrow("there is no baseline 'known.json': --update-baseline makes it")
  })
})

describe('what is wrong is told with its place', () => {
  test.each([
    [config, 'presett: strict', `${config}:1:1: there is no setting 'presett': did you mean 'preset'?`],
    [config, 'rules:\n  no-rule: off', `${config}:2:3: there is no rule 'no-rule'`],
    ['bucketlint.config.mjs', '\nthrow new Error("no")', "cannot load 'bucketlint.config.mjs:2:7': no"],
    [
      'bucketlint.config.mjs',
      'await 1',
      "cannot load 'bucketlint.config.mjs': it waits (await) while it is loaded",
    ],
  ])('in %s: %s', (name, text, message) => {
    project({ [name]: text })
    expect(() => validate()).toThrow(message)
  })

  test('in the options', () => {
    project({})
    expect(() => validate({ rules: { 'bucket-allows-htp': 'off' } })).toThrow(
      "there is no rule 'bucket-allows-htp'",
    )
    expect(() => validate({ config: 'none.yaml' })).toThrow("cannot read the config 'none.yaml'")
  })
})
