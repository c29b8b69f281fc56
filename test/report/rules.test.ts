import { describe, expect, test } from 'vitest'
import { explain, explainMarkdown } from '../../src/report/explain.ts'
import { ruleJson, ruleList, ruleMarkdown } from '../../src/report/rule-table.ts'
import { options, rules, tags } from './reports.ts'

const { rule } = rules['bucket-logs-to-itself']

describe('the page of a rule', () => {
  test('in a terminal', () => {
    expect(explain('bucket-logs-to-itself', rule, options)).toMatchInlineSnapshot(`
      "bucket-logs-to-itself
      Bucket writes its access logs into itself

      Severity high, preset recommended, consequence cost.

      Why
        Each delivered log object is itself a logged request, so that the bucket grows
        for ever and every object in it is paid for.

      What to do
        Send the logs to a separate bucket in the same region.

      Controls
        CIS 2.1.1

      Wrong
        Logs:
          DestinationBucketName: !Ref Logs # <- the bucket is its own log target

      Right
        Logs:
          Type: AWS::S3::Bucket

      References
        https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html
      "
    `)
  })

  test('in colour, what is found is marked', () => {
    const page = explain('bucket-logs-to-itself', rule, { ...options, paint: tags })
    expect(page).toContain('!Ref Logs <red># <- the bucket is its own log target</>\n')
  })

  test('in Markdown', () => {
    expect(explainMarkdown('bucket-logs-to-itself', rule)).toMatchInlineSnapshot(`
      "# bucket-logs-to-itself

      Bucket writes its access logs into itself

      Severity high, preset recommended, consequence cost.

      ## Why

      Each delivered log object is itself a logged request, so that the bucket grows for ever and every object in it is paid for.

      ## What to do

      Send the logs to a separate bucket in the same region.

      ## Controls

      CIS 2.1.1

      ## Wrong

      \`\`\`yaml
      Logs:
        DestinationBucketName: !Ref Logs # <- the bucket is its own log target
      \`\`\`

      ## Right

      \`\`\`yaml
      Logs:
        Type: AWS::S3::Bucket
      \`\`\`

      ## References

      - <https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html>
      "
    `)
  })

  test('tells what to do in a CDK program', () => {
    const rule = { ...rules['bucket-allows-http'].rule, remedyInCdk: 'enforceSSL: true on the Bucket.' }
    expect(explainMarkdown('bucket-allows-http', rule)).toContain(
      '\n\n## In CDK\n\nenforceSSL: true on the Bucket.\n',
    )
  })

  test('leaves out what there is not', () => {
    expect(explain('bucket-allows-http', rules['bucket-allows-http'].rule, options)).toMatchInlineSnapshot(`
      "bucket-allows-http
      A | plain-HTTP request gets through

      Severity medium, preset strict, consequence exposure.

      Why
        Whoever is on the way reads along.

      What to do
        Deny requests where aws:SecureTransport is false.
      "
    `)
  })
})

describe('the table of rules', () => {
  test('in a terminal', () => {
    expect(ruleList(rules, options)).toMatchInlineSnapshot(`
      "access
        bucket-allows-http  medium, strict
            A | plain-HTTP request gets through

      logging
        bucket-logs-to-itself  high
            Bucket writes its access logs into itself

      2 rules; bucketlint explain RULE tells all about one
      "
    `)
  })

  test('in Markdown', () => {
    expect(ruleMarkdown(rules)).toMatchInlineSnapshot(`
      "## access

      | rule | finding when | severity | preset | consequence |
      | --- | --- | --- | --- | --- |
      | \`bucket-allows-http\` | A \\| plain-HTTP request gets through | medium | strict | exposure |

      ## logging

      | rule | finding when | severity | preset | consequence |
      | --- | --- | --- | --- | --- |
      | \`bucket-logs-to-itself\` | Bucket writes its access logs into itself | high | recommended | cost |
      "
    `)
  })

  test('as data', () => {
    expect(ruleJson(rules)).toMatchInlineSnapshot(`
      "[
        {
          "id": "bucket-allows-http",
          "subject": "access",
          "title": "A | plain-HTTP request gets through",
          "severity": "medium",
          "preset": "strict",
          "consequence": "exposure",
          "why": "Whoever is on the way reads along.",
          "remedy": "Deny requests where aws:SecureTransport is false.",
          "refs": [],
          "controls": []
        },
        {
          "id": "bucket-logs-to-itself",
          "subject": "logging",
          "title": "Bucket writes its access logs into itself",
          "severity": "high",
          "preset": "recommended",
          "consequence": "cost",
          "why": "Each delivered log object is itself a logged request, so that the bucket grows for ever and every object in it is paid for.",
          "remedy": "Send the logs to a separate bucket in the same region.",
          "refs": [
            "https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html"
          ],
          "controls": [
            "CIS 2.1.1"
          ]
        }
      ]
      "
    `)
  })
})
