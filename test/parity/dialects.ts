/** The shop as each dialect says it, read and linted, with its resources called alike. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rules } from '../../rules/index.ts'
import { openConfigs } from '../../src/config/index.ts'
import { readEstate } from '../../src/read.ts'
import { run } from '../../src/run.ts'
import type { Settings } from '../../src/settings.ts'
import { modelOf, type Model } from './model.ts'
import { namesIn } from './names.ts'

/** A folder of the shop for each dialect. */
export const dialects = {
  'CloudFormation YAML': ['yaml'],
  'CloudFormation JSON': ['json'],
  'a CDK assembly': ['cdk'],
  HCL: ['hcl'],
  'Terraform JSON': ['tf-json'],
  'a plan beside its configuration': ['hcl', 'plan'],
  'a plan': ['plan'],
} as const
export type Dialect = keyof typeof dialects

/** What bucketlint makes of the shop in one dialect. */
export interface Shop {
  readonly model: Model
  /** One line each: certainty where it is only possible, rule, resource, message. */
  readonly findings: readonly string[]
}

/** Reads and lints the shop in a dialect, in a folder of its own, which is gone afterwards. */
export async function readShop(dialect: Dialect, preset: Settings['preset']): Promise<Shop> {
  const cwd = mkdtempSync(join(tmpdir(), 'bucketlint-shop-'))
  try {
    const shop = join(import.meta.dirname, 'shop')
    cpSync(join(shop, 'bucketlint.config.json'), join(cwd, 'bucketlint.config.json'))
    for (const folder of dialects[dialect]) cpSync(join(shop, folder), cwd, { recursive: true })
    return await linted(cwd, preset)
  } finally {
    rmSync(cwd, { recursive: true })
  }
}

async function linted(cwd: string, preset: Settings['preset']): Promise<Shop> {
  const paths = ['.']
  const commandLine = { preset, rules: {}, params: new Map<string, string>() }
  const configs = await openConfigs({ cwd, paths, commandLine, table: rules })
  const settings = { ...commandLine, cwd, paths, paramFiles: [], configs }
  const { estate } = readEstate(settings)
  const names = namesIn(estate)
  const { findings, errors, notices, notFullyChecked } = run(settings, rules)
  const lines = findings.map(({ rule, resource, certainty, message }) =>
    names.in(`${certainty === 'possible' ? 'possibly ' : ''}${rule} ${resource.address}: ${message}`),
  )
  const problems = [...errors, ...notices].map(problem => problem.message)
  return {
    model: modelOf(estate, names),
    findings: [...problems, ...notFullyChecked.map(each => JSON.stringify(each)), ...lines].sort(),
  }
}
