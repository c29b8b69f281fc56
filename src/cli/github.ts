/** What GitHub Actions gives a step: a page for its summary, and a repository that its places stand in. */
import { appendFileSync, existsSync, statSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import process from 'node:process'
import type { Report } from '../finding.ts'
import { stepSummary } from '../report/github.ts'
import type { ReportOptions } from '../report/summary.ts'
import { printable } from '../report/terminal.ts'
import { refusal } from '../usage-error.ts'

/** GitHub refuses a longer summary of one step. */
const LONGEST = 1_048_576

/** Adds the report to the summary of the step, if there is one. It is a comfort: that it cannot be written is told, no more. */
export function writeStepSummary(report: Report, options: ReportOptions): void {
  const file = process.env['GITHUB_STEP_SUMMARY']
  if (file === undefined || file === '') return
  try {
    const taken = existsSync(file) ? statSync(file).size : 0
    appendFileSync(file, stepSummary(report, options, LONGEST - taken))
  } catch (error) {
    process.stderr.write(
      `bucketlint: the summary of the step was not written: ${printable(refusal(error))}\n`,
    )
  }
}

/** The working directory as its repository calls it, `infra/live`; empty at the root of one, and outside of any. */
export function folderInRepository(cwd: string): string {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return relative(folder, cwd).replaceAll(sep, '/')
    if (folder === dirname(folder)) return ''
  }
}
