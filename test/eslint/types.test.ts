/** The plugin fits ESLint's own types, where it is put and where its parts are. */
import type { ESLint, Linter } from 'eslint'
import { defineConfig } from 'eslint/config'
import { expect, expectTypeOf, test } from 'vitest'
import bucketlint from '../../src/eslint.ts'

test('the types of ESLint take the plugin, its configs and its options', () => {
  expectTypeOf(bucketlint).toExtend<ESLint.Plugin>()
  expectTypeOf(bucketlint.configs.recommended).toExtend<Linter.Config>()
  const config = defineConfig([
    bucketlint.configs.recommended,
    { files: ['infra/*.json'], extends: [bucketlint.configs.strict] },
    { files: ['**/*.yaml'], plugins: { bucketlint }, extends: ['bucketlint/recommended'] },
  ])
  expect(config.map(({ language }) => language)).toContain('bucketlint/iac')
})
