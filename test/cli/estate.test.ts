/** `--estate`: files of a commit are linted as parts of what is around them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bucketlint } from './bucketlint.ts'

let folder = ''

const files: Readonly<Record<string, string>> = {
  'orders.yaml': `Resources:
  Orders:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration: { Status: Suspended }
`,
  'users.yaml': `Resources:
  Users:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration: { Status: Suspended }
`,
  'broken.yaml': 'Resources:\n  A: { Type: AWS::S3::Bucket\n',
  'site/main.tf': `provider "aws" {
  region = "eu-central-1"
}
resource "aws_s3_bucket" "site" {
  bucket = "acme-site"
}
`,
  'site/versioning.tf': `resource "aws_s3_bucket_versioning" "site" {
  bucket = aws_s3_bucket.site.id
  versioning_configuration {
    status = "Suspended"
  }
}
`,
  'values.yaml': 'replicas: 3\n',
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bucketlint-estate-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
})

afterAll(() => {
  rmSync(folder, { recursive: true })
})

interface Json {
  readonly summary: { readonly files: number; readonly findings: number }
  readonly findings: readonly { readonly location: { readonly file: string }; readonly rule: string }[]
  readonly notices: readonly { readonly message: string }[]
}

function linted(...args: readonly string[]) {
  const only = '--only=versioning-suspended,syntax-error'
  const { status, stdout, stderr } = bucketlint([only, '--format=json', ...args], { cwd: folder })
  const report = stdout === '' ? undefined : (JSON.parse(stdout) as Json)
  return { status, stderr, report, places: report?.findings.map(({ location }) => location.file) }
}

describe('--estate', () => {
  test('tells what is wrong in the paths, having read all', () => {
    const { status, stderr, report, places } = linted('--estate', '.', 'orders.yaml')
    expect({ status, stderr, places }).toEqual({ status: 1, stderr: '', places: ['orders.yaml'] })
    expect(report?.summary).toMatchObject({ files: 4, findings: 1 })
  })

  test('knows a Terraform file as part of its folder', () => {
    expect(linted('--estate=.', 'site/versioning.tf').places).toEqual(['site/versioning.tf'])
    expect(linted('--estate=.', 'users.yaml', 'site').places).toEqual(['site/versioning.tf', 'users.yaml'])
  })

  test('tells those who change what a finding elsewhere is about', () => {
    expect(linted('--estate=.', 'site/main.tf').places).toEqual(['site/versioning.tf'])
  })

  test('passes over what is no template, and what is broken elsewhere', () => {
    expect(linted('--estate=.', 'values.yaml')).toMatchObject({ status: 0, places: [] })
    expect(linted('--estate=.', 'broken.yaml')).toMatchObject({ status: 2, places: ['broken.yaml'] })
  })

  test('wants the paths to be there, and reads those outside of the estate too', () => {
    expect(linted('--estate=site', 'users.yaml').places).toEqual(['users.yaml'])
    const { status, report } = linted('--estate=.', 'gone.yaml')
    expect(status).toBe(2)
    expect(report?.notices.map(({ message }) => message)).toContain('gone.yaml: no such file or folder')
  })

  test('takes standard input for the file of its name', () => {
    const args = ['--estate=.', '--stdin-filename=orders.yaml', '--format=json', '-']
    const input = files['orders.yaml']?.replace('Orders:', 'Renamed:') ?? ''
    const { stdout } = bucketlint(['--only=versioning-suspended', ...args], { cwd: folder, input })
    const addresses = (JSON.parse(stdout) as { findings: { resource: { address: string } }[] }).findings.map(
      ({ resource }) => resource.address,
    )
    expect(addresses).toEqual(['Renamed'])
  })
})
