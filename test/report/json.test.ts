import { expect, test } from 'vitest'
import { json } from '../../src/report/json.ts'
import { at, guess, http, options, reportOf, selfLog, template } from './reports.ts'

test('is the contract, key by key', () => {
  const report = reportOf({
    findings: [{ ...http, notes: http.notes.slice(0, 1) }],
    notices: [{ message: 'Logs is written twice', location: at(template, 'Logs') }],
    notFullyChecked: [
      { rule: 'bucket-allows-http', address: 'Logs', file: 'infra/logs.yaml', cause: 'more than 256 worlds' },
    ],
    errors: [{ message: 'gone.yaml: no such file or folder' }],
  })
  expect(json(report, options)).toMatchInlineSnapshot(`
    "{
      "schemaVersion": 1,
      "tool": {
        "name": "bucketlint",
        "version": "1.2.3"
      },
      "summary": {
        "files": 2,
        "buckets": 3,
        "findings": 1,
        "possible": 0,
        "suppressed": 0,
        "notFullyChecked": 1
      },
      "findings": [
        {
          "rule": "bucket-allows-http",
          "severity": "medium",
          "certainty": "certain",
          "message": "plain HTTP is not denied for any request that somebody may be allowed, whatever it reads or writes",
          "resource": {
            "address": "Logs",
            "type": "AWS::S3::Bucket",
            "construct": "App/Logs/Resource"
          },
          "location": {
            "file": "infra/logs.yaml",
            "line": 2,
            "column": 3,
            "endLine": 2,
            "endColumn": 7
          },
          "source": {
            "file": "lib/logs.ts",
            "line": 12
          },
          "when": [
            {
              "decision": "IsProd",
              "value": "false"
            },
            {
              "decision": "Stage",
              "value": "test"
            }
          ],
          "witness": {
            "principal": "*",
            "action": "s3:GetObject",
            "resource": "arn:aws:s3:::logs/any",
            "secureTransport": false,
            "sentence": "anyone may send s3:GetObject for arn:aws:s3:::logs/any over plain HTTP"
          },
          "notes": [
            {
              "message": "also when IsProd is true",
              "location": {
                "file": "infra/logs.yaml",
                "line": 2,
                "column": 3,
                "endLine": 2,
                "endColumn": 7
              }
            }
          ],
          "fingerprint": "fedcba9876543210",
          "controls": []
        }
      ],
      "notices": [
        {
          "level": "error",
          "message": "gone.yaml: no such file or folder"
        },
        {
          "level": "warning",
          "message": "bucket-allows-http was not fully checked on Logs in infra/logs.yaml: more than 256 worlds"
        },
        {
          "level": "notice",
          "message": "Logs is written twice",
          "location": {
            "file": "infra/logs.yaml",
            "line": 2,
            "column": 3,
            "endLine": 2,
            "endColumn": 7
          }
        }
      ]
    }
    "
  `)
})

test('counts possible findings always, and lists them on demand', () => {
  const report = reportOf({ findings: [selfLog, guess(selfLog, 'import SharedLogs')] })
  const brief = JSON.parse(json(report, options)) as { summary: unknown; findings: object[] }
  const full = JSON.parse(json(report, { ...options, possible: true })) as typeof brief
  expect(brief.summary).toMatchObject({ findings: 1, possible: 1 })
  expect(full.summary).toEqual(brief.summary)
  expect(brief.findings).toHaveLength(1)
  expect(full.findings[1]).toMatchObject({ certainty: 'possible', causes: ['import SharedLogs'] })
})

test('holds hostile text as escapes', () => {
  const message = '\u001B[2J\u009B31m\u202E\u2028\u{E0041}\uD800\n"'
  const text = json(reportOf({ findings: [{ ...selfLog, message }] }), options)
  expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Cs}]/u)
  expect(text).toContain(String.raw`"\u001b[2J\u009b31m\u202e\u2028\udb40\udc41\ud800\n\""`)
  expect(JSON.parse(text)).toMatchObject({ findings: [{ message }] })
})

test('holds no command of a workflow', () => {
  const message = '##[add-mask]x'
  const text = json(reportOf({ findings: [{ ...selfLog, message }] }), options)
  expect(text).not.toContain('##[')
  expect(JSON.parse(text)).toMatchObject({ findings: [{ message }] })
})

test('a fix is told with its edits', () => {
  const location = at(template, 'Logs')
  const edits = [{ location, text: 'Other' }]
  const fix = { title: 'name another bucket', safety: 'safe', edits } as const
  const report = reportOf({ findings: [{ ...selfLog, fix }] })
  const { findings } = JSON.parse(json(report, options)) as { findings: { fix: unknown }[] }
  expect(findings.map(each => each.fix)).toEqual([{ title: 'name another bucket', safety: 'safe', edits }])
})
