import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Log } from 'sarif'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { bucketlint } from './bucketlint.ts'

const folder = mkdtempSync(join(tmpdir(), 'bucketlint-suppress-cli-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})
const lint = (...args: string[]) =>
  bucketlint(['stack.yaml', '--only', 'versioning-suspended', ...args], { cwd: folder })
const write = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
}
const bucket = (id: string, comment = '') =>
  `  ${id}:\n    Type: AWS::S3::Bucket\n    Properties:\n      VersioningConfiguration:\n        Status: Suspended ${comment}\n`

describe('suppressed findings', () => {
  beforeEach(() => {
    write('stack.yaml', `Resources:\n${bucket('A', '# bucketlint-ignore versioning-suspended: old ones go')}`)
  })

  test('fail no run and are counted', () => {
    const { status, stdout } = lint()
    expect(status).toBe(0)
    expect(stdout).toBe('1 file, 1 bucket, 0 findings, 1 suppressed\n')
    const report = JSON.parse(lint('--format', 'json').stdout) as { summary: object; findings: object[] }
    expect(report).toMatchObject({ summary: { findings: 0, suppressed: 1 }, findings: [] })
  })

  test('are in SARIF only if they are asked for', () => {
    const results = (...args: string[]) =>
      (JSON.parse(lint('--format', 'sarif', ...args).stdout) as Log).runs[0]?.results
    expect(results()).toEqual([])
    expect(results('--include-suppressed')).toMatchObject([
      {
        ruleId: 'versioning-suspended',
        ruleIndex: 0,
        suppressions: [{ kind: 'inSource', justification: 'old ones go' }],
      },
    ])
  })
})

describe('a baseline', () => {
  beforeEach(() => {
    write('stack.yaml', `Resources:\n${bucket('A')}${bucket('B')}`)
    rmSync(join(folder, 'baseline.json'), { force: true })
  })
  const baseline = () => readFileSync(join(folder, 'baseline.json'), 'utf8')
  const update = (...args: string[]) => lint('--baseline', 'baseline.json', ...args)

  test('is made, holds, shrinks, and grows only if that is asked for', () => {
    const made = update('--update-baseline')
    expect(made).toMatchObject({ status: 0, stderr: 'bucketlint: baseline.json holds 2 findings now\n' })
    expect(made.stdout).toBe('1 file, 2 buckets, 0 findings, 2 suppressed\n')
    expect(
      baseline()
        .split('\n')
        .filter(line => line.includes('"file"')),
    ).toHaveLength(2)
    expect(update()).toMatchObject({ status: 0, stdout: '1 file, 2 buckets, 0 findings, 2 suppressed\n' })

    write('stack.yaml', `# moved\n\nResources:\n${bucket('B')}${bucket('C')}`)
    const stale = update()
    expect(stale.status).toBe(1)
    expect(stale.stdout).toContain('1 finding of baseline.json is gone: --update-baseline takes it out')
    expect(update('--update-baseline').status).toBe(1)
    expect(baseline()).toMatch(/"address":"B"/)
    expect(baseline()).not.toMatch(/"address":"[AC]"/)

    expect(update('--update-baseline=all').status).toBe(0)
    expect(baseline()).toMatch(/"address":"B".*\n.*"address":"C"/)
    const before = baseline()
    update('--update-baseline')
    expect(baseline()).toBe(before)
  })

  test('is named by a config too', () => {
    update('--update-baseline')
    write('bucketlint.config.yaml', 'baseline: ./baseline.json')
    expect(lint().status).toBe(0)
    rmSync(join(folder, 'bucketlint.config.yaml'))
    expect(lint().status).toBe(1)
  })

  test('is left as it is where something could not be read', () => {
    update('--update-baseline')
    const before = baseline()
    write('stack.yaml', 'Resources: [')
    const { status, stdout, stderr } = update('--update-baseline=all')
    expect(status).toBe(2)
    expect(stderr).toBe('bucketlint: baseline.json is left as it is: something could not be read\n')
    expect(stdout).toContain(' --> stack.yaml:1:12')
    expect(baseline()).toBe(before)
  })

  test('that is none is wrong use', () => {
    write('baseline.json', '{"schemaVersion": 1, "findings": {}}')
    expect(update()).toMatchObject({ status: 2, stdout: '' })
  })
})

test('comments cannot steer a terminal or a workflow', () => {
  const comment = '# bucketlint-ignore \u001B[31m%0A::error::x, versioning-suspended: \u202Ex until \u009B2J'
  write('stack.yaml', `Resources:\n${bucket('A', comment)}`)
  const all = ['suppression-expired', 'suppression-unknown-rule', 'versioning-suspended'].join()
  for (const format of ['stylish', 'json', 'sarif']) {
    const { stdout } = bucketlint(['stack.yaml', '--only', all, '--format', format, '--include-suppressed'], {
      cwd: folder,
    })
    // eslint-disable-next-line no-control-regex
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202E]/)
    expect(stdout).not.toMatch(/^::error/m)
  }
})
