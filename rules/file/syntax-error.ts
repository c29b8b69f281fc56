import { cloudformation, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'File cannot be read',
  severity: 'high',
  preset: 'recommended',
  consequence: 'deploy-failure',
  why: 'A file that cannot be read cannot be deployed either, and nothing in it was checked.',
  remedy: 'Correct the text at the place that is shown.',
  refs: ['AWSCloudFormation/latest/UserGuide/template-formats.html'],
  controls: [],
  on: 'file',
  *check(problem) {
    yield problem
  },
  bad: [
    cloudformation`
      Resources:
        Logs # <- Resources is a single value: expected a map with logical ids as keys
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = # <- expected a value, found the end of the line
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Logs:
          Type: AWS::S3::Bucket
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
    `,
  ],
})
