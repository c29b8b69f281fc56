/** How the tests of this folder see what the reader makes of templates: through rules that tell what they read. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Finding, Report } from '../../../src/finding.ts'
import { rule, type Bucket, type EstateView, type Remark } from '../../../src/rule.ts'
import { run } from '../../../src/run.ts'
import type { RuleTable, Settings } from '../../../src/settings.ts'

type Check = (bucket: Bucket, estate: EstateView) => Iterable<Remark>

const described = {
  title: 'What is read',
  severity: 'low',
  preset: 'recommended',
  consequence: 'audit',
  why: 'The tests want to see it.',
  remedy: 'None.',
  refs: [],
  controls: [],
  bad: [],
  good: [],
} as const

/** A table of rules with the check and the rule that tells syntax errors. */
export function tableOf(check: Check): RuleTable {
  return {
    told: { subject: 'test', rule: rule({ ...described, check }) },
    'syntax-error': { subject: 'test', rule: rule({ ...described, on: 'file', check: () => [] }) },
  }
}

/** Tells a text about each bucket. */
export function telling(tell: (bucket: Bucket, estate: EstateView) => string | undefined): RuleTable {
  return tableOf(function* (bucket, estate) {
    const message = tell(bucket, estate)
    // What is told at one address counts as one defect: here each telling is one of its own.
    if (message !== undefined)
      yield { at: { ...bucket.at, address: `${bucket.at.address}: ${message}` }, message }
  })
}

/** The bucket's name as the reader gives it, and its value where the world knows that. */
export const names = telling(bucket => {
  const name = bucket.properties.BucketName
  return name ? (name.value ?? name.toString()) : 'no name'
})

const settings: Settings = {
  paths: [],
  cwd: tmpdir(),
  preset: 'recommended',
  rules: {},
  params: new Map(),
  paramFiles: [],
}

/** Runs over one template given as text. */
export function runText(
  text: string,
  table: RuleTable,
  more: Partial<Settings> = {},
  name = 'template.yaml',
): Report {
  return run({ ...settings, stdin: { name, text }, ...more }, table)
}

/** A new folder with files in it. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'bucketlint-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

/** Runs over a folder with files. */
export function runFiles(
  files: Readonly<Record<string, string | Uint8Array>>,
  table: RuleTable,
  more: Partial<Settings> = {},
): Report {
  return run({ ...settings, cwd: folderWith(files), paths: ['.'], ...more }, table)
}

/** Findings as people read them: `Logs: message when A is true; possible: cause`. */
export function told({ findings }: Pick<Report, 'findings'>): string[] {
  return findings.map(finding => `${finding.resource.address}: ${finding.message}${conditions(finding)}`)
}

function conditions({ when, certainty, causes }: Finding): string {
  const told = when.map(({ decision, value }) => `${decision} is ${value}`).join(' and ')
  const hinges = certainty === 'possible' ? `; possible: ${causes.join(', ')}` : ''
  return `${told ? ` when ${told}` : ''}${hinges}`
}

/** What the reader makes of one expression as the bucket's name; other sections stand before the resources. */
export function nameFrom(expression: string, sections = '', more: Partial<Settings> = {}): string[] {
  const text = `${sections}
Resources:
  Other: { Type: AWS::S3::Bucket, Condition: Never }
  Topic: { Type: AWS::SNS::Topic }
  B:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: ${expression}
`
  const whole = /^Conditions:/m.test(sections)
    ? text.replace(/^Conditions:/m, 'Conditions:\n  Never: !Equals [a, b]')
    : `Conditions: { Never: !Equals [a, b] }\n${text}`
  const report = runText(whole, names, more)
  if (report.errors.length > 0) throw new Error(JSON.stringify(report.errors))
  return told(report)
    .map(line => line.replace(/^B: /, ''))
    .sort()
}
