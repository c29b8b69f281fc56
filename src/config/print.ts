/** Tells what holds for one file, and who says it. */
import { isInPreset } from '../presets.ts'
import type { RuleTable } from '../settings.ts'
import type { Effective, Told } from './effective.ts'
import type { Governing } from './governing.ts'
import type { Configs } from './index.ts'

/** Every setting for a file with its value and where that comes from, to be written as JSON. */
export function printConfig(configs: Configs, file: string): object {
  const { runWide, table } = configs
  const governing = configs.governing(file)
  const effective = configs.effective(file)
  const { preset, region, account, params } = effective
  return {
    file,
    ignored: configs.isIgnored(file),
    configs: governing.chain.map(({ source }) => source.path),
    preset,
    region,
    account,
    params: Object.fromEntries(params),
    rules: rulesIn(effective, governing, table),
    lockedRules: Object.fromEntries(Array.from(governing.locks, ([id, { by }]) => [id, { from: by }])),
    failOn: runWide.failOn ?? byDefault('medium'),
    baseline: runWide.baseline,
    trustedAccounts: runWide.trustedAccounts,
    trustedOrganizations: runWide.trustedOrganizations,
    workloads: Object.fromEntries(runWide.workloads),
    customRules: runWide.customRules,
  }
}

function rulesIn({ preset, rules }: Effective, { locks }: Governing, table: RuleTable): object {
  return Object.fromEntries(
    Object.entries(table).map(([id, { rule }]) => {
      const by = locks.get(id)?.by
      const isOn = isInPreset(preset.value, rule) || by !== undefined
      return [
        id,
        rules.get(id) ?? { value: isOn ? rule.severity : 'off', from: by ?? `preset ${preset.value}` },
      ]
    }),
  )
}

function byDefault(value: string): Told<string> {
  return { value, from: 'default' }
}
