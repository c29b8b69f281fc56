import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CORE_SCHEMA, load } from 'js-yaml'
import { expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { compiledConfigSchema } from '../../scripts/compile-config-schema.mjs'
import { schema } from '../../src/config/schema.ts'
import validate from '../../src/config/validate.mjs'
import { severities } from '../../src/finding.ts'
import { defineConfig } from '../../src/index.ts'

const read = (path: string) => readFileSync(join(import.meta.dirname, '../..', path), 'utf8')

test('what is made of the schema is up to date: else run node scripts/compile-config-schema.mjs', async () => {
  const texts = await compiledConfigSchema()
  expect(read('config.schema.json')).toBe(texts.schema)
  expect(read('src/config/validate.mjs')).toBe(texts.validator)
})

test('the package has the schema', () => {
  const { files, exports } = JSON.parse(read('package.json')) as { files: string[]; exports: object }
  expect(files).toContain('config.schema.json')
  expect(exports).toHaveProperty(['./config.schema.json'], './config.schema.json')
})

test('it knows the severities', () => {
  expect(schema.properties.failOn.enum).toEqual([...severities, 'never'])
  expect(schema.properties.rules.additionalProperties.anyOf[0].enum).toEqual(['off', ...severities])
})

test('the config that the documentation shows is one', () => {
  const shown =
    /```yaml\n# bucketlint.config.yaml\n(extends:[\s\S]*?)```/.exec(read('docs/configuration.md'))?.[1] ?? ''
  const config = load(shown, { schema: CORE_SCHEMA }) as { rules: object }
  expect(Object.keys(config).length).toBeGreaterThan(8)
  expect(validate(config), JSON.stringify(validate.errors)).toBe(true)
  expect(Object.keys(config.rules).filter(id => !Object.hasOwn(rules, id))).toEqual([])
})

test('every setting says what it expects', () => {
  const silent: string[] = []
  const visit = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null) return
    const isSchema = 'type' in node || 'anyOf' in node
    if (isSchema && !('description' in node) && !path.endsWith('/anyOf/1')) silent.push(path)
    for (const [key, value] of Object.entries(node)) visit(value, `${path}/${key}`)
  }
  visit(schema.properties, '')
  expect(silent).toEqual([])
})

test('configs in TypeScript are typed', () => {
  const config = defineConfig({
    preset: 'strict',
    rules: { 'versioning-off': 'off', 'logging-off': { severity: 'low' } },
    overrides: [{ files: ['dev/**'], region: 'eu-west-1', params: { Stage: 'dev' } }],
    suppressions: [{ rules: ['versioning-off'], reason: 'logs', until: '2027-01-31' }],
    workloads: { Data: { puts: 100, prefixes: 2 } },
  })
  expect(config.preset).toBe('strict')
  // @ts-expect-error -- there is no such preset
  defineConfig({ preset: 'all' })
  // @ts-expect-error -- nor such a setting
  defineConfig({ ignores: [] })
})
