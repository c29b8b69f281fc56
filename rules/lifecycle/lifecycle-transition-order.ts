import {
  change,
  cloudformation,
  days,
  inOrder,
  isLifecycleSettled,
  lifecycleOf,
  rewrite,
  rule,
  storageClass,
  toldMoment,
  terraform,
} from '../../src/rule.ts'

export default rule({
  title: 'Lifecycle moves objects up the storage classes, or on too soon',
  severity: 'high',
  preset: 'recommended',
  consequence: 'deploy-failure',
  why: 'Objects only move down the storage classes, and within one rule no sooner than the minimum storage duration of the class they come from; S3 rejects the whole lifecycle configuration otherwise.',
  remedy:
    'Order the transitions as STANDARD_IA, INTELLIGENT_TIERING, ONEZONE_IA or GLACIER_IR, GLACIER, DEEP_ARCHIVE, with 30 days after the first and third, 90 after those of Glacier.',
  refs: ['AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html'],
  controls: [],
  *check(bucket) {
    let isClear: boolean | undefined
    for (const { current, noncurrent } of lifecycleOf(bucket))
      for (const { of: whom, transitions } of [current, noncurrent])
        for (const kind of ['age', 'date'] as const) {
          const steps = inOrder(transitions, kind)
          for (const [index, { to, at, moment }] of steps.entries()) {
            const before = steps[index - 1]
            const from = before && storageClass(before.to)
            // Of a class that is not known here, nothing can be said.
            if (!from || !storageClass(to)) continue
            const notes = [{ at: before.at, message: `'${before.to}' ${toldMoment(before.moment)}` }]
            const gap = moment.day - before.moment.day
            const soonest = before.moment.day + from.minimumDays
            if (!from.next.includes(to))
              yield { at, message: `${whom} cannot move from '${before.to}' to '${to}'`, notes }
            else if (gap < from.minimumDays) {
              isClear ??= isLifecycleSettled(bucket)
              yield {
                at: moment.at,
                message: `${whom} stay in '${before.to}' for ${days(gap)} before they move to '${to}', at least ${days(from.minimumDays)} are needed`,
                notes,
                change:
                  kind === 'age' && isClear
                    ? change(
                        `move them on after ${days(soonest)}`,
                        'review',
                        rewrite(bucket, moment.at, soonest),
                      )
                    : undefined,
              }
            }
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
                  Prefix: old/
                  Transitions:
                    - { StorageClass: GLACIER, TransitionInDays: 60 }
                    - TransitionInDays: 90
                      StorageClass: STANDARD_IA # <- objects cannot move from 'GLACIER' to 'STANDARD_IA'
                - Status: Enabled
                  Prefix: a/
                  Transitions:
                    - StorageClass: DEEP_ARCHIVE
                      TransitionInDays: 20 # <- objects stay in 'GLACIER_IR' for 16 days before they move to 'DEEP_ARCHIVE', at least 90 days are needed
                    - { StorageClass: GLACIER_IR, TransitionInDays: 4 }
                - Status: Enabled
                  Prefix: b/
                  NoncurrentVersionTransition: { StorageClass: ONEZONE_IA, TransitionInDays: 30 }
                  NoncurrentVersionTransitions:
                    - TransitionInDays: 90
                      StorageClass: GLACIER_IR # <- noncurrent versions cannot move from 'ONEZONE_IA' to 'GLACIER_IR'
                - Status: Enabled
                  Prefix: c/
                  Transitions:
                    - { StorageClass: STANDARD_IA, TransitionDate: '2027-01-01T00:00:00Z' }
                    - StorageClass: GLACIER
                      TransitionDate: '2027-01-30T00:00:00Z' # <- objects stay in 'STANDARD_IA' for 29 days before they move to 'GLACIER', at least 30 days are needed
    `,
    cloudformation`
      Parameters:
        Class: { Type: String, AllowedValues: [GLACIER, STANDARD_IA] }
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules:
                - Status: Enabled
                  Transitions:
                    - { StorageClass: STANDARD_IA, TransitionInDays: 30 }
                    - TransitionInDays: 60
                      StorageClass: !Ref Class # <- objects cannot move from 'STANDARD_IA' to 'STANDARD_IA'
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
          transition {
            days          = 120
            storage_class = "STANDARD_IA" # <- objects cannot move from 'GLACIER' to 'STANDARD_IA'
          }
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        Age: { Type: Number, AllowedValues: [60, 90] }
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules:
                - Status: Enabled
                  Transitions:
                    - { StorageClass: STANDARD_IA, TransitionInDays: 30 }
                    - { StorageClass: GLACIER, TransitionInDays: !Ref Age }
                    - { StorageClass: DEEP_ARCHIVE, TransitionInDays: 180 }
                  NoncurrentVersionTransitions:
                    - { StorageClass: GLACIER_IR, TransitionInDays: 1 }
                - Status: Enabled
                  Prefix: apart/
                  Transitions:
                    - { StorageClass: INTELLIGENT_TIERING, TransitionInDays: 0 }
                    - { StorageClass: NEW_CLASS, TransitionInDays: 1 }
                    - { StorageClass: GLACIER, TransitionInDays: 2 }
                - Status: Enabled
                  Prefix: apart/
                  Transitions: [{ StorageClass: STANDARD_IA, TransitionInDays: 400 }]
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
          transition {
            days          = 120
            storage_class = "GLACIER"
          }
        }
      }
    `,
  ],
})
