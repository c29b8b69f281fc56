import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rulesIndexText } from '../../scripts/index-rules.mjs'

test('rules/index.ts lists the rules that there are: else run node scripts/index-rules.mjs', () => {
  expect(readFileSync(join(import.meta.dirname, '../../rules/index.ts'), 'utf8')).toBe(rulesIndexText())
})
