/** What scanners get wrong about baselines, reports and exit codes, scenario by scenario: the numbers are those of the list they come from. */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from 'sarif'
import { describe, expect, test } from 'vitest'
import { bucketlint } from '../cli/bucketlint.ts'
import { inFolder } from '../formats/terraform/folders.ts'
import { planOf } from '../formats/terraform/plans.ts'

const bucket = 'resource "aws_s3_bucket" "this" {}\n'

interface JsonReport {
  readonly summary: Readonly<Record<string, number>>
  readonly findings: readonly { readonly rule: string; readonly location: { readonly file: string } }[]
}

/** The folder becomes a repository, of which paths are told. */
function asRepository(cwd: string): void {
  execFileSync('git', ['init', '--quiet'], { cwd })
}

function sarifOf(cwd: string, ...args: readonly string[]): Log {
  return JSON.parse(bucketlint(['--format', 'sarif', ...args], { cwd }).stdout) as Log
}

test('27. a baseline knows findings by file, address and rule, with counts', () => {
  inFolder({ 'a/main.tf': bucket }, cwd => {
    const args = ['--baseline', 'known.json', '--fail-on', 'info']
    expect(bucketlint([...args, '--update-baseline'], { cwd }).status).toBe(0)
    writeFileSync(join(cwd, 'a/main.tf'), '#\n'.repeat(50) + bucket)
    const before = readFileSync(join(cwd, 'known.json'), 'utf8')
    expect(bucketlint(args, { cwd }).status).toBe(0)
    execFileSync('cp', ['-r', 'a', 'b'], { cwd })
    const { status, stdout } = bucketlint([...args, '--format', 'json'], { cwd })
    const files = (JSON.parse(stdout) as JsonReport).findings.map(({ location }) => location.file)
    expect([status, ...new Set(files)]).toEqual([1, 'b/main.tf'])
    expect(readFileSync(join(cwd, 'known.json'), 'utf8')).toBe(before)
  })
})

describe('28. SARIF that GitHub accepts', () => {
  const files = {
    'infra/plan.json': planOf({ parts: [{ address: 'aws_s3_bucket.b' }] }),
    'infra/main.tf': 'module "site" {\n  source = "../site"\n}\n',
    'site/main.tf': bucket,
  }

  test('one run, lines from 1, paths of the repository', () => {
    inFolder(files, cwd => {
      asRepository(cwd)
      const { runs } = sarifOf(join(cwd, 'infra'))
      expect(runs).toHaveLength(1)
      const results = runs.flatMap(run => run.results ?? [])
      expect(results.length).toBeGreaterThan(0)
      for (const { locations } of results) {
        const place = locations?.[0]?.physicalLocation
        expect(place?.artifactLocation?.uri).toMatch(/^(?:infra|site)\/[\w.]+$/)
        expect(place?.region?.startLine).toBeGreaterThanOrEqual(1)
      }
      for (const rule of runs[0]?.tool.driver.rules ?? []) expect(rule.helpUri).toMatch(/^https:\/\//)
    })
  })

  test('of a module from elsewhere the caller is told', () => {
    const remote = {
      'main.tf': 'module "b" {\n  source = "terraform-aws-modules/s3-bucket/aws"\n}\n',
      '.terraform/modules/modules.json': JSON.stringify({
        Modules: [
          { Key: '', Source: '', Dir: '.' },
          {
            Key: 'b',
            Source: 'registry.terraform.io/terraform-aws-modules/s3-bucket/aws',
            Dir: '.terraform/modules/b',
          },
        ],
      }),
      '.terraform/modules/b/main.tf': bucket,
    }
    inFolder(remote, cwd => {
      asRepository(cwd)
      const results = sarifOf(cwd).runs.flatMap(run => run.results ?? [])
      const uris = results.map(({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri)
      expect([...new Set(uris)]).toEqual(['main.tf'])
    })
  })

  test('a scan that failed never looks clean', () => {
    inFolder({ 'main.tf': 'resource "aws_s3_bucket" {\n' }, cwd => {
      const { status, stdout } = bucketlint(['--format', 'sarif'], { cwd })
      expect(status).not.toBe(0)
      const [run] = (JSON.parse(stdout) as Log).runs
      expect(run?.results?.length).toBeGreaterThan(0)
      expect(run?.invocations?.[0]?.executionSuccessful).toBe(false)
    })
  })
})

describe('29. SARIF and annotations stay quiet and stable', () => {
  test('what is suppressed is left out, and fingerprints survive line shifts', () => {
    const ignored = `# bucketlint-ignore versioning-off: a cache\nresource "aws_s3_bucket" "cache" {}\n`
    const read = (text: string) =>
      inFolder({ 'main.tf': text }, cwd => sarifOf(cwd, '--only', 'versioning-off').runs[0]?.results ?? [])
    const results = read(bucket + ignored)
    expect(results).toHaveLength(1)
    expect(results[0]?.suppressions ?? []).toEqual([])
    const [moved] = read('#\n'.repeat(50) + bucket + ignored)
    expect(moved?.partialFingerprints).toEqual(results[0]?.partialFingerprints)
    expect(Object.keys(moved?.partialFingerprints ?? {})).not.toEqual([])
  })

  test('four severities are four numbers', () => {
    const open = `Resources:
  Data:
    Type: AWS::S3::Bucket
    Properties:
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: false, IgnorePublicAcls: true }
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Data
      PolicyDocument:
        Version: '2012-10-17'
        Statement: { Effect: Allow, Principal: '*', Action: 's3:PutObject', Resource: !Sub '\${Data.Arn}/*' }
`
    const [run] = inFolder({ 't.yaml': open }, cwd => sarifOf(cwd)).runs
    const numbers = run?.tool.driver.rules?.map(rule => String(rule.properties?.['security-severity']))
    expect([...new Set(numbers)].map(Number).filter(number => number > 0 && number <= 10)).toHaveLength(4)
  })

  test('at most ten annotations, the worst first, at paths of the repository', () => {
    const many = Array.from({ length: 37 }, (_, index) => `resource "aws_s3_bucket" "b${index}" {}\n`)
    const worst = `resource "aws_s3_bucket_acl" "b36" {\n  bucket = aws_s3_bucket.b36.id\n  acl = "public-read"\n}\n`
    inFolder({ 'infra/main.tf': many.join('') + worst }, cwd => {
      asRepository(cwd)
      const { stdout } = bucketlint(['--format', 'github'], { cwd: join(cwd, 'infra') })
      const commands = stdout.split('\n').filter(line => /^::(?:error|warning|notice) /.test(line))
      for (const level of ['error', 'warning', 'notice'])
        expect(commands.filter(line => line.startsWith(`::${level} `)).length).toBeLessThanOrEqual(10)
      expect(commands[0]).toContain('acl')
      for (const command of commands.filter(line => line.includes('file=')))
        expect(command).toContain('file=infra/main.tf,')
    })
  })
})

describe('30. the contract of a run', () => {
  const formats = ['stylish', 'json', 'sarif', 'github', 'junit', 'markdown', 'html']

  test.each(formats)('%s has the same exit codes as any other format', format => {
    inFolder({ 'clean/main.tf': '', 'bad/main.tf': bucket, 'broken/main.tf': 'resource {' }, cwd => {
      const status = (...args: readonly string[]) => bucketlint(['--format', format, ...args], { cwd }).status
      expect(status('clean')).toBe(0)
      expect(status('bad')).toBe(1)
      expect(status('broken')).toBe(2)
      expect(status('missing')).toBe(2)
      expect(status('bad', '--no-such-option')).toBe(2)
    })
  })

  test('conditions cost nothing to checks that do not read them', () => {
    const names = Array.from({ length: 30 }, (_, index) => `C${index}`)
    const conditions = names.map(name => `  ${name}: !Equals [!Ref P${name}, 'yes']`)
    const parameters = names.map(name => `  P${name}: { Type: String, AllowedValues: ['yes', 'no'] }`)
    const resources = [...names, ...names].map(
      (name, index) => `  B${index}:
    Type: AWS::S3::Bucket
    Properties: { VersioningConfiguration: !If [${name}, { Status: Enabled }, !Ref AWS::NoValue] }`,
    )
    const text = [
      'Parameters:',
      ...parameters,
      'Conditions:',
      ...conditions,
      'Resources:',
      ...resources,
    ].join('\n')
    inFolder({ 't.yaml': text }, cwd => {
      const started = performance.now()
      const { status, stdout } = bucketlint(['--format', 'json', '--only', 'versioning-off'], { cwd })
      // The bound is generous for slow machines: without worlds that are told apart lazily it takes for ever.
      expect(performance.now() - started).toBeLessThan(10_000)
      expect([status, (JSON.parse(stdout) as JsonReport).findings.length]).toEqual([0, 60])
    })
  })

  test('a module that calls itself ends', () => {
    inFolder({ 'main.tf': `module "again" {\n  source = "."\n}\n${bucket}` }, cwd => {
      expect(bucketlint([], { cwd }).status).not.toBeNull()
    })
  })

  test('what a plan marks as sensitive is never printed', () => {
    const secret = 'hunter2-s3cr3t'
    const part = {
      address: 'aws_s3_bucket.b',
      values: { bucket: secret, tags: { token: secret } },
      sensitive: { bucket: true, tags: { token: true } },
    }
    inFolder({ 'plan.json': planOf({ parts: [part] }) }, cwd => {
      for (const format of formats) {
        const { stdout, stderr } = bucketlint(['--format', format, '--preset', 'strict', '--possible'], {
          cwd,
        })
        expect(stdout + stderr, format).not.toContain(secret)
      }
    })
  })
})
