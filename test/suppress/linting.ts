/** Runs the linter over texts, to see what is suppressed. */
import { rules } from '../../rules/index.ts'
import type { Report } from '../../src/finding.ts'
import type { RuleTable, Settings } from '../../src/settings.ts'
import { run } from '../../src/run.ts'

/** The report on one template. */
export function reportOn(text: string, settings: Partial<Settings> = {}, table: RuleTable = rules): Report {
  return run(
    {
      paths: [],
      stdin: { name: 'template.yaml', text },
      cwd: import.meta.dirname,
      preset: 'recommended',
      rules: {},
      params: new Map(),
      paramFiles: [],
      today: '2026-06-15',
      only: [
        'versioning-suspended',
        'bucket-allows-http',
        'logging-loop',
        'suppression-unused',
        'suppression-expired',
        'suppression-unknown-rule',
        'suppression-without-reason',
      ],
      ...settings,
    },
    table,
  )
}

/** What is left and what is suppressed, as `line rule address`. */
export function told(report: Report): { readonly left: string[]; readonly suppressed: string[] } {
  const tell = ({ rule, location, resource }: Report['findings'][number]) =>
    `${location.line} ${rule} ${resource.type === 'File' ? '' : resource.address}`.trim()
  return {
    left: report.findings.map(tell),
    suppressed: report.suppressed.map(({ finding }) => tell(finding)).sort(),
  }
}
