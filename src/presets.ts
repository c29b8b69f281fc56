/** Sets of rules that are run together. */
import type { Rule } from './rule.ts'

/** The standards that controls name, by their presets. */
const standards = {
  'security-hub': 'SecurityHub ',
  cis: 'CIS ',
  nist: 'NIST ',
  'pci-dss': 'PCI ',
} as const

/** `recommended` is what almost nobody would argue with, `strict` is all, the others are the rules of a standard. */
export const presets = ['recommended', 'strict', 'security-hub', 'cis', 'nist', 'pci-dss'] as const
export type Preset = (typeof presets)[number]

/** Whether a rule is in a preset. What is wrong with files and suppressions is told in all of them. */
export function isInPreset(preset: Preset, { on, preset: own, controls }: Rule): boolean {
  if (preset === 'strict' || on === 'file' || on === 'suppression') return true
  if (preset === 'recommended') return own === 'recommended'
  return controls.some(control => control.startsWith(standards[preset]))
}

/** Whether cases that are an opinion are told as well: standards ask for what is written, not for what is meant. */
export function isStrict(preset: Preset): boolean {
  return preset !== 'recommended'
}
