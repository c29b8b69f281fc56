import { cloudformation, lifecycleOf, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Lifecycle rule is disabled',
  severity: 'info',
  preset: 'strict',
  consequence: 'cost',
  why: 'A disabled rule reads as if it were in force: objects that it seems to expire or move stay where they are.',
  remedy: 'Enable the rule, or delete it.',
  remedyInCdk: 'Drop enabled: false from the rule in lifecycleRules.',
  remedyInTerraform: 'Set status = "Enabled" in the rule, or delete it.',
  refs: ['AmazonS3/latest/userguide/intro-lifecycle-rules.html#intro-lifecycle-rule-status'],
  controls: [],
  *check(bucket) {
    for (const { written, isEnabled } of lifecycleOf(bucket))
      if (!isEnabled && written.Status === 'Disabled')
        yield { at: written.at('Status'), message: 'the lifecycle rule is disabled' }
  },
  bad: [
    cloudformation`
      Parameters:
        Stage: { Type: String, AllowedValues: [test, prod] }
      Conditions:
        IsProd: !Equals [!Ref Stage, prod]
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules:
                - ExpirationInDays: 30
                  Status: Disabled # <- the lifecycle rule is disabled
                - ExpirationInDays: 90
                  Prefix: a/
                  Status: !If [IsProd, Disabled, Enabled] # <- the lifecycle rule is disabled
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_lifecycle_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          id = "rule-0"
          filter {}
          status = "Disabled" # <- the lifecycle rule is disabled
          expiration {
            days = 30
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
                - { Status: Enabled, ExpirationInDays: 30 }
        Main:
          Type: AWS::S3::Bucket
          Condition: IsMain
          Properties:
            LifecycleConfiguration:
              Rules:
                - { Status: !If [IsMain, Enabled, Disabled], ExpirationInDays: 30 }
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
      }
    `,
  ],
})
