import {
  change,
  cloudformation,
  days,
  isLifecycleSettled,
  lifecycleOf,
  rewrite,
  rule,
  storageClass,
  terraform,
} from '../../src/rule.ts'

export default rule({
  title: 'Lifecycle moves objects to a storage class before it takes them',
  severity: 'high',
  preset: 'recommended',
  consequence: 'deploy-failure',
  why: 'S3 takes objects into Standard-IA and One Zone-IA only when they are 30 days old, and versions when they have been noncurrent for 30 days; it rejects the whole lifecycle configuration otherwise.',
  remedy: 'Move the objects after 30 days, or to INTELLIGENT_TIERING or GLACIER_IR, which take them at once.',
  remedyInTerraform:
    'Set days = 30 in the transition, or storage_class = "INTELLIGENT_TIERING" or "GLACIER_IR", which take the objects at once.',
  refs: [
    'AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html',
    'AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-transition.html',
  ],
  controls: [],
  *check(bucket) {
    let isClear: boolean | undefined
    for (const { current, noncurrent } of lifecycleOf(bucket))
      for (const { of: whom, transitions } of [current, noncurrent])
        for (const { written, to, moment } of transitions) {
          const entry = storageClass(to)?.entryDays ?? 0
          if (moment?.kind !== 'age' || moment.day < 0 || !(moment.day < entry)) continue
          isClear ??= isLifecycleSettled(bucket)
          const later = rewrite(bucket, written.at(), { TransitionInDays: entry })
          yield {
            at: moment.at,
            message: `${whom} move to '${to}' after ${days(moment.day)}, which takes them after ${days(entry)}`,
            change: isClear ? change(`move them after ${days(entry)}`, 'review', later) : undefined,
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
                  Prefix: new/
                  Transitions:
                    - StorageClass: STANDARD_IA
                      TransitionInDays: 7 # <- objects move to 'STANDARD_IA' after 7 days, which takes them after 30 days
                    - { StorageClass: GLACIER, TransitionInDays: 90 }
                - Status: Enabled
                  Prefix: old/
                  Transition:
                    StorageClass: ONEZONE_IA
                    TransitionInDays: 1 # <- objects move to 'ONEZONE_IA' after 1 day, which takes them after 30 days
                  NoncurrentVersionTransitions:
                    - StorageClass: STANDARD_IA
                      TransitionInDays: 29 # <- noncurrent versions move to 'STANDARD_IA' after 29 days, which takes them after 30 days
    `,
    cloudformation`
      Parameters:
        Stage: { Type: String, AllowedValues: [test, prod] }
        Age: { Type: Number, Default: 10 }
      Mappings:
        Days:
          Move: { test: 5, prod: 30 }
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules:
                - Status: Enabled
                  Transitions:
                    - StorageClass: STANDARD_IA
                      TransitionInDays: !FindInMap [Days, Move, !Ref Stage] # <- objects move to 'STANDARD_IA' after 5 days, which takes them after 30 days
        Other:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules:
                - Status: Enabled
                  Transitions:
                    - StorageClass: STANDARD_IA
                      TransitionInDays: !Ref Age # <- objects move to 'STANDARD_IA' after 10 days, which takes them after 30 days
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
            days          = 7 # <- objects move to 'STANDARD_IA' after 7 days, which takes them after 30 days
            storage_class = "STANDARD_IA"
          }
        }
      }
      resource "aws_s3_bucket" "now" {
        bucket = "company-now"
      }
      resource "aws_s3_bucket_lifecycle_configuration" "now" {
        bucket = aws_s3_bucket.now.id
        rule {
          id     = "rule-0"
          status = "Enabled"
          filter {}
          transition { # <- objects move to 'STANDARD_IA' after 0 days, which takes them after 30 days
            storage_class = "STANDARD_IA"
          }
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Conditions:
        IsMain: !Equals [!Ref AWS::Region, eu-west-1]
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules:
                - Status: Enabled
                  Transitions:
                    - { StorageClass: STANDARD_IA, TransitionInDays: 30 }
                - { Status: Enabled, Transitions: [{ StorageClass: INTELLIGENT_TIERING, TransitionInDays: 0 }] }
                - { Status: Enabled, Transition: { StorageClass: GLACIER_IR, TransitionInDays: 1 } }
                - { Status: Enabled, Transitions: [{ StorageClass: Glacier, TransitionInDays: 1 }] }
                - { Status: Enabled, Transitions: [{ StorageClass: ONEZONE_IA, TransitionDate: '2027-01-01T00:00:00Z' }] }
                - { Status: Enabled, Transitions: [{ StorageClass: !ImportValue Class, TransitionInDays: 90 }] }
                - !If [IsMain, { Status: Enabled, ExpirationInDays: 3 }, !Ref AWS::NoValue]
        Empty:
          Type: AWS::S3::Bucket
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
            storage_class = "STANDARD_IA"
          }
        }
      }
      resource "aws_s3_bucket" "now" {
        bucket = "company-now"
      }
      resource "aws_s3_bucket_lifecycle_configuration" "now" {
        bucket = aws_s3_bucket.now.id
        rule {
          id     = "rule-0"
          status = "Enabled"
          filter {}
          transition {
            storage_class = "INTELLIGENT_TIERING"
          }
        }
      }
    `,
  ],
})
