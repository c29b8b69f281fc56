import {
  change,
  cloudformation,
  gone,
  isWrittenOut,
  lifecycleOf,
  rewrite,
  rule,
  terraform,
} from '../../src/rule.ts'

export default rule({
  title: 'Lifecycle rule for keys with a star in them',
  severity: 'medium',
  preset: 'recommended',
  consequence: 'cost',
  why: 'The prefix of a lifecycle rule knows no wildcards: a star in it stands for a star. The rule is taken, is about no object, and what it seems to expire or move stays and is paid for.',
  remedy: 'Write the beginning of the keys alone, such as logs/, or drop Prefix for all objects.',
  remedyInCdk: "prefix: 'logs/' in the rule of lifecycleRules, or no prefix for all objects.",
  remedyInTerraform:
    'Write the beginning of the keys alone as prefix, such as "logs/", or filter {} for all objects.',
  refs: ['AmazonS3/latest/userguide/intro-lifecycle-filters.html'],
  controls: [],
  *check(bucket) {
    for (const { prefix, isEnabled } of lifecycleOf(bucket)) {
      const value = isEnabled ? prefix?.value : undefined
      if (prefix === undefined || !value?.includes('*')) continue
      const start = value.slice(0, value.indexOf('*')).replace(/^\/$/, '')
      const isWritten = isWrittenOut(bucket, () => prefix.value)
      yield {
        at: prefix.at,
        message: `the star in prefix '${value}' is no wildcard: only keys with a star there begin with it`,
        change: isWritten
          ? change('drop the wildcard', 'review', rewrite(bucket, prefix.at, start === '' ? gone : start))
          : undefined,
      }
    }
  },
  bad: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules:
                - Status: Enabled
                  Prefix: tmp/* # <- the star in prefix 'tmp/*' is no wildcard: only keys with a star there begin with it
                  ExpirationInDays: 7
                - Status: Enabled
                  Prefix: /* # <- the star in prefix '/*' is no wildcard: only keys with a star there begin with it
                  NoncurrentVersionExpiration: { NoncurrentDays: 30 }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_lifecycle_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          id     = "rule-0"
          status = "Enabled"
          filter {
            prefix = "logs/*" # <- the star in prefix 'logs/*' is no wildcard: only keys with a star there begin with it
          }
          expiration {
            days = 90
          }
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        Folder: { Type: String }
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules:
                - { Status: Enabled, Prefix: tmp/, ExpirationInDays: 7 }
                - { Status: Enabled, Prefix: !Sub '\${Folder}/', ExpirationInDays: 7 }
                - { Status: Disabled, Prefix: '*', ExpirationInDays: 7 }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_lifecycle_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          id     = "rule-0"
          status = "Enabled"
          filter {
            prefix = "logs/"
          }
          expiration {
            days = 90
          }
        }
      }
    `,
  ],
})
