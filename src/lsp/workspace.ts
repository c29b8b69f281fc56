/** Lints a workspace as an editor sees it: files as they are saved, but for those that are open and changed. */
import { relative, resolve } from 'node:path'
import { rules } from '../../rules/index.ts'
import { knownOf, openConfigs } from '../config/index.ts'
import { explainMarkdown, urlsOf } from '../report/explain.ts'
import { run } from '../run.ts'
import type { RuleTable } from '../settings.ts'
import { readBaselineFile } from '../suppress/baseline-file.ts'
import { UsageError } from '../usage-error.ts'
import { isChecked, type Job, type Outcome, type RulePage } from './job.ts'

/** Lints; what configs say that cannot be meant is a failure told in the outcome. */
export async function lintWorkspace(job: Job): Promise<Outcome> {
  try {
    return await lint(job)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    const message = error.hint === undefined ? error.message : `${error.message}: ${error.hint}`
    return { findings: [], notices: [], failures: [message], pages: new Map(), programs: undefined }
  }
}

async function lint({ folder, paths, unsaved, checked, fixes, settings }: Job): Promise<Outcome> {
  const { preset, config, region, account } = settings
  const commandLine = { preset, region, account, rules: {}, params: new Map<string, string>() }
  const configs = await openConfigs({ cwd: folder, paths, named: config, commandLine, table: rules })
  const { table, runWide } = configs
  const { baseline } = runWide
  const report = run(
    {
      ...commandLine,
      preset: preset ?? 'recommended',
      cwd: folder,
      paths,
      unsaved,
      isChecked: file => isChecked(resolve(folder, file), checked),
      fixes: fixes && (({ fingerprint }) => fixes.includes(fingerprint)),
      configs,
      paramFiles: [],
      // One that is not there yet knows nothing.
      baseline: baseline && readBaselineFile(baseline.value, relative(folder, baseline.value)),
      ...knownOf(runWide),
    },
    table,
  )
  return {
    findings: report.findings,
    notices: [...report.notices, ...report.errors.filter(({ location }) => location)],
    failures: report.errors.flatMap(({ message, location }) => (location ? [] : [message])),
    pages: new Map([...new Set(report.findings.map(({ rule }) => rule))].flatMap(id => pageOf(id, table))),
    programs: configs.programs,
  }
}

function pageOf(id: string, table: RuleTable): [id: string, page: RulePage][] {
  const rule = table[id]?.rule
  if (!rule) return []
  const isSuppressible = rule.on !== 'file' && rule.on !== 'suppression'
  return [[id, { markdown: explainMarkdown(id, rule), href: urlsOf(rule)[0], isSuppressible }]]
}
