import { cloudformation, lifecycleOf, overruledIn, rule, toldMoment, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Objects expire before the lifecycle is done with them',
  severity: 'high',
  preset: 'recommended',
  consequence: 'deploy-failure',
  why: 'Within one rule the expiration must come after every transition, or S3 rejects the whole lifecycle configuration. Between rules the shorter expiration wins: what another rule keeps for longer is deleted all the same.',
  remedy:
    'Expire the objects after their last transition, and give what lives longer a prefix that no shorter rule covers.',
  refs: [
    'AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-rule.html',
    'AmazonS3/latest/userguide/lifecycle-conflicts.html',
  ],
  controls: [],
  *check(bucket) {
    const rules = lifecycleOf(bucket)
    for (const { current, noncurrent } of rules)
      for (const { of: whom, transitions, expiration } of [current, noncurrent]) {
        const late = transitions.find(
          ({ moment }) => expiration && moment?.kind === expiration.kind && expiration.day <= moment.day,
        )
        if (expiration && late?.moment)
          yield {
            at: expiration.at,
            message: `${whom} expire ${toldMoment(expiration)}, but move to '${late.to}' ${toldMoment(late.moment)}`,
            notes: [{ at: late.moment.at, message: `the move to '${late.to}'` }],
          }
      }
    for (const { whom, act, moment, by } of overruledIn(rules))
      yield {
        at: moment.at,
        message: `${whom} ${act} ${toldMoment(moment)}, but another rule expires them ${toldMoment(by)}`,
        notes: [{ at: by.at, message: 'the rule that comes first' }],
        // S3 takes it; something is deleted before its time, or never moved.
        severity: 'medium',
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
                  Prefix: a/
                  Transitions:
                    - { StorageClass: STANDARD_IA, TransitionInDays: 30 }
                    - { StorageClass: GLACIER, TransitionInDays: 90 }
                  ExpirationInDays: 90 # <- objects expire after 90 days, but move to 'GLACIER' after 90 days
                - Status: Enabled
                  Prefix: b/
                  NoncurrentVersionTransitions:
                    - { StorageClass: GLACIER, TransitionInDays: 60 }
                  NoncurrentVersionExpiration:
                    NoncurrentDays: 30 # <- noncurrent versions expire after 30 days, but move to 'GLACIER' after 60 days
                - Status: Enabled
                  Prefix: c/
                  Transition: { StorageClass: GLACIER, TransitionDate: '2027-06-01T00:00:00Z' }
                  ExpirationDate: '2027-05-01T00:00:00.000Z' # <- objects expire on 2027-05-01, but move to 'GLACIER' on 2027-06-01
    `,
    cloudformation`
      Parameters:
        Keep: { Type: Number, Default: 30 }
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules:
                - { Status: Enabled, ExpirationInDays: 60 }
                - Status: Enabled
                  Prefix: archive/
                  ExpirationInDays: 3650 # <- objects expire after 3650 days, but another rule expires them after 60 days
                - Status: Enabled
                  Prefix: logs/
                  Transitions:
                    - StorageClass: GLACIER
                      TransitionInDays: 90 # <- objects move to 'GLACIER' after 90 days, but another rule expires them after 60 days
        Other:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules:
                - Status: Enabled
                  Transitions: [{ StorageClass: GLACIER, TransitionInDays: 30 }]
                  ExpirationInDays: !Ref Keep # <- objects expire after 30 days, but move to 'GLACIER' after 30 days
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
            days          = 90
            storage_class = "GLACIER"
          }
          expiration {
            days = 60 # <- objects expire after 60 days, but move to 'GLACIER' after 90 days
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
                  Transitions: [{ StorageClass: GLACIER, TransitionInDays: 90 }]
                  ExpirationInDays: 91
                  NoncurrentVersionTransition: { StorageClass: GLACIER_IR, TransitionInDays: 120 }
                - { Status: Enabled, Prefix: a, ExpirationInDays: 500 }
                - { Status: Enabled, Prefix: b/, ExpirationInDays: 30 }
                - { Status: Enabled, TagFilters: [{ Key: keep, Value: 'no' }], ExpirationInDays: 1 }
                - { Status: Enabled, ObjectSizeLessThan: 100, ExpirationInDays: 1 }
                - { Status: Disabled, ExpirationInDays: 1 }
                - { Status: Enabled, Prefix: !ImportValue Prefix, ExpirationInDays: 1 }
                - { Status: Enabled, NoncurrentVersionExpiration: { NoncurrentDays: 1, NewerNoncurrentVersions: 3 } }
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
            days          = 90
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
