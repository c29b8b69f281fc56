import {
  change,
  cloudformation,
  lifecycleOf,
  lifecycleBounds,
  rejectedIds,
  rejectedIn,
  rewrite,
  rule,
  terraform,
} from '../../src/rule.ts'

export default rule({
  title: 'Lifecycle that S3 rejects',
  severity: 'high',
  preset: 'recommended',
  consequence: 'deploy-failure',
  why: 'S3 takes a lifecycle configuration as a whole: one rule without an action, with clashing actions or with a filter that an action cannot have makes the deployment fail.',
  remedy: 'Split or correct the rule as the message says.',
  refs: [
    'AmazonS3/latest/userguide/intro-lifecycle-rules.html',
    'AmazonS3/latest/userguide/intro-lifecycle-filters.html',
    'AmazonS3/latest/API/API_LifecycleExpiration.html',
    'AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-rule.html',
  ],
  controls: [],
  *check(bucket) {
    const rules = lifecycleOf(bucket)
    const configuration = bucket.properties.LifecycleConfiguration
    if (configuration && rules.length > lifecycleBounds.rules)
      yield {
        at: configuration.at('Rules'),
        message: `the lifecycle has ${rules.length} rules, of ${lifecycleBounds.rules} at most`,
      }
    for (const rejection of [...rejectedIds(rules), ...rules.flatMap(each => [...rejectedIn(each)])]) {
      const { at, message, isHearsay, meant } = rejection
      yield {
        at,
        message,
        ...(isHearsay ? { severity: 'medium' } : {}),
        change: meant && change(meant.title, meant.safety, rewrite(bucket, at, meant.to)),
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
                - { Id: nothing, Status: Enabled } # <- the rule has no action
                - Status: Enabled
                  TagFilters: [{ Key: kind, Value: tmp }, { Key: kind, Value: old }] # <- the filter has the tag 'kind' twice
                  AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } # <- a rule by tags cannot abort uploads, which have none yet
                - Status: Enabled
                  ObjectSizeGreaterThan: 500
                  ObjectSizeLessThan: 500 # <- no object is larger than 500 and smaller than 500 bytes
                  ExpiredObjectDeleteMarker: true # <- a rule by object sizes cannot expire delete markers, which have none
                - Id: twice
                  Status: Enabled
                  ExpirationInDays: 30
                  ExpiredObjectDeleteMarker: true # <- a rule with ExpirationInDays expires delete markers by itself, and cannot ask for it
                - Id: twice # <- a rule before has the id 'twice'
                  Status: Enabled
                  ExpirationInDays: 0 # <- 0 is too few days, of at least 1
                  NoncurrentVersionExpiration:
                    NoncurrentDays: 1
                    NewerNoncurrentVersions: 101 # <- a rule keeps 1 to 100 noncurrent versions, not 101
    `,
    cloudformation`
      Parameters:
        UseDate: { Type: String, AllowedValues: ['yes', 'no'] }
      Conditions:
        HasDate: !Equals [!Ref UseDate, 'yes']
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules:
                - Status: Enabled
                  Prefix: a/
                  ExpirationDate: '2027-01-31T12:00:00Z' # <- '2027-01-31T12:00:00Z' is not midnight UTC of a day, such as 2027-01-31T00:00:00Z
                - Status: Enabled
                  Prefix: b/
                  Transitions: [{ StorageClass: GLACIER, TransitionInDays: 30 }]
                  ExpirationDate: '2027-01-31T00:00:00Z' # <- the rule has both days and dates
                - Status: Enabled
                  Prefix: c/
                  Transition: # <- the rule has both Transition and Transitions
                    { StorageClass: GLACIER, TransitionInDays: 30 }
                  Transitions:
                    - StorageClass: DEEP_ARCHIVE
                      TransitionInDays: -1 # <- -1 is too few days, of at least 0
                - Status: Enabled
                  ExpirationInDays: 5
                  ExpirationDate: !If [HasDate, '2027-01-31T00:00:00Z', !Ref AWS::NoValue] # <- the rule has both ExpirationDate and ExpirationInDays
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
          expiration {
            days = 30
          }
        }
        rule {
          id     = "rule-0" # <- a rule before has the id 'rule-0'
          status = "Enabled"
          filter {}
          expiration {
            days = 60
          }
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        UseDate: { Type: String, AllowedValues: ['yes', 'no'] }
      Conditions:
        HasDate: !Equals [!Ref UseDate, 'yes']
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules:
                - { Id: uploads, Status: Enabled, Prefix: a/, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } }
                - { Id: markers, Status: Enabled, ExpiredObjectDeleteMarker: true }
                - { Id: off, Status: Disabled, ExpirationInDays: 1, ExpiredObjectDeleteMarker: false }
                - { Status: Enabled, ObjectSizeGreaterThan: 0, ObjectSizeLessThan: 1, ExpirationDate: '2027-01-31' }
                - { Id: !ImportValue Id, Status: Enabled, NoncurrentVersionExpirationInDays: 1 }
                - { Status: Enabled, TagFilters: [{ Key: a, Value: x }, { Key: !ImportValue B, Value: x }], ExpirationInDays: 1 }
                - Status: Enabled
                  ExpirationDate: !If [HasDate, '2027-01-31T00:00:00.000Z', !Ref AWS::NoValue]
                  ExpirationInDays: !If [HasDate, !Ref AWS::NoValue, 5]
                  NoncurrentVersionTransition: { StorageClass: GLACIER, TransitionInDays: 0 }
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
            prefix = "a/"
          }
          expiration {
            days = 30
          }
        }
        rule {
          id     = "rule-1"
          status = "Enabled"
          filter {
            prefix = "b/"
          }
          expiration {
            days = 60
          }
        }
      }
    `,
  ],
})
