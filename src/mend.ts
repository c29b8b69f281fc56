/** Mending: fixes that prove good are made, and what is left is looked at again, until nothing more can be made. */
import type { Finding, Report } from './finding.ts'
import { step, withFixes, type Proposal, type Rewritten } from './fix/index.ts'
import type { Safety } from './model/change.ts'
import { groundsOf, see } from './run.ts'
import { withTexts, type RuleTable, type Settings } from './settings.ts'

/** What mending gives. Nothing is written yet. */
export interface Mended {
  /** What there is to be said of the files as they would be. */
  readonly report: Report
  /** What was done, in the order of doing; places are those that the files had then. */
  readonly fixes: readonly Proposal[]
  /** Files that would be other ones, by the paths of reports. */
  readonly files: ReadonlyMap<string, Rewritten>
}

/** Steps after which nothing more is tried; each mends something, most files need two or three. */
const STEP_BOUND = 25

/** Mends what `isWanted` says of what the settings name, by changes as safe as allowed. */
export function mend(
  settings: Settings,
  table: RuleTable,
  allowed: readonly Safety[],
  isWanted: (finding: Finding) => boolean,
): Mended {
  const fixes: Proposal[] = []
  const files = new Map<string, Rewritten>()
  let seen = see(settings, table)
  let now = settings
  for (let steps = 0; steps < STEP_BOUND; steps++) {
    const wanted = seen.report.findings.filter(isWanted)
    const next = step(wanted, seen.changes, allowed, groundsOf(seen, now, table))
    if (next.fixes.length === 0) break
    fixes.push(...next.fixes)
    for (const [path, { before, after }] of next.files)
      files.set(path, { before: files.get(path)?.before ?? before, after })
    now = withTexts(now, new Map(Array.from(next.files, ([path, { after }]) => [path, after])))
    seen = see(now, table)
  }
  const { report, changes } = seen
  const left =
    settings.fixes && withFixes(report.findings, changes, groundsOf(seen, now, table), settings.fixes)
  return { report: left ? { ...report, findings: left } : report, fixes, files }
}
