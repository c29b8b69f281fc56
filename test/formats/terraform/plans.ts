/** Small plans, written as what they consist of, and what the rules tell about them. */
import { rules } from '../../../rules/index.ts'
import type { Report } from '../../../src/finding.ts'
import { run } from '../../../src/run.ts'
import type { Settings } from '../../../src/settings.ts'

type Json = Readonly<Record<string, unknown>>

/** One instance, with what the configuration says of its block. */
export interface Part {
  /** `aws_s3_bucket.b`, with the key of `count` or `for_each`. */
  readonly address: string
  readonly values?: Json
  readonly unknown?: Json
  readonly sensitive?: Json
  readonly expressions?: Json
  readonly forEach?: readonly string[]
  readonly provider?: string
  readonly actions?: readonly string[]
}

/** A module with what its block passes. */
export interface Module {
  readonly parts?: readonly Part[]
  /** By address step, such as `module.site["a"]`. */
  readonly modules?: Readonly<Record<string, Module>>
  readonly outputs?: Readonly<Record<string, readonly string[]>>
  readonly passes?: Json
  readonly forEach?: readonly string[]
}

/** References as the configuration of a plan lists them: the whole traversal, then what it begins with. */
export function refers(...references: readonly string[]): Json {
  return { references }
}

/** A plan as Terraform writes it. */
export function planOf(root: Module, more: Json = {}): string {
  const changes: Json[] = []
  const document = {
    format_version: '1.2',
    terraform_version: '1.10.5',
    planned_values: { root_module: valuesOf(root, '', changes) },
    resource_changes: changes,
    configuration: { provider_config: {}, root_module: configurationOf(root) },
  }
  const { configuration, ...others } = more
  return JSON.stringify(
    {
      ...document,
      ...others,
      configuration: { ...document.configuration, ...(configuration as Json | undefined) },
    },
    null,
    2,
  )
}

/** `data.aws_s3_bucket.b["k"]` in its pieces. */
function named(address: string): { mode: string; type: string; name: string; index?: unknown } {
  const [, data, type = '', name = '', key] = /^(data\.)?(\w+)\.(\w+)(?:\[(.+)\])?$/.exec(address) ?? []
  const mode = data === undefined ? 'managed' : 'data'
  return key === undefined ? { mode, type, name } : { mode, type, name, index: JSON.parse(key) as unknown }
}

function valuesOf(module: Module, address: string, changes: Json[]): Json {
  const before = address && `${address}.`
  const resources = (module.parts ?? []).flatMap(part => {
    const base = { address: before + part.address, ...named(part.address) }
    const actions = part.actions ?? ['create']
    changes.push({
      ...base,
      change: {
        actions,
        before: actions.includes('delete') ? part.values : null,
        after_unknown: part.unknown ?? {},
      },
    })
    if (actions.length === 1 && actions[0] === 'delete') return []
    return { ...base, values: part.values ?? {}, sensitive_values: part.sensitive ?? {} }
  })
  const children = Object.entries(module.modules ?? {}).map(([step, child]) => ({
    address: before + step,
    ...valuesOf(child, before + step, changes),
  }))
  return { resources, child_modules: children }
}

function configurationOf(module: Module): Json {
  const resources = new Map(
    (module.parts ?? []).map(part => {
      const { mode, type, name } = named(part.address)
      const { expressions = {}, provider = 'aws', forEach } = part
      const block = {
        address: `${mode === 'data' ? 'data.' : ''}${type}.${name}`,
        mode,
        type,
        name,
        provider_config_key: provider,
        expressions,
        ...(forEach ? { for_each_expression: refers(...forEach) } : {}),
      }
      return [block.address, block]
    }),
  )
  const calls = Object.entries(module.modules ?? {}).map(([step, child]) => [
    /^module\.(\w+)/.exec(step)?.[1] ?? '',
    {
      expressions: child.passes ?? {},
      ...(child.forEach ? { for_each_expression: refers(...child.forEach) } : {}),
      module: configurationOf(child),
    },
  ])
  const outputs = Object.entries(module.outputs ?? {}).map(([name, references]) => [
    name,
    { expression: refers(...references) },
  ])
  return {
    resources: [...resources.values()],
    module_calls: Object.fromEntries(calls) as Json,
    outputs: Object.fromEntries(outputs) as Json,
  }
}

/** What `bucketlint` finds in a text. */
export function lint(text: string, only?: readonly string[], more: Partial<Settings> = {}): Report {
  return run(
    {
      paths: [],
      stdin: { name: 'plan.json', text },
      cwd: import.meta.dirname,
      preset: 'recommended',
      ...(only ? { only } : {}),
      rules: {},
      params: new Map(),
      paramFiles: [],
      ...more,
    },
    rules,
  )
}

/** Findings as `address: message`, possible ones marked as such. */
export function told({ findings, errors }: Pick<Report, 'findings' | 'errors'>): string[] {
  const lines = findings.map(
    ({ resource, certainty, message, causes }) =>
      `${resource.address}: ${message}${certainty === 'possible' ? ` (possibly: ${causes.join(', ')})` : ''}`,
  )
  return [...errors.map(({ message }) => `error: ${message}`), ...lines]
}
