/** The baseline of a run: read before it, and where that is asked for written after it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import process from 'node:process'
import type { RunWide } from '../config/index.ts'
import type { Baseline, Finding, Report } from '../finding.ts'
import { isBroken, isCertain, plural } from '../report/summary.ts'
import { printable } from '../report/terminal.ts'
import { baselineOf, baselineText, readBaseline } from '../suppress/baseline.ts'
import { decodeText } from '../syntax/index.ts'
import { Source } from '../text/source.ts'
import { UsageError } from '../usage-error.ts'
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
  const file = relative(cwd, path)
  const entries = read(path, file, update !== undefined)
  const applied = (report: Report) => {
    if (update === undefined) return withStale(report, file)
    if (isBroken(report))
      throw new UsageError(`the baseline '${file}' is left as it is: something could not be read`)
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
  const verb = stale === 1 ? 'is' : 'are'
  const message = `${plural(stale, 'finding')} of ${file} ${verb} gone: --update-baseline takes them out`
  return { ...report, notices: [...report.notices, { message }] }
}

function read(path: string, file: string, mayBeMissing: boolean): Baseline | undefined {
  let bytes
  try {
    bytes = readFileSync(path)
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (isMissing && mayBeMissing) return undefined
    throw new UsageError(
      isMissing ? `there is no baseline '${file}'` : `cannot read the baseline '${file}'`,
      isMissing ? '--update-baseline makes it' : undefined,
    )
  }
  const text = decodeText(bytes)
  if (typeof text !== 'string') throw new UsageError(`cannot read the baseline '${file}': ${text.error}`)
  return readBaseline(new Source(file, text))
}

function write(path: string, file: string, text: string): void {
  try {
    writeFileSync(path, text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(`cannot write the baseline '${file}': ${reason}`)
  }
}

function sizeOf(baseline: Baseline): number {
  return baseline.reduce((sum, { count }) => sum + count, 0)
}
