/** Findings as diagnostics: what an editor underlines and lists. */
import {
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic,
  type DiagnosticRelatedInformation,
  type Range,
} from 'vscode-languageserver'
import type { Finding, Location, Notice } from '../finding.ts'
import { authored, tellFinding } from '../report/summary.ts'
import type { RulePage } from './job.ts'

/** What a client can show. */
export interface Abilities {
  readonly relatedInformation: boolean
  readonly tags: boolean
}

const severities: Readonly<Record<Finding['severity'], DiagnosticSeverity>> = {
  critical: DiagnosticSeverity.Error,
  high: DiagnosticSeverity.Error,
  medium: DiagnosticSeverity.Warning,
  low: DiagnosticSeverity.Information,
  info: DiagnosticSeverity.Hint,
}

/** The diagnostic of a finding; `uriOf` is how the client calls a file. Findings that rest on a guess are hints. */
export function diagnosticOf(
  finding: Finding,
  page: RulePage | undefined,
  uriOf: (file: string) => string,
  { relatedInformation, tags }: Abilities,
): Diagnostic {
  const { rule, certainty, severity, location } = finding
  const related = relatedInformation ? relatedOf(finding, uriOf) : []
  return {
    range: rangeOf(location),
    severity: certainty === 'possible' ? DiagnosticSeverity.Hint : severities[severity],
    code: rule,
    ...(page?.href === undefined ? {} : { codeDescription: { href: page.href } }),
    source: 'bucketlint',
    message: tellFinding(finding),
    ...(related.length > 0 ? { relatedInformation: related } : {}),
    // Editors fade what could be deleted.
    ...(tags && rule === 'suppression-unused' ? { tags: [DiagnosticTag.Unnecessary] } : {}),
  }
}

/** The diagnostic of a notice. */
export function noticeDiagnostic({ message }: Notice, location: Location): Diagnostic {
  return {
    range: rangeOf(location),
    severity: DiagnosticSeverity.Information,
    source: 'bucketlint',
    message,
  }
}

/** Lines and characters from 0, as editors count them. */
export function rangeOf({ line, column, endLine, endColumn }: Location): Range {
  return {
    start: { line: line - 1, character: column - 1 },
    end: { line: endLine - 1, character: endColumn - 1 },
  }
}

function relatedOf(finding: Finding, uriOf: (file: string) => string): DiagnosticRelatedInformation[] {
  const { notes, source, witness, location } = finding
  const at = (place: Location, message: string) => ({
    location: { uri: uriOf(place.file), range: rangeOf(place) },
    message,
  })
  return [
    ...(witness ? [at(location, witness.sentence)] : []),
    ...(source ? [at(authored(finding), 'written by this line of the program')] : []),
    ...notes.map(note => at(note.location, note.message)),
  ]
}
