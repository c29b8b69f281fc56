import { cloudformation, retentionBounds, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Default retention that S3 rejects',
  severity: 'high',
  preset: 'recommended',
  consequence: 'deploy-failure',
  why: 'A default retention is a mode with either days or years, at least one day and at most 100 years. S3 rejects anything else, and the deployment fails.',
  remedy: 'Give Mode and either Days or Years within the bounds.',
  remedyInTerraform: 'Give default_retention a mode and either days or years within the bounds.',
  refs: [
    'AmazonS3/latest/API/API_DefaultRetention.html',
    'AmazonS3/latest/userguide/object-lock-managing.html',
    'AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-defaultretention.html',
  ],
  controls: [],
  *check(bucket) {
    const lockRule = bucket.properties.ObjectLockConfiguration?.Rule
    const retention = lockRule?.DefaultRetention
    if (!retention) return
    const at = lockRule.at('DefaultRetention')
    const { Days: days, Years: years, Mode: mode, DefaultEventHold: hold } = retention
    if (days !== undefined && years !== undefined)
      yield { at, message: 'the default retention has both Days and Years' }
    // A hold until an event needs none of the rest.
    if (days === undefined && years === undefined && !hold)
      yield { at, message: 'the default retention has neither Days nor Years' }
    if (mode === undefined && !hold) yield { at, message: 'the default retention has no Mode' }
    for (const [key, number, most] of [
      ['Days', days, retentionBounds.days],
      ['Years', years, retentionBounds.years],
    ] as const)
      if (number !== undefined && (number < retentionBounds.minimum || number > most))
        yield { at: retention.at(key), message: `${key} is ${number}: S3 takes 1 to ${most}` }
  },
  bad: [
    cloudformation`
      Resources:
        Both:
          Type: AWS::S3::Bucket
          Properties:
            ObjectLockEnabled: true
            ObjectLockConfiguration:
              ObjectLockEnabled: Enabled
              Rule:
                DefaultRetention: # <- the default retention has both Days and Years
                  Mode: GOVERNANCE
                  Days: 30
                  Years: 1
        Bare:
          Type: AWS::S3::Bucket
          Properties:
            ObjectLockEnabled: true
            ObjectLockConfiguration:
              ObjectLockEnabled: Enabled
              Rule:
                DefaultRetention: # <- the default retention has neither Days nor Years
                  Mode: COMPLIANCE
        Modeless:
          Type: AWS::S3::Bucket
          Properties:
            ObjectLockEnabled: true
            ObjectLockConfiguration:
              ObjectLockEnabled: Enabled
              Rule:
                DefaultRetention: # <- the default retention has no Mode
                  Years: 101 # <- Years is 101: S3 takes 1 to 100
    `,
    cloudformation`
      Parameters:
        Days: { Type: Number, Default: 30, AllowedValues: [0, 30] }
        InYears: { Type: String, AllowedValues: ['true', 'false'] }
      Conditions:
        InYears: !Equals [!Ref InYears, 'true']
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            ObjectLockEnabled: true
            ObjectLockConfiguration:
              ObjectLockEnabled: Enabled
              Rule:
                DefaultRetention:
                  Mode: GOVERNANCE
                  Days: !Ref Days # <- Days is 0: S3 takes 1 to 36500
        Switched:
          Type: AWS::S3::Bucket
          Properties:
            ObjectLockEnabled: true
            ObjectLockConfiguration:
              ObjectLockEnabled: Enabled
              Rule:
                DefaultRetention: # <- the default retention has both Days and Years
                  Mode: GOVERNANCE
                  Days: 30
                  Years: !If [InYears, 1, !Ref AWS::NoValue]
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket              = "company-data"
        object_lock_enabled = true
      }
      resource "aws_s3_bucket_object_lock_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          default_retention { # <- the default retention has both Days and Years
            mode  = "GOVERNANCE"
            days  = 30
            years = 1
          }
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        InYears: { Type: String, AllowedValues: ['true', 'false'] }
      Conditions:
        InYears: !Equals [!Ref InYears, 'true']
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            ObjectLockEnabled: true
            ObjectLockConfiguration:
              ObjectLockEnabled: Enabled
              Rule:
                DefaultRetention:
                  Mode: COMPLIANCE
                  Days: !If [InYears, !Ref AWS::NoValue, 36500]
                  Years: !If [InYears, 100, !Ref AWS::NoValue]
        Held:
          Type: AWS::S3::Bucket
          Properties:
            ObjectLockEnabled: true
            ObjectLockConfiguration:
              ObjectLockEnabled: Enabled
              Rule: { DefaultRetention: { DefaultEventHold: { Days: 30 } } }
        None:
          Type: AWS::S3::Bucket
          Properties:
            ObjectLockEnabled: true
            ObjectLockConfiguration: { ObjectLockEnabled: Enabled }
        Imported:
          Type: AWS::S3::Bucket
          Properties:
            ObjectLockEnabled: true
            ObjectLockConfiguration:
              ObjectLockEnabled: Enabled
              Rule: { DefaultRetention: { Mode: !ImportValue Mode, Days: 30 } }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket              = "company-data"
        object_lock_enabled = true
      }
      resource "aws_s3_bucket_object_lock_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          default_retention {
            mode  = "COMPLIANCE"
            years = 7
          }
        }
      }
    `,
  ],
})
