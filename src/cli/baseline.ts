/** The baseline of a run: read before it, and where that is asked for written after it. */
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import process from 'node:process'
import type { RunWide } from '../config/index.ts'
import { displayPath } from '../discover.ts'
import type { Baseline, Finding, Report } from '../finding.ts'
import { isBroken, isCertain, plural } from '../report/summary.ts'
import { printable } from '../report/terminal.ts'
import { baselineOf, baselineText } from '../suppress/baseline.ts'
import { readBaselineFile, requiredBaseline } from '../suppress/baseline-file.ts'
import { refusal, UsageError } from '../usage-error.ts'
import type { Arguments } from './arguments.ts'

/** A baseline that was asked for. */
export interface OpenBaseline {
  /** Absent where the file is yet to be made. */
  readonly entries: Baseline | undefined
  /** Writes the baseline anew if that is asked for; what is added to it leaves the report. */
  applied(report: Report): Report
}

/**
 * Opens the baseline that the arguments or the config name, if any. `--update-baseline` drops what is gone, and adds
 * what is new only with `=all`, or where there is no file yet. `canBeKnown` tells what may be added.
 */
export function openBaseline(
  args: Arguments,
  { baseline }: RunWide,
  cwd: string,
  canBeKnown: (finding: Finding) => boolean,
): OpenBaseline | undefined {
  const named = args.last('baseline')
  const path = named === undefined ? baseline?.value : resolve(cwd, named)
  const update = args.last('update-baseline')
  if (path === undefined) {
    if (update === undefined) return undefined
    throw new UsageError('--update-baseline needs a baseline', 'it is named with --baseline FILE')
  }
  if (update !== undefined && update !== '' && update !== 'all')
    throw new UsageError(
      `--update-baseline cannot be '${update}'`,
      'it is --update-baseline or --update-baseline=all',
    )
  const file = displayPath(path, cwd)
  const entries = update === undefined ? requiredBaseline(path, file) : readBaselineFile(path, file)
  const applied = (report: Report) => {
    if (update === undefined) return withStale(report, file)
    if (isBroken(report)) {
      process.stderr.write(`bucketlint: ${printable(file)} is left as it is: something could not be read\n`)
      return report
    }
    return updated(report, entries === undefined || update === 'all' ? canBeKnown : () => false)
  }
  const updated = (report: Report, isAdded: (finding: Finding) => boolean): Report => {
    const added = report.findings.filter(finding => isCertain(finding) && isAdded(finding))
    const baseline = baselineOf(added, report.baseline?.kept)
    write(path, file, baselineText(baseline))
    process.stderr.write(`bucketlint: ${printable(file)} holds ${plural(sizeOf(baseline), 'finding')} now\n`)
    return {
      ...report,
      findings: report.findings.filter(finding => !added.includes(finding)),
      suppressed: [
        ...report.suppressed,
        ...added.map(finding => ({ finding, by: 'baseline' as const, reason: 'in the baseline' })),
      ],
    }
  }
  return { entries, applied }
}

/** Tells of findings that are gone. */
function withStale(report: Report, file: string): Report {
  const stale = report.baseline?.stale ?? 0
  if (stale === 0) return report
  const [verb, which] = stale === 1 ? ['is', 'it'] : ['are', 'them']
  const message = `${plural(stale, 'finding')} of ${file} ${verb} gone: --update-baseline takes ${which} out`
  return { ...report, notices: [...report.notices, { message }] }
}

function write(path: string, file: string, text: string): void {
  try {
    writeFileSync(path, text)
  } catch (error) {
    throw new UsageError(`cannot write the baseline '${file}': ${refusal(error)}`)
  }
}

function sizeOf(baseline: Baseline): number {
  return baseline.reduce((sum, { count }) => sum + count, 0)
}
