/** Which config holds for a file, and what it says there. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import {
  openConfigs,
  openConfigsNow,
  printConfig,
  type Configs,
  type Opening,
} from '../../src/config/index.ts'
import { run } from '../../src/run.ts'
import { UsageError } from '../../src/usage-error.ts'

const folder = mkdtempSync(join(tmpdir(), 'bucketlint-configs-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})
let projects = 0

/** The configs of a project with these files, seen from one of its folders. */
function open(
  files: Readonly<Record<string, string>>,
  { from = '.', ...opening }: Partial<Opening> & { readonly from?: string } = {},
): Promise<Configs> {
  const project = join(folder, String(projects++))
  mkdirSync(join(project, '.git'), { recursive: true })
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, path)), { recursive: true })
    writeFileSync(join(project, path), text)
  }
  const commandLine = { rules: {}, params: new Map<string, string>() }
  return openConfigs({ cwd: join(project, from), paths: ['.'], table: rules, commandLine, ...opening })
}

/** What people are told that is wrong. */
async function complaint(open: Promise<Configs>, file = 'a.yaml'): Promise<string> {
  try {
    ;(await open).of(file)
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
  return 'nothing'
}

const name = 'bucketlint.config.yaml'

describe('the nearest config holds', () => {
  const files = {
    [name]: 'region: eu-west-1\nrules: { logging-loop: low }',
    [`sub/${name}`]: 'region: us-east-1',
    [`sub/deep/${name}`]: 'extends: ../../bucketlint.config.yaml\naccount: "123456789012"',
  }

  test('for its folder and those below', async () => {
    const configs = await open(files)
    expect(configs.of('a.yaml')).toMatchObject({ region: 'eu-west-1', rules: { 'logging-loop': 'low' } })
    expect(configs.of('other/a.yaml')).toBe(configs.of('a.yaml'))
    expect(configs.of('sub/x/a.yaml')).toMatchObject({ region: 'us-east-1', rules: {} })
  })

  test('on top of what it extends', async () => {
    const configs = await open(files)
    expect(configs.of('sub/deep/a.yaml')).toMatchObject({
      region: 'eu-west-1',
      account: '123456789012',
      rules: { 'logging-loop': 'low' },
    })
  })

  test('wherever it is asked from', async () => {
    const configs = await open(files, { from: 'sub/deep' })
    expect(configs.of('a.yaml')).toMatchObject({ region: 'eu-west-1', account: '123456789012' })
    expect(configs.of('../a.yaml')).toMatchObject({ region: 'us-east-1' })
  })

  test('and none beyond the project', async () => {
    writeFileSync(join(folder, name), 'region: ap-south-1')
    expect((await open({})).of('a.yaml').region).toBeUndefined()
    rmSync(join(folder, name))
  })

  test('unless one is named: that holds for all', async () => {
    const configs = await open(
      { ...files, 'ci/lint.json': '{"region": "eu-north-1"}' },
      { named: 'ci/lint.json' },
    )
    expect(configs.of('sub/a.yaml').region).toBe('eu-north-1')
  })
})

test('the command line is on top', async () => {
  const commandLine = {
    preset: 'strict' as const,
    rules: { 'logging-loop': 'off' as const },
    region: 'eu-south-1',
    params: new Map([['Stage', 'prod']]),
  }
  const text =
    'preset: recommended\nregion: eu-west-1\nrules: { logging-loop: high }\nparams: { Stage: dev, Size: 1 }'
  const settings = (await open({ [name]: text }, { commandLine })).of('a.yaml')
  expect(settings).toMatchObject({ preset: 'strict', rules: { 'logging-loop': 'off' }, region: 'eu-south-1' })
  expect([...settings.params]).toEqual([
    ['Stage', 'prod'],
    ['Size', '1'],
  ])
})

test('overrides hold for the files they name, later ones over earlier', async () => {
  const text = `
rules: { logging-loop: low }
overrides:
  - { files: ['dev/**'], preset: strict, rules: { logging-loop: off, versioning-off: { severity: high } } }
  - { files: ['**/*.json'], rules: { logging-loop: info }, params: { Stage: test } }
`
  const configs = await open({ [name]: text })
  expect(configs.of('a.yaml')).toMatchObject({ preset: 'recommended', rules: { 'logging-loop': 'low' } })
  expect(configs.of('dev/a.yaml')).toMatchObject({
    preset: 'strict',
    rules: { 'logging-loop': 'off', 'versioning-off': 'high' },
  })
  expect(configs.of('dev/a.json').rules).toEqual({ 'logging-loop': 'info', 'versioning-off': 'high' })
  expect(configs.of('dev/a.json').params.get('Stage')).toBe('test')
})

test('files are ignored by globs that are relative to the config', async () => {
  const configs = await open({ [`sub/${name}`]: "ignore: ['gen/**', '*.template.json']" })
  expect(configs.isIgnored('sub/gen/a.yaml')).toBe(true)
  expect(configs.isIgnored('sub/x/Stack.template.json')).toBe(true)
  expect(configs.isIgnored('gen/a.yaml')).toBe(false)
  expect(configs.isIgnored('../elsewhere.template.json')).toBe(false)
})

describe('locked rules', () => {
  const locking = 'lockedRules: [logging-loop]\nrules: { logging-loop: critical }'

  test.each([
    [
      'by what is extended',
      { 'org.yaml': locking, [name]: 'extends: org.yaml\nrules: { logging-loop: off }' },
      'a.yaml',
    ],
    [
      'by a config further up',
      { [name]: locking, [`sub/${name}`]: 'rules: { logging-loop: off }' },
      'sub/a.yaml',
    ],
  ])('cannot be set otherwise: %s', async (_, files, file) => {
    const configs = await open(files)
    const { rules: own, locks } = configs.of(file)
    expect(own).toEqual({ 'logging-loop': 'critical' })
    expect([...(locks?.keys() ?? [])]).toEqual(['logging-loop'])
    expect(configs.notices().map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /config\.yaml:\d:\d+: logging-loop is locked by .*: what is said of it here does not hold$/,
      ),
    ])
  })

  test('can be set by the config that locks them, and by the command line', async () => {
    expect((await open({ [name]: locking })).of('a.yaml').rules).toEqual({ 'logging-loop': 'critical' })
    const commandLine = { rules: { 'logging-loop': 'off' as const }, params: new Map<string, string>() }
    expect((await open({ [name]: locking }, { commandLine })).of('a.yaml').rules).toEqual({
      'logging-loop': 'off',
    })
  })
})

describe('suppressions', () => {
  const template = `Resources:
  A: { Type: AWS::S3::Bucket, Properties: { VersioningConfiguration: { Status: Suspended } } }
  B: { Type: AWS::S3::Bucket, Properties: { VersioningConfiguration: { Status: Suspended } } }
`
  const only = ['versioning-suspended', 'suppression-unused', 'suppression-expired']
  const lint = async (files: Record<string, string>, paths = ['.'], more: Partial<Opening> = {}) => {
    const configs = await open(files, { paths, ...more })
    const cwd = join(folder, String(projects - 1))
    const run_wide = {
      cwd,
      paths,
      preset: 'recommended' as const,
      rules: {},
      params: new Map(),
      paramFiles: [],
    }
    const report = run({ ...run_wide, only, configs, today: '2026-06-15' }, configs.table)
    return report.findings.map(({ rule, location, resource }) =>
      rule.startsWith('suppression-')
        ? `${location.file}:${location.line} ${rule}`
        : `${location.file} ${resource.address}`,
    )
  }
  const entry = (more: string) =>
    `suppressions:\n  - { rules: [versioning-suspended], reason: old ones go first${more} }\n`

  test.each([
    ['', []],
    [', addresses: [A]', ['dev/t.yaml B', 'prod/t.yaml B']],
    [
      ', addresses: ["[A]"]',
      [`${name}:2 suppression-unused`, 'dev/t.yaml A', 'dev/t.yaml B', 'prod/t.yaml A', 'prod/t.yaml B'],
    ],
    [", files: ['dev/**']", ['prod/t.yaml A', 'prod/t.yaml B']],
    [", files: [dev], addresses: ['*']", ['prod/t.yaml A', 'prod/t.yaml B']],
    [', files: [dev], until: 2026-06-15', ['prod/t.yaml A', 'prod/t.yaml B']],
    [
      ', until: 2026-06-14',
      [`${name}:2 suppression-expired`, 'dev/t.yaml A', 'dev/t.yaml B', 'prod/t.yaml A', 'prod/t.yaml B'],
    ],
  ])('hold for files and addresses: %s', async (more, left) => {
    expect(await lint({ [name]: entry(more), 'dev/t.yaml': template, 'prod/t.yaml': template })).toEqual(left)
  })

  test('of a nested config hold in its folder', async () => {
    const files = { [`dev/${name}`]: entry(''), 'dev/t.yaml': template, 'prod/t.yaml': template }
    expect(await lint(files)).toEqual(['prod/t.yaml A', 'prod/t.yaml B'])
  })

  test('are not called unused by a run over a part', async () => {
    const files = {
      [name]: entry(", files: ['prod/**']"),
      'dev/t.yaml': 'Resources: {}\nAWSTemplateFormatVersion: 2010-09-09',
    }
    expect(await lint(files, ['dev'])).toEqual([])
    expect(await lint(files)).toEqual([`${name}:2 suppression-unused`])
  })

  test('of a rule that is locked hold in the config that locks it, and not below', async () => {
    const org = `lockedRules: [versioning-suspended]\n${entry(', addresses: [A]')}`
    const own = `extends: org.yaml\n${entry(', addresses: [B]')}`
    expect(await lint({ 'org.yaml': org, [name]: own, 'dev/t.yaml': template })).toEqual(['dev/t.yaml B'])
  })

  test('ignored files are read for what names them, and not reported', async () => {
    const parent = `Resources:\n  Inner: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: dev/t.yaml } }\n`
    const files = { [name]: 'ignore: [dev]', 'parent.yaml': parent, 'dev/t.yaml': template }
    expect(await lint(files, ['parent.yaml', 'dev/t.yaml'])).toEqual([])
  })
})

test('regions, accounts and parameters differ by file', async () => {
  const logs = (region: string) =>
    JSON.stringify({
      Parameters: { Status: { Type: 'String', Default: 'Enabled' } },
      Resources: {
        Data: {
          Type: 'AWS::S3::Bucket',
          Properties: { VersioningConfiguration: { Status: { Ref: 'Status' } } },
        },
      },
      Outputs: { Region: { Value: region } },
    })
  const text = "overrides: [{ files: ['dev/**'], params: { Status: Suspended } }]"
  const configs = await open({ [name]: text, 'dev/t.json': logs('a'), 'prod/t.json': logs('b') })
  const cwd = join(folder, String(projects - 1))
  const settings = {
    cwd,
    paths: ['.'],
    preset: 'recommended' as const,
    rules: {},
    params: new Map(),
    paramFiles: [],
  }
  const { findings } = run({ ...settings, only: ['versioning-suspended'], configs }, rules)
  expect(findings.map(({ location, certainty }) => [location.file, certainty])).toEqual([
    ['dev/t.json', 'certain'],
    ['prod/t.json', 'possible'],
  ])
})

describe('what is said once for a run', () => {
  const all = `
trustedAccounts: ["000000000001"]
trustedOrganizations: [o-a1b2c3d4e5]
workloads: { Data: { puts: "3500", gets: 5500.5, prefixes: 2 } }
failOn: high
baseline: known.json
`
  test('the config of the working directory says, on top of what it extends', async () => {
    const { runWide } = await open({
      'shared/org.yaml': all,
      [name]: 'extends: [./shared/org.yaml]\ntrustedAccounts: ["000000000002"]\nfailOn: low',
    })
    expect(runWide.trustedAccounts).toEqual([
      { value: '000000000001', from: 'shared/org.yaml:2:19' },
      { value: '000000000002', from: `${name}:2:19` },
    ])
    expect(runWide.workloads.get('Data')?.value).toEqual({ puts: 3500, gets: 5500.5, prefixes: 2 })
    expect(runWide.failOn?.value).toBe('low')
    expect(runWide.baseline?.value).toMatch(/shared.known\.json$/)
  })

  test('others say in vain, which is told', async () => {
    const configs = await open({ [`sub/${name}`]: 'failOn: high' })
    configs.of('sub/a.yaml')
    expect(configs.notices()).toEqual([
      {
        message: `sub/${name}: failOn is said once for a run, by the config of the working directory: here it does not hold`,
      },
    ])
  })
})

describe('what is wrong is told with its place', () => {
  test.each([
    ['presett: strict', ":1:1: there is no setting 'presett': did you mean 'preset'?"],
    ['zebra: 1', ":1:1: there is no setting 'zebra': expected one of $schema, extends, preset"],
    ['preset: all', ":1:9: preset cannot be 'all': expected recommended, strict, or the rules of a standard"],
    [
      'rules: { versioning-of: off }',
      ":1:10: there is no rule 'versioning-of': did you mean 'versioning-off'?",
    ],
    [
      'rules: { versioning-off: no }',
      ":1:26: rules.versioning-off cannot be 'no': expected off or a severity",
    ],
    [
      'rules: { versioning-off: { severty: low } }',
      ":1:28: there is no setting 'severty': did you mean 'severity'?",
    ],
    [
      'rules: { versioning-off: [] }',
      ':1:26: rules.versioning-off cannot be a list: expected off, a severity or a map with one',
    ],
    ['extends: [{}]', ':1:11: extends[0] cannot be a map: expected a path'],
    [
      'rules: { versioning-off: {} }',
      ':1:26: rules.versioning-off cannot be a map: expected a map with severity',
    ],
    ['overrides: [{ rules: {} }]', ':1:13: overrides[0] lacks files: expected a map of settings with files'],
    ['account: 1234', ":1:10: account cannot be '1234': expected the 12 digits of an account id"],
    ['region:', ':1:8: region cannot be empty: expected a region such as eu-central-1'],
    [
      'suppressions: [{ rules: [versioning-off] }]',
      ':1:16: suppressions[0] lacks reason: expected a map with rules and a reason',
    ],
    ['suppressions: [{ rules: [x], reason: y }]', ":1:26: there is no rule 'x': bucketlint rules lists them"],
    ['preset: strict\npreset: cis', ':2:1: the key "preset" is already written in line 1'],
    [
      'ignore: ["vendor\\\\**"]',
      ":1:10: ignore[0] cannot be 'vendor\\**': expected a glob of at most 256 characters, with / between folders",
    ],
    ["customRules: ['none']", ":1:15: there is no folder 'none'"],
    [
      'rules: [versioning-off]',
      ':1:8: rules cannot be a list: expected a map of ids of rules to what is done',
    ],
    ['lockedRules: [constructor]', ":1:15: there is no rule 'constructor'"],
    [
      'workloads: { Data: { puts: many } }',
      ":1:28: workloads.Data.puts cannot be 'many': expected a number of requests per second",
    ],
    ['extends: bucketlint.config.yaml', ':1:1: extends goes in a circle: bucketlint.config.yaml'],
    ['extends: none.yaml', "cannot read the config 'none.yaml'"],
    ['[1, 2', ':1:'],
    ['- a', ':1:1: the config cannot be a list: expected a map of settings'],
    ['__proto__: { preset: strict }', ":1:1: there is no setting '__proto__'"],
  ])('%s', async (text, message) => {
    expect(await complaint(open({ [name]: text }))).toContain(message)
  })

  test('circles over several configs', async () => {
    const files = { [name]: 'extends: a.yaml', 'a.yaml': 'extends: [b.yaml]', 'b.yaml': 'extends: a.yaml' }
    expect(await complaint(open(files))).toBe('b.yaml:1:1: extends goes in a circle: a.yaml')
  })

  test('many ways to one config are no circle, and cost nothing', async () => {
    const files: Record<string, string> = {
      [name]: 'extends: [l0.yaml, r0.yaml]',
      'l40.yaml': '',
      'r40.yaml': '',
    }
    for (let index = 0; index < 40; index++)
      for (const side of ['l', 'r'])
        files[`${side}${index}.yaml`] = `extends: [l${index + 1}.yaml, r${index + 1}.yaml]`
    expect(await complaint(open(files))).toBe('nothing')
  })

  test('two configs in one folder', async () => {
    const files = { [name]: '', 'bucketlint.config.json': '{}' }
    expect(await complaint(open(files))).toMatch(
      /^there are two configs in '.*': bucketlint.config.json and bucketlint.config.yaml$/,
    )
  })
})

describe('programs', () => {
  const program = 'export default { preset: "strict", trustedAccounts: ["000000000001"] }'

  test('are run in the project', async () => {
    const configs = await open({ 'bucketlint.config.mjs': program }, { from: '.' })
    expect(configs.of('a.yaml').preset).toBe('strict')
    expect(configs.runWide.trustedAccounts).toEqual([
      { value: '000000000001', from: 'bucketlint.config.mjs' },
    ])
  })

  test('may be built on', async () => {
    const files = { 'org.mjs': program, [name]: 'extends: org.mjs' }
    expect((await open(files)).of('a.yaml').preset).toBe('strict')
  })

  test('below the working directory are not run', async () => {
    const files = { 'sub/bucketlint.config.mjs': 'throw new Error("run")' }
    expect(await complaint(open(files), 'sub/a.yaml')).toMatch(
      /is a program: it is run only from its own folder/,
    )
  })

  test('of trees elsewhere are not run, nor do their configs reach out', async () => {
    const elsewhere = mkdtempSync(join(folder, 'elsewhere-'))
    writeFileSync(join(elsewhere, 'bucketlint.config.mjs'), 'throw new Error("run")')
    const lint = (path: string) => complaint(open({}, { paths: [path] }), join(path, 'a.yaml'))
    expect(await lint(elsewhere)).toMatch(/is a program/)
    rmSync(join(elsewhere, 'bucketlint.config.mjs'))
    writeFileSync(join(elsewhere, name), 'extends: ../0/bucketlint.config.yaml')
    expect(await lint(elsewhere)).toMatch(/extends leads out of the folder that is linted$/)
  })

  test.skipIf(process.platform === 'win32')('are not run through links out of the project', async () => {
    const outside = join(folder, 'outside.mjs')
    writeFileSync(outside, 'throw new Error("run")')
    const files = { 'a.yaml': '' }
    await open(files)
    symlinkSync(outside, join(folder, String(projects - 1), 'bucketlint.config.mjs'))
    const cwd = join(folder, String(projects - 1))
    expect(await complaint(open({}, { cwd }))).toMatch(/is a program outside of the project: it is not run$/)
  })

  test.each([
    ['throw new Error("no")', "cannot load 'bucketlint.config.mjs:1:7': no"],
    [
      'export const config = {}',
      'bucketlint.config.mjs: the config cannot be empty: expected a map of settings',
    ],
    [
      'export default { preset: "all" }',
      "bucketlint.config.mjs: preset cannot be 'all': expected recommended, strict, or the rules of a standard",
    ],
    ['export default { rules: () => 1 }', 'bucketlint.config.mjs: a config holds data alone'],
  ])('%s', async (text, message) => {
    expect(await complaint(open({ 'bucketlint.config.mjs': text }))).toContain(message)
  })

  test('that wait are loaded by who can wait alone', async () => {
    const files = { 'bucketlint.config.mjs': 'export default await Promise.resolve({ preset: "strict" })' }
    expect((await open(files)).of('a.yaml').preset).toBe('strict')
    const cwd = join(folder, String(projects - 1))
    const commandLine = { rules: {}, params: new Map<string, string>() }
    expect(() => openConfigsNow({ cwd, paths: ['.'], table: rules, commandLine })).toThrow(
      "cannot load 'bucketlint.config.mjs': it waits (await) while it is loaded",
    )
  })

  test('say what CommonJS exports, compiled or not', async () => {
    for (const [index, text] of [
      'module.exports = { preset: "strict" }',
      'exports.__esModule = true\nexports.default = { preset: "strict" }',
    ].entries()) {
      const files = { 'package.json': '{"type": "commonjs"}', 'bucketlint.config.js': text }
      expect((await open(files)).of('a.yaml').preset, String(index)).toBe('strict')
      const cwd = join(folder, String(projects - 1))
      const commandLine = { rules: {}, params: new Map<string, string>() }
      const now = openConfigsNow({ cwd, paths: ['.'], table: rules, commandLine })
      expect(now.of('a.yaml').preset).toBe('strict')
    }
  })
})

describe('rules of the project', () => {
  const rule = (parts = '') => `export default {
    title: 'Bucket without a name', severity: 'low', preset: 'recommended', consequence: 'audit', why: 'W.', remedy: 'R.',
    *check(bucket) { yield { at: bucket.at, message: 'it has no name' } }, ${parts} }`
  const files = (text: string, path = 'lint/bucket-nameless.mjs') => ({
    [name]: 'customRules: [lint]\nrules: { bucket-nameless: high }',
    'lint/bucket-nameless.test.mjs': 'throw new Error("run")',
    [path]: text,
  })

  test('are rules like all others', async () => {
    const configs = await open({
      ...files(rule()),
      't.yaml':
        'Resources:\n  Data:\n    Type: AWS::S3::Bucket # bucketlint-ignore bucket-nameless: x\n  B: { Type: AWS::S3::Bucket }\n',
    })
    expect(configs.table['bucket-nameless']?.subject).toBe('lint')
    const cwd = join(folder, String(projects - 1))
    const settings = {
      cwd,
      paths: ['.'],
      preset: 'recommended' as const,
      rules: {},
      params: new Map(),
      paramFiles: [],
    }
    const report = run({ ...settings, configs, only: ['bucket-nameless'] }, configs.table)
    expect(report.findings).toMatchObject([
      { rule: 'bucket-nameless', severity: 'high', resource: { address: 'B' } },
    ])
    expect(report.suppressed).toHaveLength(1)
  })

  test.each([
    [files('export default 1'), "bucket-nameless.mjs' is no rule: expected export default rule({...})"],
    [files(rule("severity: 'grave'")), 'is no rule: it has no severity'],
    [files(rule("on: 'file'")), "is no rule: rules on: 'file' are built in"],
    [files(rule('check: 1')), 'is no rule: it has no check'],
    [files('import "bucketlint-none"'), 'cannot load'],
    [
      files(rule(), 'lint/versioning-off.mjs'),
      "versioning-off.mjs' gives a rule an id that is taken: versioning-off",
    ],
    [files(rule(), 'lint/BucketNameless.mjs'), "BucketNameless.mjs' is no name for a rule"],
    [{ [name]: 'customRules: [none]' }, `${name}:1:15: there is no folder`],
    [{ [name]: 'customRules: [../..]' }, 'lies outside of the project: its rules are not run'],
  ])('%#', async (project, message) => {
    expect(await complaint(open(project))).toContain(message)
  })
})

test('everything that holds is told with where it comes from', async () => {
  const configs = await open(
    {
      'org.yaml': 'lockedRules: [signature-v2-allowed]\ntrustedAccounts: ["000000000001"]',
      [name]:
        'extends: org.yaml\noverrides:\n  - files: [a.yaml]\n    rules: { logging-loop: low }\n    params: { Stage: dev }',
    },
    { commandLine: { rules: { 'versioning-off': 'off' }, region: 'eu-west-1', params: new Map() } },
  )
  expect(printConfig(configs, 'a.yaml')).toMatchObject({
    file: 'a.yaml',
    ignored: false,
    configs: ['org.yaml', name],
    preset: { value: 'recommended', from: 'default' },
    region: { value: 'eu-west-1', from: 'command line' },
    params: { Stage: { value: 'dev', from: `${name}:5:15` } },
    rules: {
      'logging-loop': { value: 'low', from: `${name}:4:14` },
      'versioning-off': { value: 'off', from: 'command line' },
      'versioning-suspended': { value: 'medium', from: 'preset recommended' },
      'bucket-allows-old-tls': { value: 'off', from: 'preset recommended' },
      'signature-v2-allowed': { value: 'low', from: 'org.yaml' },
    },
    lockedRules: { 'signature-v2-allowed': { from: 'org.yaml' } },
    failOn: { value: 'medium', from: 'default' },
    trustedAccounts: [{ value: '000000000001', from: 'org.yaml:2:19' }],
  })
})
