/** `--fix` and `--fix-dry-run` as people use them: on files, with what is told and what is written. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bucketlint } from './bucketlint.ts'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bucketlint-fix-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

const template = `# Orders of the shop
Resources:
  Orders: # kept for ten years
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration:
        Status: Suspended # for now
`

const denied = `# Orders of the shop
Resources:
  Orders: # kept for ten years
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration:
        Status: Suspended # for now
  OrdersPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Orders
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Sid: DenyPlainHttp
            Effect: Deny
            Principal: '*'
            Action: 's3:*'
            Resource:
              - !GetAtt Orders.Arn
              - !Sub '\${Orders.Arn}/*'
            Condition:
              Bool:
                aws:SecureTransport: 'false'
`

function write(name: string, text: string | Uint8Array): void {
  writeFileSync(join(folder, name), text)
}

function read(name: string): string {
  return readFileSync(join(folder, name), 'utf8')
}

const run = (...args: string[]) => bucketlint(['--only', 'bucket-allows-http', ...args], { cwd: folder })

describe('--fix', () => {
  test('mends files and tells what is left', () => {
    write('orders.yaml', template)
    expect(run('--fix', '.')).toEqual({
      status: 0,
      stdout: '1 file, 1 bucket, 0 findings\n',
      stderr:
        'bucketlint: 1 finding fixed in 1 file\n  orders.yaml: Orders: deny plain HTTP (bucket-allows-http)\n',
    })
    expect(read('orders.yaml')).toBe(denied)
  })

  test('has nothing to do a second time', () => {
    write('orders.yaml', denied)
    expect(run('--fix', '.').stderr).toBe('bucketlint: nothing fixed\n')
    expect(read('orders.yaml')).toBe(denied)
  })

  test('leaves alone what is suppressed', () => {
    const text = template.replace(
      '  Orders:',
      '  # bucketlint-ignore bucket-allows-http: behind a proxy\n  Orders:',
    )
    write('orders.yaml', text)
    expect(run('--fix', '.').stderr).toBe('bucketlint: nothing fixed\n')
    expect(read('orders.yaml')).toBe(text)
  })

  test('keeps the encoding and the ends of lines', () => {
    const windows = (text: string) => Buffer.from(`\uFEFF${text.replaceAll('\n', '\r\n')}`, 'utf16le')
    write('orders.yaml', windows(template))
    expect(run('--fix', '.').status).toBe(0)
    expect(readFileSync(join(folder, 'orders.yaml'))).toEqual(windows(denied))
  })

  test('mends what it can read, and says what it cannot', () => {
    write('orders.yaml', template)
    write('broken.yaml', 'Resources:\n  A: { Type: AWS::S3::Bucket\n')
    const { status, stderr } = run('--fix', '.')
    expect(status).toBe(2)
    expect(stderr).toContain('1 finding fixed in 1 file')
    expect(read('orders.yaml')).toBe(denied)
  })

  test('needs a file to write to', () => {
    expect(bucketlint(['--fix', '-'], { cwd: folder, input: template })).toEqual({
      status: 2,
      stdout: '',
      stderr: 'bucketlint: --fix cannot write to standard input\n  see what it would change: --fix-dry-run\n',
    })
  })

  test('takes no other word than all', () => {
    const { status, stderr } = run('--fix=al', '.')
    expect(status).toBe(2)
    expect(stderr).toContain("--fix cannot be 'al'")
  })
})

describe('--fix-dry-run', () => {
  test('tells a patch that git takes, and writes nothing', () => {
    write('orders.yaml', template)
    const { status, stdout, stderr } = run('--fix-dry-run', '.')
    // As the file is, it has the finding.
    expect(status).toBe(1)
    expect(stderr).toBe(
      'bucketlint: 1 finding can be fixed in 1 file\n  orders.yaml: Orders: deny plain HTTP (bucket-allows-http)\n',
    )
    expect(read('orders.yaml')).toBe(template)
    const applied = spawnSync('git', ['apply', '-'], { cwd: folder, input: stdout, encoding: 'utf8' })
    expect(applied.stderr).toBe('')
    expect(read('orders.yaml')).toBe(denied)
  })

  test('reads standard input', () => {
    const args = ['--only', 'bucket-allows-http', '--fix-dry-run', '--stdin-filename', 'new.yaml', '-']
    const { stdout } = bucketlint(args, { cwd: folder, input: template })
    expect(stdout.split('\n').slice(0, 4)).toEqual([
      '--- a/new.yaml',
      '+++ b/new.yaml',
      '@@ -4,4 +4,21 @@',
      '     Type: AWS::S3::Bucket',
    ])
  })

  test('shows no secret that stands beside, and steers no terminal', () => {
    const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzzzzzzKEY'
    write('orders.yaml', `${template}# ${secret}\n# ::error::stop\n`)
    const { stdout } = run('--fix-dry-run', '.')
    expect(stdout).toContain('+  OrdersPolicy:')
    expect(stdout).not.toContain(secret)
  })

  test('changes nothing in what programs are told: fixes stand there', () => {
    write('orders.yaml', template)
    const { stdout, status } = run('--format', 'json', '.')
    expect(run('--fix-dry-run', '--format', 'json', '.')).toMatchObject({ stdout, status })
  })
})

test('reports for programs offer the fix', () => {
  write('orders.yaml', template)
  const { stdout } = run('--format', 'json', '.')
  const { findings } = JSON.parse(stdout) as { findings: { fix: unknown }[] }
  const end = { file: 'orders.yaml', line: 7, column: 36, endLine: 7, endColumn: 36 }
  expect(findings.map(({ fix }) => fix)).toEqual([
    {
      title: 'deny plain HTTP',
      safety: 'safe',
      edits: [{ location: end, text: denied.slice(template.length - 1, -1) }],
    },
  ])
})
