import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { bucketlint } from './bucketlint.ts'

describe('graph', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bucketlint-'))
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  test('draws text for Mermaid on standard output', () => {
    const { status, stdout, stderr } = bucketlint(['graph', '--region', 'eu-west-1', 'suspended.yaml'])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(/^flowchart LR\n {2}subgraph g2\["account not known · eu-west-1"\]\n/)
  })

  test('writes several documents into files, and then nothing else', () => {
    const [page, svg] = [join(folder, 'estate.html'), join(folder, 'estate.svg')]
    const { status, stdout, stderr } = bucketlint([
      'graph',
      'suspended.yaml',
      '--format',
      `html=${page}`,
      '--format',
      `svg=${svg}`,
    ])
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' })
    expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>/)
    expect(readFileSync(svg, 'utf8')).toMatch(/^<svg xmlns/)
  })

  test('reads standard input', () => {
    const input = 'Resources: { Data: { Type: AWS::S3::Bucket } }'
    const { status, stdout } = bucketlint(['graph', '-'], { input })
    expect({ status, line: stdout.split('\n')[2] }).toEqual({
      status: 0,
      line: '    n1[("Data<br>not versioned")]',
    })
  })

  test('draws what can be read, and tells what cannot', () => {
    const { status, stdout, stderr } = bucketlint(['graph', 'suspended.yaml', 'broken.template'])
    expect(status).toBe(2)
    expect(stdout).toMatch(/^flowchart LR/)
    expect(stderr).toMatch(/^bucketlint: broken\.template:\d+:\d+: /)
  })

  test.each([
    [['--format', 'png'], "--format cannot be 'png'\n  it is one of: mermaid, svg, html"],
    [['--format', 'svg', '--format', 'html'], 'two formats cannot both go to standard output'],
    [['--quiet'], "--quiet is no option of 'bucketlint graph'"],
  ])('%j is wrong use', (args, message) => {
    const { status, stdout, stderr } = bucketlint(['graph', ...args, 'suspended.yaml'])
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain(message)
  })

  test('a report as a page shows the estate, under its content security policy', () => {
    const page = join(folder, 'report.html')
    expect(bucketlint(['--format', `html=${page}`, '--fail-on', 'never', 'suspended.yaml']).status).toBe(0)
    expect(readFileSync(page, 'utf8')).toContain('class="estate"')
  })
})
