/** Presets: which rules run together. */
import { describe, expect, test } from 'vitest'
import { rules } from '../rules/index.ts'
import { schema } from '../src/config/schema.ts'
import { isInPreset, presets, type Preset } from '../src/presets.ts'

const idsIn = (preset: Preset) =>
  Object.keys(rules).filter(id => rules[id] && isInPreset(preset, rules[id].rule))

test('configs may name each of them', () => {
  expect(schema.properties.preset.enum).toEqual(presets)
})

describe('hold rules', () => {
  test('that hardly anybody would argue with, or all', () => {
    expect(idsIn('recommended')).toContain('logging-loop')
    expect(idsIn('recommended')).not.toContain('object-lock-off')
    expect(idsIn('strict')).toEqual(Object.keys(rules))
  })

  test.each([
    ['security-hub', 'versioning-off', 'SecurityHub S3.14'],
    ['cis', 'bucket-allows-http', 'CIS'],
    ['nist', 'logging-off', 'NIST'],
    ['pci-dss', 'public-access-block-off', 'PCI'],
  ] as const)('of a standard: %s', (preset, id, control) => {
    expect(rules[id]?.rule.controls.some(each => each.startsWith(control))).toBe(true)
    const ids = idsIn(preset)
    expect(ids).toContain(id)
    expect(ids).toContain('syntax-error')
    expect(ids).not.toContain('logging-loop')
    expect(ids.length).toBeLessThan(Object.keys(rules).length / 2)
  })
})
