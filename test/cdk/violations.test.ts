/** Reports in the words of CDK, without CDK. */
import { describe, expect, test } from 'vitest'
import type { Violation } from '../../src/cdk/validation.ts'
import { validationReport, type Telling } from '../../src/cdk/violations.ts'
import type { Report } from '../../src/finding.ts'
import { at, guess, hostileReport, http, reportOf, rules, selfLog, template } from '../report/reports.ts'

const table = {
  ...rules,
  'bucket-logs-to-itself': {
    subject: 'logging',
    rule: { ...rules['bucket-logs-to-itself'].rule, remedyInCdk: 'serverAccessLogsBucket: another Bucket.' },
  },
}

function told(parts: Partial<Report>, failOn: Telling['failOn'] = 'medium') {
  return validationReport(reportOf(parts), { cwd: '/app', rules: table, failOn })
}

function violation(parts: Partial<Report>): Violation | undefined {
  return told(parts).violations[0]
}

test('a finding is a violation with the remedy in CDK and the page that says so', () => {
  const property = 'LoggingConfiguration.DestinationBucketName'
  expect(violation({ findings: [{ ...selfLog, property }] })).toEqual({
    ruleName: 'bucket-logs-to-itself',
    description: 'the bucket is its own log target',
    violatingResources: [
      {
        resourceLogicalId: 'Logs',
        templatePath: '/app/infra/logs.yaml',
        locations: ['Properties.LoggingConfiguration.DestinationBucketName'],
      },
    ],
    fix: 'serverAccessLogsBucket: another Bucket.\nhttps://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html',
    severity: 'error',
    ruleMetadata: {
      severity: 'high',
      fingerprint: '0123456789abcdef',
      title: 'Bucket writes its access logs into itself',
      why: selfLogWhy,
      documentation: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html',
      controls: 'CIS 2.1.1',
    },
  })
})

const selfLogWhy = rules['bucket-logs-to-itself'].rule.why

test('the description tells when and the proof; without a remedy in CDK it is the general one', () => {
  const found = violation({ findings: [http] })
  expect(found?.description).toMatch(
    /^plain HTTP is not denied .*, when IsProd is false and Stage is test; proof: anyone may send .* HTTP$/,
  )
  expect(found?.fix).toBe('Deny requests where aws:SecureTransport is false.')
})

test('what is wrong in another template, or beside the properties', () => {
  const elsewhere = { ...selfLog, resource: { ...selfLog.resource, file: 'infra/buckets.yaml' } }
  expect(violation({ findings: [elsewhere] })?.violatingResources).toEqual([
    { resourceLogicalId: 'Logs', templatePath: '/app/infra/buckets.yaml', locations: [] },
  ])
  const attribute = { ...selfLog, property: 'DeletionPolicy' }
  expect(violation({ findings: [attribute] })?.violatingResources[0]?.locations).toEqual(['DeletionPolicy'])
})

describe('the severity', () => {
  const low = { ...selfLog, severity: 'low' } as const
  test.each([
    ['medium', selfLog, 'error', false],
    ['medium', http, 'error', false],
    ['high', http, 'warning', true],
    ['medium', low, 'warning', true],
    ['low', low, 'error', false],
    ['medium', { ...selfLog, severity: 'info' }, 'info', true],
    ['never', { ...selfLog, severity: 'critical' }, 'warning', true],
    // Whatever is asked for, what could not be read is not clean.
    ['never', { ...selfLog, rule: 'syntax-error' }, 'fatal', false],
  ] as const)('fails from %s on', (failOn, finding, severity, success) => {
    const report = told({ findings: [finding] }, failOn)
    expect(report.success).toBe(success)
    expect(report.violations.map(each => each.severity)).toEqual([severity])
  })
})

test('possible findings are counted only', () => {
  expect(told({ findings: [guess(selfLog, 'parameter A')], buckets: 7 })).toEqual({
    success: true,
    violations: [],
    metadata: { files: '2', buckets: '7', possible: '1', suppressed: '0', notFullyChecked: '0' },
  })
})

test('errors, and what is said of a file as a whole', () => {
  const location = at(template, 'Policy')
  const unused = {
    ...selfLog,
    rule: 'gone',
    resource: { address: 'infra/logs.yaml', type: 'File' },
    location,
  }
  const report = told({ errors: [{ message: 'a' }, { message: 'b', location }], findings: [unused] })
  expect(report.success).toBe(false)
  expect(report.violations).toMatchObject([
    { ruleName: 'error', severity: 'fatal', description: 'a', violatingResources: [{ locations: [] }] },
    { ruleName: 'error', severity: 'fatal', violatingResources: [{ locations: ['infra/logs.yaml:7:3'] }] },
    {
      ruleName: 'gone',
      violatingResources: [
        {
          resourceLogicalId: '',
          templatePath: '/app/infra/logs.yaml',
          locations: ['infra/logs.yaml:7:3'],
        },
      ],
    },
  ])
  expect(report.violations[2]).not.toHaveProperty('fix')
})

test('nothing that a template says steers the terminal', () => {
  const certain = hostileReport.findings.map(each => ({ ...each, certainty: 'certain' as const }))
  for (const { description } of told({ ...hostileReport, findings: certain }).violations)
    expect(description).not.toMatch(/\p{Cc}|\u202E/u)
})
