/** The rule of one's own that the page shows is one: it finds, it is explained, and it mends. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bucketlint } from '../cli/bucketlint.ts'
import { root } from './pages.ts'

let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bucketlint-custom-'))
  const page = readFileSync(join(root, 'docs/configuration.md'), 'utf8')
  const [, path = '', code = ''] = /```js\n\/\/ (lint\/rules\/\S+)\n([^]*?)```/.exec(page) ?? []
  mkdirSync(join(folder, 'lint/rules'), { recursive: true })
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(root, join(folder, 'node_modules/bucketlint'), 'dir')
  writeFileSync(join(folder, path), code)
  writeFileSync(join(folder, 'bucketlint.config.yaml'), 'customRules: [lint/rules]\n')
})

afterAll(() => {
  rmSync(folder, { recursive: true })
})

const run = (...args: string[]) => bucketlint(args, { cwd: folder })

test('it finds, and mends', () => {
  const text = 'Resources:\n  Data:\n    Type: AWS::S3::Bucket\n'
  writeFileSync(join(folder, 'stack.yaml'), text)
  const found = run('--only', 'bucket-unowned', 'stack.yaml')
  expect(found).toMatchObject({ status: 1, stderr: '' })
  expect(found.stdout).toContain('medium bucket-unowned: no tag names its owner')
  expect(run('--only', 'bucket-unowned', '--fix=all', 'stack.yaml').status).toBe(0)
  const mended = `    Properties:\n      Tags:\n        - Key: owner\n          Value: platform\n`
  expect(readFileSync(join(folder, 'stack.yaml'), 'utf8')).toBe(text + mended)
})

test('it is listed and explained', () => {
  expect(run('rules').stdout).toContain('bucket-unowned')
  expect(run('explain', 'bucket-unowned').stdout).toContain('Nobody answers when something is wrong with it.')
})
