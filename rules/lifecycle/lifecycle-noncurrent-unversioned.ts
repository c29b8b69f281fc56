import { change, cloudformation, keepingVersions, lifecycleOf, rule, terraform } from '../../src/rule.ts'

/** What happens to noncurrent versions. */
const actions = [
  'NoncurrentVersionExpiration',
  'NoncurrentVersionExpirationInDays',
  'NoncurrentVersionTransitions',
  'NoncurrentVersionTransition',
] as const

export default rule({
  title: 'Lifecycle rule for noncurrent versions on a bucket that has none',
  severity: 'medium',
  preset: 'recommended',
  consequence: 'broken',
  why: 'Without versioning there are no noncurrent versions: the rule does nothing, and whoever wrote it counts on versions that are not kept.',
  remedy: 'Set VersioningConfiguration.Status to Enabled, or drop the rule for noncurrent versions.',
  remedyInCdk: 'versioned: true on the Bucket.',
  remedyInTerraform:
    'Set status = "Enabled" in versioning_configuration of an aws_s3_bucket_versioning for the bucket, or drop the rule for noncurrent versions.',
  refs: [
    'AmazonS3/latest/userguide/intro-lifecycle-rules.html#intro-lifecycle-rules-actions',
    'AmazonS3/latest/userguide/Versioning.html',
  ],
  controls: [],
  *check(bucket) {
    if (bucket.versioning !== undefined || bucket.isVersioned) return
    // Replication on either side does not work without versioning, which its own rules tell.
    if (bucket.properties.ReplicationConfiguration !== undefined || bucket.roles.has('replica')) return
    const places = lifecycleOf(bucket)
      .filter(({ isEnabled }) => isEnabled)
      .flatMap(({ written }) => {
        const action = actions.find(key => written[key] !== undefined)
        return action ? written.at(action) : []
      })
    const [at, ...others] = places
    if (at)
      yield {
        at,
        message: 'the bucket keeps no noncurrent versions, since it is not versioned',
        notes: others.map(other => ({ at: other, message: 'nor does this rule find any' })),
        change: change('turn on versioning', 'review', keepingVersions(bucket)),
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
                  ExpirationInDays: 90
                  NoncurrentVersionExpiration: # <- the bucket keeps no noncurrent versions, since it is not versioned
                    NoncurrentDays: 30
                - { Status: Enabled, Prefix: a/, NoncurrentVersionExpirationInDays: 3 }
    `,
    cloudformation`
      Parameters:
        Stage: { Type: String, AllowedValues: [test, prod] }
      Conditions:
        IsProd: !Equals [!Ref Stage, prod]
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: !If [IsProd, { Status: Enabled }, !Ref AWS::NoValue]
            LifecycleConfiguration:
              Rules:
                - Status: Enabled
                  NoncurrentVersionTransitions: # <- the bucket keeps no noncurrent versions, since it is not versioned
                    - { StorageClass: GLACIER, TransitionInDays: 30 }
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
          filter {}
          noncurrent_version_expiration { # <- the bucket keeps no noncurrent versions, since it is not versioned
            noncurrent_days = 30
          }
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules:
                - { Status: Disabled, NoncurrentVersionExpirationInDays: 3 }
                - { Status: Enabled, ExpirationInDays: 3 }
        Suspended:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Suspended }
            LifecycleConfiguration:
              Rules: [{ Status: Enabled, NoncurrentVersionExpirationInDays: 3 }]
        Locked:
          Type: AWS::S3::Bucket
          Properties:
            ObjectLockEnabled: true
            LifecycleConfiguration:
              Rules: [{ Status: Enabled, NoncurrentVersionExpirationInDays: 3 }]
    `,
    cloudformation`
      Parameters:
        Stage: { Type: String, AllowedValues: [test, prod] }
      Conditions:
        IsProd: !Equals [!Ref Stage, prod]
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: !If [IsProd, { Status: Enabled }, !Ref AWS::NoValue]
            LifecycleConfiguration:
              Rules:
                - { Status: Enabled, ExpirationInDays: 30 }
                - !If [IsProd, { Status: Enabled, NoncurrentVersionExpirationInDays: 3 }, !Ref AWS::NoValue]
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_versioning" "data" {
        bucket = aws_s3_bucket.data.id
        versioning_configuration {
          status = "Enabled"
        }
      }
      resource "aws_s3_bucket_lifecycle_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          id     = "rule-0"
          status = "Enabled"
          filter {}
          noncurrent_version_expiration {
            noncurrent_days = 30
          }
        }
      }
    `,
  ],
})
