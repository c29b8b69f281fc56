/** What configs say once for a run. */
import { dirname, resolve } from 'node:path'
import type { Settings } from '../settings.ts'
import { placeOf, type Told } from './effective.ts'
import type { ConfigFile } from './file.ts'
import type { Config } from './schema.ts'

/** The settings that are said once for a run. */
export const RUN_WIDE = [
  'trustedAccounts',
  'trustedOrganizations',
  'workloads',
  'failOn',
  'baseline',
  'customRules',
] as const satisfies readonly (keyof Config)[]

type Workload = NonNullable<Config['workloads']>[string]

/** What is said, and who says it. */
export interface RunWide {
  readonly trustedAccounts: readonly Told<string>[]
  readonly trustedOrganizations: readonly Told<string>[]
  readonly workloads: ReadonlyMap<string, Told<Workload>>
  readonly failOn?: Told<NonNullable<Config['failOn']>> | undefined
  /** Absolute. */
  readonly baseline?: Told<string> | undefined
  /** Absolute. */
  readonly customRules: readonly Told<string>[]
}

/** Puts a config on top of what it builds on: lists grow, the rest is replaced. */
export function runWide(chain: readonly ConfigFile[]): RunWide {
  const items = (key: 'trustedAccounts' | 'trustedOrganizations' | 'customRules') =>
    chain.flatMap(file =>
      (file.config[key] ?? []).map((value, index) => ({
        value,
        from: placeOf(file, [key, String(index)]),
        file,
      })),
    )
  const workloads = chain.flatMap(file =>
    Object.entries(file.config.workloads ?? {}).map(
      ([name, value]) => [name, { value, from: placeOf(file, ['workloads', name]) }] as const,
    ),
  )
  const failOn = chain.flatMap(file =>
    file.config.failOn ? [{ value: file.config.failOn, from: placeOf(file, ['failOn']) }] : [],
  )
  const baseline = chain.flatMap(file =>
    file.config.baseline === undefined
      ? []
      : [{ value: absolute(file, file.config.baseline), from: placeOf(file, ['baseline']) }],
  )
  return {
    trustedAccounts: items('trustedAccounts').map(told),
    trustedOrganizations: items('trustedOrganizations').map(told),
    workloads: new Map(workloads),
    failOn: failOn.at(-1),
    baseline: baseline.at(-1),
    customRules: items('customRules').map(({ value, from, file }) => ({
      value: absolute(file, value),
      from,
    })),
  }
}

/** What a run is to know of accounts and loads. */
export function knownOf({
  trustedAccounts,
  trustedOrganizations,
  workloads,
}: RunWide): Pick<Settings, 'trustedAccounts' | 'trustedOrganizations' | 'workloads'> {
  return {
    trustedAccounts: trustedAccounts.map(({ value }) => value),
    trustedOrganizations: trustedOrganizations.map(({ value }) => value),
    workloads: Object.fromEntries(Array.from(workloads, ([name, { value }]) => [name, value])),
  }
}

function told({ value, from }: Told<string>): Told<string> {
  return { value, from }
}

function absolute({ path }: ConfigFile, value: string): string {
  return resolve(dirname(path), value)
}
