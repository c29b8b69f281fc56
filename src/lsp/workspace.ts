/** Lints a workspace as an editor sees it: files as they are saved, but for those that are open and changed. */
import { readFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { rules } from '../../rules/index.ts'
import { openConfigs } from '../config/index.ts'
import type { Baseline } from '../finding.ts'
import { explainMarkdown, urlsOf } from '../report/explain.ts'
import { run } from '../run.ts'
import type { RuleTable } from '../settings.ts'
import { readBaseline } from '../suppress/baseline.ts'
import { decodeText } from '../syntax/index.ts'
import { Source } from '../text/source.ts'
import { UsageError } from '../usage-error.ts'
import { isChecked, type Job, type Outcome, type RulePage } from './job.ts'

/** Lints; what configs say that cannot be meant is a failure told in the outcome. */
export async function lintWorkspace(job: Job): Promise<Outcome> {
  try {
    return await lint(job)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    const message = error.hint === undefined ? error.message : `${error.message}: ${error.hint}`
    return { findings: [], notices: [], failures: [message], pages: new Map() }
  }
}

async function lint({ folder, paths, unsaved, checked, settings }: Job): Promise<Outcome> {
  const { preset, config, region, account } = settings
  const commandLine = { preset, region, account, rules: {}, params: new Map<string, string>() }
  const configs = await openConfigs({ cwd: folder, paths, named: config, commandLine, table: rules })
  const { table, runWide } = configs
  const report = run(
    {
      ...commandLine,
      preset: preset ?? 'recommended',
      cwd: folder,
      paths,
      unsaved,
      isChecked: file => isChecked(resolve(folder, file), checked),
      configs,
      paramFiles: [],
      baseline: baselineAt(runWide.baseline?.value, folder),
      trustedAccounts: runWide.trustedAccounts.map(({ value }) => value),
      trustedOrganizations: runWide.trustedOrganizations.map(({ value }) => value),
      workloads: Object.fromEntries(Array.from(runWide.workloads, ([name, { value }]) => [name, value])),
    },
    table,
  )
  return {
    findings: report.findings,
    notices: [...report.notices, ...report.errors.filter(({ location }) => location)],
    failures: report.errors.flatMap(({ message, location }) => (location ? [] : [message])),
    pages: new Map([...new Set(report.findings.map(({ rule }) => rule))].flatMap(id => pageOf(id, table))),
  }
}

function pageOf(id: string, table: RuleTable): [id: string, page: RulePage][] {
  const rule = table[id]?.rule
  if (!rule) return []
  const isSuppressible = rule.on !== 'file' && rule.on !== 'suppression'
  return [[id, { markdown: explainMarkdown(id, rule), href: urlsOf(rule)[0], isSuppressible }]]
}

/** A baseline that is not there yet knows nothing. */
function baselineAt(path: string | undefined, folder: string): Baseline | undefined {
  if (path === undefined) return undefined
  let bytes
  try {
    bytes = readFileSync(path)
  } catch {
    return undefined
  }
  const text = decodeText(bytes)
  return typeof text === 'string' ? readBaseline(new Source(relative(folder, path), text)) : undefined
}
