/** The plugin as it is shipped, in ESLint itself. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ESLint, type Linter } from 'eslint'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Plugin } from '../../src/eslint.ts'

const root = join(import.meta.dirname, '../..')
const built = pathToFileURL(join(root, 'dist/eslint.mjs')).href
const { default: plugin } = (await import(built)) as { default: Plugin }

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'bucketlint-eslint-')))
const before = process.cwd()
beforeEach(() => {
  process.chdir(folder)
})
afterAll(() => {
  process.chdir(before)
  rmSync(folder, { recursive: true })
})

const bucket = (comment = '') =>
  `Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n    Properties:\n      VersioningConfiguration:\n        Status: Suspended${comment}\n`

function write(name: string, text: string): string {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), text)
  return name
}

/** Lints with one rule, as users set it. */
async function lint(
  text: string,
  filePath: string,
  { id = 'versioning-suspended', ...config }: { id?: string } & Partial<Linter.Config> = {},
): Promise<Linter.LintMessage[]> {
  const { plugins, language } = plugin.configs.recommended
  const rules = { [`bucketlint/${id}`]: 'error' as const }
  const eslint = new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    overrideConfig: [{ files: ['**/*.{yaml,json,tf}'], plugins, language, rules, ...config }],
  })
  const [result] = await eslint.lintText(text, { filePath })
  return result?.messages ?? []
}

describe('findings', () => {
  test('are reported where they are', async () => {
    const [message, ...others] = await lint(bucket(), 'stack.yaml')
    expect(others).toEqual([])
    expect(message).toMatchObject({
      ruleId: 'bucketlint/versioning-suspended',
      severity: 2,
      line: 6,
      column: 9,
      endLine: 6,
      endColumn: 15,
    })
    expect(message?.message).toMatch(/versioning/i)
  })

  test('are those of the text, not of the file', async () => {
    write('saved.yaml', bucket())
    expect(await lint('Resources: {}\n', 'saved.yaml')).toEqual([])
    expect(await lint(bucket(), 'saved.yaml')).toHaveLength(1)
  })

  test('are found in JSON and in Terraform, with the folder around it', async () => {
    const json = JSON.stringify({
      Resources: {
        Logs: {
          Type: 'AWS::S3::Bucket',
          Properties: { VersioningConfiguration: { Status: 'Suspended' } },
        },
      },
    })
    expect(await lint(json, 'stack.json')).toHaveLength(1)
    write('live/variables.tf', 'variable "status" {\n  default = "Suspended"\n}\n')
    const tf =
      'resource "aws_s3_bucket" "a" {}\n\nresource "aws_s3_bucket_versioning" "a" {\n  bucket = aws_s3_bucket.a.id\n  versioning_configuration {\n    status = var.status\n  }\n}\n'
    expect(await lint(tf, 'live/main.tf')).toMatchObject([{ line: 6, column: 5 }])
  })

  test('of other rules are left to those', async () => {
    expect(await lint(bucket(), 'stack.yaml', { id: 'bucket-allows-http' })).toMatchObject([
      { ruleId: 'bucketlint/bucket-allows-http' },
    ])
  })

  test('are none in what is no template', async () => {
    expect(await lint('services:\n  web: {image: nginx}\n', 'docker-compose.yaml')).toEqual([])
  })

  test('tell of what cannot be parsed', async () => {
    const broken = 'Resources:\n  A:\n    Type: AWS::S3::Bucket\n   B: [\n'
    expect(await lint(broken, 'broken.yaml', { id: 'syntax-error' })).toMatchObject([
      { ruleId: 'bucketlint/syntax-error' },
    ])
  })
})

describe('fixes', () => {
  const open = 'Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n'

  test('that are safe are made by --fix', async () => {
    const { plugins, language } = plugin.configs.recommended
    const rules = { 'bucketlint/bucket-allows-http': 'error' as const }
    const eslint = new ESLint({
      cwd: folder,
      fix: true,
      overrideConfigFile: true,
      overrideConfig: [{ files: ['**/*.yaml'], plugins, language, rules }],
    })
    const [result] = await eslint.lintText(`\uFEFF${open}`, { filePath: 'fixed.yaml' })
    expect(result?.messages).toEqual([])
    expect(result?.output).toMatch(
      /^\uFEFFResources:\n {2}Logs:\n {4}Type: AWS::S3::Bucket\n {2}LogsPolicy:\n/,
    )
  })

  test('that want a review are suggested', async () => {
    const id = 'versioning-suspended'
    const [message] = await lint(bucket(' # for now'), 'stack.yaml', { id })
    expect(message?.fix).toBeUndefined()
    const [suggestion] = message?.suggestions ?? []
    expect(suggestion?.desc).toMatch(/versioning/)
    const [start, end] = suggestion?.fix.range ?? [0, 0]
    const text = bucket(' # for now')
    expect(text.slice(0, start) + (suggestion?.fix.text ?? '') + text.slice(end)).toContain(
      'Status: Enabled # for now',
    )
  })
})

describe('suppressions', () => {
  test('of bucketlint hold', async () => {
    expect(await lint(bucket(' # bucketlint-ignore versioning-suspended: on purpose'), 'stack.yaml')).toEqual(
      [],
    )
  })

  test.each([
    [' # eslint-disable-line bucketlint/versioning-suspended -- on purpose', 'stack.yaml'],
    [' # eslint-disable-line', 'stack.yaml'],
  ])('of ESLint hold: %s', async (comment, file) => {
    expect(await lint(bucket(comment), file)).toEqual([])
  })

  test('of ESLint hold in Terraform', async () => {
    const tf = (comment: string) =>
      `resource "aws_s3_bucket" "a" {}\nresource "aws_s3_bucket_versioning" "a" {\n  bucket = aws_s3_bucket.a.id\n  versioning_configuration {\n    ${comment}\n    status = "Suspended"\n  }\n}\n`
    expect(await lint(tf('# nothing'), 'hcl/main.tf')).toHaveLength(1)
    for (const mark of [
      '# eslint-disable-next-line',
      '// eslint-disable-next-line bucketlint/versioning-suspended',
    ])
      expect(await lint(tf(mark), 'hcl/main.tf')).toEqual([])
    expect(await lint(tf('/* eslint-disable bucketlint/versioning-suspended */'), 'hcl/main.tf')).toEqual([])
  })

  test('of ESLint that are of no use are told', async () => {
    const text = bucket().replace(
      'Suspended',
      'Enabled # eslint-disable-line bucketlint/versioning-suspended',
    )
    const messages = await lint(text, 'stack.yaml', {
      linterOptions: { reportUnusedDisableDirectives: 'error' },
    })
    expect(messages).toMatchObject([{ ruleId: null, line: 6 }])
  })
})

describe('configs', () => {
  test('of bucketlint hold: what they switch off, and what they ignore', async () => {
    write('own/bucketlint.config.yaml', 'rules:\n  versioning-suspended: off\nignore: [old.yaml]\n')
    expect(await lint(bucket(), 'own/stack.yaml')).toEqual([])
    expect(await lint(bucket(), 'own/old.yaml', { id: 'bucket-allows-http' })).toEqual([])
    expect(await lint(bucket(), 'own/new.yaml', { id: 'bucket-allows-http' })).toHaveLength(1)
  })

  test('that mean nothing are told in the file they are for', async () => {
    write('wrong/bucketlint.config.yaml', 'rules:\n  no-such-rule: off\n')
    const [message] = await lint(bucket(), 'wrong/stack.yaml')
    expect(message).toMatchObject({ fatal: true })
    expect(message?.message).toContain("there is no rule 'no-such-rule'")
  })

  test('may be programs, with rules of their own', async () => {
    const rule = `{ title: 'Bucket', severity: 'low', preset: 'recommended', consequence: 'audit', why: 'W.', remedy: 'R.',
      *check(bucket) { yield { at: bucket.at, message: 'a bucket' } } }`
    const home = join(folder, 'programs')
    write('programs/bucketlint.config.mjs', "export default { customRules: ['lint'] }")
    write('programs/lint/bucket-seen.mjs', `export default ${rule}`)
    process.chdir(home)
    expect(await lint(bucket(), join(home, 'stack.yaml'), { id: 'custom-rules' })).toMatchObject([
      { ruleId: 'bucketlint/custom-rules', line: 2, message: 'bucket-seen: a bucket' },
    ])
  })

  test('of ESLint can say where it is deployed, and nothing else', async () => {
    const text = `Parameters:\n  Status: {Type: String, Default: Enabled}\n${bucket().replace('Suspended', '!Ref Status')}`
    expect(await lint(text, 'stack.yaml')).toEqual([])
    expect(
      await lint(text, 'stack.yaml', { languageOptions: { params: { Status: 'Suspended' } } }),
    ).toHaveLength(1)
    await expect(lint(text, 'stack.yaml', { languageOptions: { paramms: {} } })).rejects.toThrow('paramms')
    await expect(lint(text, 'stack.yaml', { languageOptions: { region: 1 } })).rejects.toThrow('region')
  })
})

test('versions of ESLint that give options of JavaScript to every language are told to be too old', () => {
  expect(() => {
    plugin.languages.iac.validateLanguageOptions({
      sourceType: 'module',
      ecmaVersion: 2026,
      parserOptions: {},
    })
  }).toThrow('bucketlint takes ESLint 9.13 or later')
})

test('presets switch on the rules that they have', () => {
  const { recommended, strict } = plugin.configs
  expect(recommended.rules['bucketlint/versioning-suspended']).toBeDefined()
  expect(Object.keys(strict.rules)).toEqual(Object.keys(plugin.rules).map(id => `bucketlint/${id}`))
  expect(Object.keys(recommended.rules).length).toBeLessThan(Object.keys(strict.rules).length)
  const { docs } = plugin.rules['versioning-suspended']?.meta ?? {}
  expect(docs?.url).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//)
})

test('the command of ESLint takes the recommended preset, and looks at no other files', () => {
  write(
    'cli/eslint.config.mjs',
    `import bucketlint from '${built}'\nexport default [bucketlint.configs.recommended]\n`,
  )
  write('cli/stack.yaml', bucket())
  write('cli/package.json', '{"name": "x"}')
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/eslint/bin/eslint.js'), '--format', 'json', '.'],
    { cwd: join(folder, 'cli'), encoding: 'utf8' },
  )
  const results = JSON.parse(stdout) as { filePath: string; messages: Linter.LintMessage[] }[]
  expect(status).toBe(1)
  const stack = results.find(({ filePath }) => filePath.endsWith('stack.yaml'))
  expect(stack?.messages.map(({ ruleId }) => ruleId)).toContain('bucketlint/bucket-allows-http')
  expect(results.some(({ filePath }) => filePath.endsWith('package.json'))).toBe(false)
})
