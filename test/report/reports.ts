/** Reports made by hand. */
import type { Finding, Location, Report } from '../../src/finding.ts'
import type { ReportOptions } from '../../src/report/summary.ts'
import { plain, type Paint } from '../../src/report/terminal.ts'
import { cloudformation, rule } from '../../src/rule.ts'
import { Source } from '../../src/text/source.ts'

const selfLogging = rule({
  title: 'Bucket writes its access logs into itself',
  severity: 'high',
  preset: 'recommended',
  consequence: 'cost',
  why: 'Each delivered log object is itself a logged request, so that the bucket grows for ever and every object in it is paid for.',
  remedy: 'Send the logs to a separate bucket in the same region.',
  refs: ['AmazonS3/latest/userguide/ServerLogs.html'],
  controls: ['CIS 2.1.1'],
  check: () => [],
  bad: [
    cloudformation`
      Logs:
        DestinationBucketName: !Ref Logs # <- the bucket is its own log target
    `,
  ],
  good: [
    cloudformation`
      Logs:
        Type: AWS::S3::Bucket
    `,
  ],
})

const plainHttp = rule({
  title: 'A | plain-HTTP request gets through',
  severity: 'medium',
  preset: 'strict',
  consequence: 'exposure',
  why: 'Whoever is on the way reads along.',
  remedy: 'Deny requests where aws:SecureTransport is false.',
  refs: [],
  controls: [],
  check: () => [],
  bad: [],
  good: [],
})

export const rules = {
  'bucket-allows-http': { subject: 'access', rule: plainHttp },
  'bucket-logs-to-itself': { subject: 'logging', rule: selfLogging },
}

export const options: ReportOptions = { rules, version: '1.2.3', possible: false, width: 80, paint: plain }

/** Paint that can be read: `<bold,red>text</>`. */
export const tags: Paint = (style, text) => `<${[style].flat().join(',')}>${text}</>`

export const template = new Source(
  'infra/logs.yaml',
  `Resources:
  Logs:
    Type: AWS::S3::Bucket
    Properties:
      LoggingConfiguration:
        DestinationBucketName: !Ref Logs
  Policy:
    Type: AWS::S3::BucketPolicy
`,
)

/** The place of the first occurrence of a text. */
export function at(source: Source, text: string): Location {
  const offset = source.text.indexOf(text)
  if (offset < 0) throw new Error(`no ${text} in ${source.path}`)
  const start = source.position(offset)
  const end = source.position(offset + text.length)
  return {
    file: source.path,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
  }
}

export const selfLog: Finding = {
  rule: 'bucket-logs-to-itself',
  severity: 'high',
  certainty: 'certain',
  message: 'the bucket is its own log target',
  resource: { address: 'Logs', type: 'AWS::S3::Bucket' },
  location: at(template, 'DestinationBucketName'),
  when: [],
  notes: [],
  fingerprint: '0123456789abcdef',
  controls: ['CIS 2.1.1'],
  causes: [],
}

export const http: Finding = {
  rule: 'bucket-allows-http',
  severity: 'medium',
  certainty: 'certain',
  message:
    'plain HTTP is not denied for any request that somebody may be allowed, whatever it reads or writes',
  resource: { address: 'Logs', type: 'AWS::S3::Bucket', construct: 'App/Logs/Resource' },
  location: at(template, 'Logs'),
  source: { file: 'lib/logs.ts', line: 12, column: 5 },
  when: [
    { decision: 'IsProd', value: 'false' },
    { decision: 'Stage', value: 'test' },
  ],
  witness: {
    principal: '*',
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::logs/any',
    secureTransport: false,
    sentence: 'anyone may send s3:GetObject for arn:aws:s3:::logs/any over plain HTTP',
  },
  notes: [
    { message: 'also when IsProd is true', location: at(template, 'Logs') },
    { message: 'the policy does not deny it', location: at(template, 'Policy') },
    {
      message: 'nor does this file',
      location: { file: 'other.yaml', line: 1, column: 1, endLine: 1, endColumn: 2 },
    },
  ],
  fingerprint: 'fedcba9876543210',
  controls: [],
  causes: [],
}

/** A possible variant of a finding. */
export function guess(finding: Finding, ...causes: string[]): Finding {
  return { ...finding, certainty: 'possible', causes }
}

/** A report of two files and three buckets. */
export function reportOf(parts: Partial<Report> = {}): Report {
  return {
    findings: [],
    suppressed: [],
    notices: [],
    errors: [],
    files: 2,
    buckets: 3,
    notFullyChecked: [],
    offers: new Map(),
    sources: new Map([[template.path, template]]),
    ...parts,
  }
}

/** A report with one finding, at a text of a file that holds nothing else. */
export function reportOn(content: string, text: string, parts: Partial<Finding> = {}): Report {
  const source = new Source('a.yaml', content)
  const finding = { ...selfLog, location: at(source, text), ...parts }
  return reportOf({ findings: [finding], sources: new Map([[source.path, source]]) })
}

/** What strangers may call their things: it stays text in every format. */
export const hostileText =
  '::error::x ##[add-mask]y </script><script>alert(1)</script> "><img src=x onerror=alert(1)> ]]> `b` **c** | d ' +
  '[e](https://evil.example) @octocat #1 www.evil.example \u001B[31m\u0000\u202E\uFFFE\uD800 100%'

/** A finding all of whose texts are hostile; it stands in a file that is called so too. */
const hostile: Finding = {
  rule: 'bucket-allows-http',
  severity: 'critical',
  certainty: 'possible',
  message: hostileText,
  resource: { address: hostileText, type: hostileText, construct: hostileText },
  location: { ...at(template, 'Logs'), file: `::warning::${hostileText}` },
  when: [{ decision: hostileText, value: hostileText }],
  witness: {
    principal: hostileText,
    action: hostileText,
    resource: hostileText,
    context: { [hostileText]: [hostileText] },
    sentence: hostileText,
  },
  notes: [{ message: hostileText, location: { ...at(template, 'Policy'), file: hostileText } }],
  fingerprint: '00',
  controls: [hostileText],
  causes: [hostileText],
}

/** A report in which everything is hostile. */
export const hostileReport: Report = reportOf({
  findings: [hostile],
  suppressed: [{ finding: hostile, by: 'comment', reason: hostileText }],
  notices: [{ message: hostileText, location: hostile.location }],
  errors: [{ message: hostileText, location: hostile.location }],
  notFullyChecked: [
    { rule: 'bucket-allows-http', address: hostileText, file: hostileText, cause: hostileText },
  ],
  sources: new Map(
    [hostile.location.file, hostileText].map(path => [path, new Source(path, `${hostileText}\n`.repeat(9))]),
  ),
})
