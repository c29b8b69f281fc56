import {
  cloudformation,
  days,
  LifecycleCoverage,
  lifecycleOf,
  rule,
  staysOf,
  storageClass,
  terraform,
} from '../../src/rule.ts'

export default rule({
  title: 'Lifecycle takes objects out of a storage class that is charged for longer',
  severity: 'low',
  preset: 'recommended',
  consequence: 'cost',
  why: 'Standard-IA and One Zone-IA are charged for 30 days at least, the Glacier classes for 90 and Deep Archive for 180: objects that leave sooner pay for the rest as well, on top of the move.',
  remedy: 'Keep the objects in the class for its minimum storage duration, or leave the move out.',
  refs: [
    'AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html',
    'AmazonS3/latest/userguide/storage-class-intro.html#sc-compare',
  ],
  controls: [],
  *check(bucket) {
    const keepsVersions = bucket.versioning !== undefined || bucket.isVersioned
    const told = new Set<string>()
    for (const rules of new LifecycleCoverage(lifecycleOf(bucket)).sets())
      for (const { in: name, days: stayed, from, until } of staysOf(rules, keepsVersions)) {
        const charged = storageClass(name)?.minimumDays ?? 0
        if (stayed >= charged || told.has(until.at.address)) continue
        told.add(until.at.address)
        yield {
          at: until.at,
          message: `objects leave '${name}' after ${days(stayed)}, but are charged for ${days(charged)}`,
          notes: [{ at: from.at, message: `they come to '${name}' here` }],
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
                  Transitions:
                    - { StorageClass: STANDARD_IA, TransitionInDays: 30 }
                    - { StorageClass: GLACIER, TransitionInDays: 60 }
                  ExpirationInDays: 90 # <- objects leave 'GLACIER' after 30 days, but are charged for 90 days
        Apart:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules:
                - { Status: Enabled, Prefix: logs/, Transition: { StorageClass: GLACIER_IR, TransitionInDays: 0 } }
                - Status: Enabled
                  Transitions:
                    - StorageClass: DEEP_ARCHIVE
                      TransitionInDays: 7 # <- objects leave 'GLACIER_IR' after 7 days, but are charged for 90 days
                - Status: Enabled
                  ExpirationInDays: 100 # <- objects leave 'DEEP_ARCHIVE' after 93 days, but are charged for 180 days
        Versioned:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
            LifecycleConfiguration:
              Rules:
                - Status: Enabled
                  Transitions: [{ StorageClass: STANDARD_IA, TransitionInDays: 30 }]
                  ExpirationInDays: 40 # <- objects leave 'STANDARD_IA' after 15 days, but are charged for 30 days
                  NoncurrentVersionExpiration: { NoncurrentDays: 5 }
    `,
    cloudformation`
      Parameters:
        Stage: { Type: String, AllowedValues: [test, prod] }
      Mappings:
        Days: { Keep: { test: 100, prod: 400 } }
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules:
                - Status: Enabled
                  Transitions: [{ StorageClass: DEEP_ARCHIVE, TransitionInDays: 1 }]
                  ExpirationInDays: !FindInMap [Days, Keep, !Ref Stage] # <- objects leave 'DEEP_ARCHIVE' after 99 days, but are charged for 180 days
        Versioned:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
            LifecycleConfiguration:
              Rules:
                - Status: Enabled
                  NoncurrentVersionTransitions: [{ StorageClass: GLACIER, TransitionInDays: 10 }]
                  NoncurrentVersionExpiration:
                    NoncurrentDays: 60 # <- objects leave 'GLACIER' after 50 days, but are charged for 90 days
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
          transition {
            days          = 30
            storage_class = "GLACIER"
          }
          expiration {
            days = 60 # <- objects leave 'GLACIER' after 30 days, but are charged for 90 days
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
                - Status: Enabled
                  Prefix: a/
                  Transitions:
                    - { StorageClass: STANDARD_IA, TransitionInDays: 30 }
                    - { StorageClass: GLACIER, TransitionInDays: 60 }
                  ExpirationInDays: 150
                - Status: Enabled
                  Prefix: b/
                  Transitions: [{ StorageClass: INTELLIGENT_TIERING, TransitionInDays: 0 }]
                  ExpirationInDays: 1
                - Status: Disabled
                  Transitions: [{ StorageClass: GLACIER, TransitionInDays: 0 }]
                  ExpirationInDays: 1
                - { Status: Enabled, TagFilters: [{ Key: a, Value: b }], ExpirationInDays: 90 }
        Versioned:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
            LifecycleConfiguration:
              Rules:
                - Status: Enabled
                  Transitions: [{ StorageClass: STANDARD_IA, TransitionInDays: 30 }]
                  ExpirationInDays: 40
                  NoncurrentVersionExpiration: { NoncurrentDays: 30, NewerNoncurrentVersions: 5 }
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
          transition {
            days          = 30
            storage_class = "GLACIER"
          }
          expiration {
            days = 365
          }
        }
      }
    `,
  ],
})
