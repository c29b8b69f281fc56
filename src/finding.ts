/** What leaves the engine: findings, notices and the report that holds them. The shapes are the JSON report's. */
import { createHash } from 'node:crypto'
import type { Safety } from './model/change.ts'
import type { CodePlace } from './model/construct.ts'
import type { When } from './model/merge.ts'
import type { Origin } from './model/value.ts'
import type { Source, Span } from './text/source.ts'

/** From worst to least. */
export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const
export type Severity = (typeof severities)[number]

/** A place in a file: lines and columns from 1, the end exclusive, `file` relative with `/`. */
export interface Location {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

/** A further place that a finding speaks of. */
export interface Note {
  readonly message: string
  readonly location: Location
}

/** A request that gets through, as data; `sentence` is how people read it. */
export interface Witness {
  readonly principal: string
  readonly action: string
  readonly resource: string
  readonly secureTransport?: boolean
  /** Further condition keys of the request. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>
  readonly sentence: string
}

/** What mends a finding, and has been tried: read again with it, the finding is gone and no other has come. */
export interface Fix {
  /** What it does, in the imperative: `turn on versioning`. */
  readonly title: string
  readonly safety: Safety
  readonly edits: readonly FixEdit[]
}

/** What stands in the place of a piece of a file afterwards; where that is empty, it is put in. */
export interface FixEdit {
  readonly location: Location
  readonly text: string
}

/** One defect of one resource. */
export interface Finding {
  readonly rule: string
  readonly severity: Severity
  readonly certainty: 'certain' | 'possible'
  readonly message: string
  readonly resource: {
    readonly address: string
    readonly type: string
    readonly construct?: string
    /** The file that it stands in, where what is wrong stands in another. */
    readonly file?: string
  }
  readonly location: Location
  /** The way to what is wrong in its resource, if it is a part of that: `VersioningConfiguration.Status`. */
  readonly property?: string
  /** The line of the program that made what is wrong. */
  readonly source?: CodePlace
  readonly when: readonly When[]
  readonly witness?: Witness
  readonly notes: readonly Note[]
  readonly fingerprint: string
  readonly controls: readonly string[]
  /** What a possible finding hinges on: `parameter LogBucketName`. */
  readonly causes: readonly string[]
  readonly fix?: Fix
}

/** Something worth saying that is no defect: a macro that cannot be evaluated, a key written twice. */
export interface Notice {
  readonly message: string
  readonly location?: Location
}

/** Stands for all rules where a bound was reached before some of them could ask. */
export const EVERY_RULE = '*'

/** A check that could not see everything. */
export interface Unchecked {
  /** Its id, or `*` where not all rules could ask. */
  readonly rule: string
  readonly address: string
  readonly file: string
  /** `more than 256 worlds`, or what a value hinges on: `parameter Days`. */
  readonly cause: string
  /** Whether it is work that was bounded. */
  readonly isSpent?: boolean
}

/** A finding that somebody has decided to live with. */
export interface Suppressed {
  readonly finding: Finding
  readonly by: 'comment' | 'metadata' | 'config' | 'baseline'
  readonly reason: string
  /** Where that is written, but for baselines. */
  readonly location?: Location
}

/** A finding that is known and left for later; none of this moves with lines. */
export interface BaselineEntry {
  readonly file: string
  readonly rule: string
  readonly address: string
  readonly fingerprint: string
  /** How often it is known. */
  readonly count: number
}

/** The findings that were there when a project began to be linted. */
export type Baseline = readonly BaselineEntry[]

/** Everything a reporter needs. */
export interface Report {
  readonly findings: readonly Finding[]
  /** What is left out of `findings`: it is counted, and fails no run. */
  readonly suppressed: readonly Suppressed[]
  /** What is left of the baseline, if there is one, and how many of its findings are gone. */
  readonly baseline?: { readonly kept: Baseline; readonly stale: number }
  readonly notices: readonly Notice[]
  /** Input that could not be read, beside what is a `syntax-error` finding. */
  readonly errors: readonly Notice[]
  readonly files: number
  readonly buckets: number
  /** Checks that could not see everything: more worlds than the bound, or a value that no question could narrow. */
  readonly notFullyChecked: readonly Unchecked[]
  /** The sources that findings point into, by path. */
  readonly sources: ReadonlyMap<string, Source>
  /** What may mend findings, by fingerprint; whether it does is seen when it is tried. */
  readonly offers: ReadonlyMap<string, Safety>
}

/** The location of a span of a source. */
export function locate(source: Source, span: Span): Location {
  const start = source.position(span.start)
  const end = source.position(Math.max(span.end, span.start))
  return {
    file: source.path,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
  }
}

/** The location of an origin. */
export function locationOf(origin: Origin): Location {
  return locate(origin.source, origin.span)
}

/** A finding's name across runs: what distinguishes the defect, never a line number. */
export function fingerprintOf(...distinctions: readonly string[]): string {
  return createHash('sha256').update(distinctions.join('\0')).digest('hex').slice(0, 32)
}

/** Worst first, then by place; the order of every report. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.location.file, b.location.file) ||
    a.location.line - b.location.line ||
    a.location.column - b.location.column ||
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message)
  )
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
