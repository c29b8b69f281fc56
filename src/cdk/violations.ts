/** Findings in the words of CDK's validation reports. */
import { resolve } from 'node:path'
import type { Finding, Location, Notice, Report } from '../finding.ts'
import { urlsOf } from '../report/explain.ts'
import {
  isCertain,
  isUnread,
  reaches,
  ruleOf,
  summaryOf,
  tellFinding,
  type FailOn,
} from '../report/summary.ts'
import { printable } from '../report/terminal.ts'
import type { RuleTable } from '../settings.ts'
import type { ValidationReport, Violation, ViolatingResource } from './validation.ts'

/** What reports are told with. */
export interface Telling {
  readonly cwd: string
  readonly rules: RuleTable
  /** The least severity that fails the synthesis. */
  readonly failOn: FailOn
  /** Whether a finding is of a rule that nobody may acknowledge. */
  readonly isLocked?: (finding: Finding) => boolean
  /** What configs say and does not hold. */
  readonly remarks?: readonly Notice[]
}

/** Makes CDK's report of ours. Findings that rest on a guess are counted only. */
export function validationReport(report: Report, telling: Telling): ValidationReport {
  const violations = [
    ...report.errors.map(error => ofNoResource(error, 'error', 'fatal', telling)),
    ...(telling.remarks ?? []).map(remark => ofNoResource(remark, 'config', 'warning', telling)),
    ...report.findings.filter(isCertain).map(finding => violation(finding, telling)),
  ]
  const { files, buckets, possible, suppressed, notFullyChecked } = summaryOf(report)
  return {
    success: violations.every(({ severity }) => severity !== 'fatal' && severity !== 'error'),
    violations,
    metadata: Object.fromEntries(
      Object.entries({ files, buckets, possible, suppressed, notFullyChecked }).map(([name, count]) => [
        name,
        String(count),
      ]),
    ),
  }
}

function violation(finding: Finding, telling: Telling): Violation {
  const { cwd, rules } = telling
  const { rule: id, severity, witness, controls, fingerprint } = finding
  const rule = ruleOf(id, rules)
  const [url] = rule ? urlsOf(rule) : []
  return {
    ruleName: id,
    description: printable(tellFinding(finding) + (witness ? `; proof: ${witness.sentence}` : '')),
    violatingResources: [violatingResource(finding, cwd)],
    ...(rule && { fix: [rule.remedyInCdk ?? rule.remedy, url].filter(Boolean).join('\n') }),
    severity: levelOf(finding, telling),
    ruleMetadata: {
      severity,
      fingerprint,
      ...(rule && { title: rule.title, why: rule.why }),
      ...(url !== undefined && { documentation: url }),
      ...(controls.length > 0 && { controls: controls.join(', ') }),
    },
  }
}

/** What cannot be read may hold anything: nobody can acknowledge that, nor what a config locks. */
function levelOf(finding: Finding, { failOn, isLocked }: Telling): Violation['severity'] {
  if (isUnread(finding)) return 'fatal'
  if (reaches(finding.severity, failOn)) return isLocked?.(finding) ? 'fatal' : 'error'
  return finding.severity === 'info' ? 'info' : 'warning'
}

function ofNoResource(
  { message, location }: Notice,
  ruleName: string,
  severity: Violation['severity'],
  { cwd }: Telling,
): Violation {
  return {
    ruleName,
    description: printable(message),
    violatingResources: [
      {
        resourceLogicalId: '',
        templatePath: location ? resolve(cwd, location.file) : '',
        locations: location ? [placeOf(location)] : [],
      },
    ],
    severity,
  }
}

function violatingResource({ resource, location, property }: Finding, cwd: string): ViolatingResource {
  const isFile = resource.type === 'File'
  return {
    resourceLogicalId: isFile ? '' : resource.address,
    templatePath: resolve(cwd, resource.file ?? location.file),
    locations: isFile ? [placeOf(location)] : property === undefined ? [] : [pathOf(property)],
  }
}

/** What stands beside the properties of a resource. */
const ATTRIBUTE = /^(?:DeletionPolicy|UpdateReplacePolicy|DependsOn|Condition|Metadata)\b/

function pathOf(property: string): string {
  return ATTRIBUTE.test(property) ? property : `Properties.${property}`
}

function placeOf({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`
}
