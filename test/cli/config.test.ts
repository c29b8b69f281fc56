import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { bucketlint, fixtures } from './bucketlint.ts'

const folder = mkdtempSync(join(tmpdir(), 'bucketlint-config-'))
const config = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

afterAll(() => {
  rmSync(folder, { recursive: true })
})

const grants = ['access.yaml', '--only', 'policy-grants-account']

test('accounts that are not trusted are told', () => {
  const { stdout } = bucketlint(grants)
  expect(stdout).toContain('444455556666')
})

test('trusted accounts are not', () => {
  const file = config('trust.json', '{ "trustedAccounts": ["444455556666"] }')
  const { stdout, stderr } = bucketlint([...grants, '--config', file])
  expect(stderr).toBe('')
  expect(stdout).not.toContain('444455556666')
})

test.each([
  ['{ "trustedAcounts": [] }', ":1:3: there is no setting 'trustedAcounts': did you mean 'trustedAccounts'?"],
  [
    'trustedAccounts: 444455556666',
    ":1:18: trustedAccounts cannot be '444455556666': expected a list of account ids",
  ],
  [
    'trustedAccounts: [4444]',
    ":1:19: trustedAccounts[0] cannot be '4444': expected the 12 digits of an account id",
  ],
  [
    'trustedOrganizations: [acme]',
    ":1:24: trustedOrganizations[0] cannot be 'acme': expected an organization id such as o-a1b2c3d4e5",
  ],
  ['[1, 2', ':1:'],
  [
    'preset: "\\e[31m"',
    ":1:9: preset cannot be '␛[31m': expected recommended, strict, or the rules of a standard: security-hub, cis, nist, pci-dss",
  ],
])('%s is wrong use', (text, message) => {
  const { status, stdout, stderr } = bucketlint([...grants, '--config', config('wrong.yaml', text)])
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toContain(message)
})

test('a config that is named must be there', () => {
  const { status, stderr } = bucketlint([...grants, '--config', join(folder, 'none.json')])
  expect(status).toBe(2)
  expect(stderr).toContain('cannot read the config')
})

describe('a config in the working directory', () => {
  const template = readFileSync(join(fixtures, 'suspended.yaml'), 'utf8')
  const write = (text: string) => {
    config('bucketlint.config.yaml', text)
    config('stack.yaml', template)
  }
  const lint = (...args: string[]) => bucketlint(args, { cwd: folder })

  test('says what fails the run, and the command line says otherwise', () => {
    write('failOn: high\nrules: { bucket-allows-http: off }')
    expect(lint('stack.yaml').status).toBe(0)
    expect(lint('stack.yaml', '--fail-on', 'medium').status).toBe(1)
  })

  test('is told with every value and where it comes from', () => {
    write('failOn: high\nrules: { bucket-allows-http: off }')
    const { status, stdout, stderr } = lint('--print-config', 'stack.yaml', '--preset', 'strict')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(JSON.parse(stdout)).toMatchObject({
      file: 'stack.yaml',
      preset: { value: 'strict', from: 'command line' },
      rules: { 'bucket-allows-http': { value: 'off', from: 'bucketlint.config.yaml:2:10' } },
      failOn: { value: 'high', from: 'bucketlint.config.yaml:1:1' },
    })
  })

  test('leaves files out, named or not', () => {
    write('ignore: ["*.yaml"]')
    expect(lint().stdout).toMatch(/^0 files/m)
    expect(lint('stack.yaml').stdout).toMatch(/^0 files/m)
    expect(
      bucketlint(['-', '--stdin-filename', 'stack.yaml'], { cwd: folder, input: template }).stdout,
    ).toMatch(/^0 files/m)
  })

  test('can be a program with rules of its own', () => {
    rmSync(join(folder, 'bucketlint.config.yaml'))
    config('bucketlint.config.mjs', 'export default { customRules: ["lint"], preset: "recommended" }')
    mkdirSync(join(folder, 'lint'))
    config(
      'lint/bucket-seen.mjs',
      `export default { title: 'Bucket', severity: 'high', preset: 'recommended', consequence: 'cost', why: 'Why.',
        remedy: 'Do.', refs: ['https://wiki.example/buckets'],
        *check(bucket) { yield { at: bucket.at, message: 'a bucket' } } }`,
    )
    const { stdout, status } = lint('stack.yaml', '--only', 'bucket-seen')
    expect(status).toBe(1)
    expect(stdout).toContain('high bucket-seen: a bucket')
    expect(stdout).toContain('= fix   Do.')

    const told = (...args: string[]) => bucketlint(args, { cwd: folder })
    expect(told('explain', 'bucket-seen').stdout).toMatch(
      /^bucket-seen\nBucket\n[^]*https:\/\/wiki\.example\/buckets\n$/,
    )
    expect(told('rules').stdout).toContain('\nlint\n  bucket-seen  high\n      Bucket\n')

    config('bucketlint.config.mjs', 'export default { zebra: 1 }')
    const rules = told('rules', '--format', 'json')
    expect(rules.status).toBe(0)
    expect(rules.stderr).toMatch(/^bucketlint: bucketlint\.config\.mjs: there is no setting 'zebra'/)
    expect(JSON.parse(rules.stdout)).not.toHaveLength(0)
    expect(told('explain', 'Versioning-Off').stdout).toMatch(/^versioning-off\n/)
  })
})
