import {
  change,
  cloudformation,
  isWrittenOut,
  resourceRule,
  set,
  type PropertiesOf,
  terraform,
} from '../../src/rule.ts'

export default resourceRule<PropertiesOf<'AWS::CloudTrail::Trail'>>({
  title: 'Trail whose logs can be changed unnoticed, or read by whoever reads the bucket',
  severity: 'low',
  preset: 'strict',
  consequence: 'audit',
  why: 'Log file validation delivers signed digests, by which changed and deleted log files are found out. A KMS key asks those who read the logs for a second permission.',
  remedy: 'Set EnableLogFileValidation to true, and KMSKeyId to a key that lets cloudtrail.amazonaws.com in.',
  remedyInCdk: 'enableFileValidation: true and encryptionKey on the Trail.',
  remedyInTerraform:
    'Set enable_log_file_validation = true, and kms_key_id to a key that lets cloudtrail.amazonaws.com in.',
  refs: [
    'awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html',
    'awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html',
    'securityhub/latest/userguide/cloudtrail-controls.html',
  ],
  controls: ['SecurityHub CloudTrail.2', 'SecurityHub CloudTrail.4', 'CIS 3.5', 'NIST 800-53 SI-7'],
  on: 'AWS::CloudTrail::Trail',
  *check(trail) {
    const { properties } = trail
    const { EnableLogFileValidation: validates, KMSKeyId: key } = properties
    if (!validates)
      yield {
        at: properties.at('EnableLogFileValidation'),
        message: 'the trail has no log file validation',
        change: isWrittenOut(trail, () => properties.EnableLogFileValidation)
          ? change('turn on log file validation', 'safe', set(trail, { EnableLogFileValidation: true }))
          : undefined,
      }
    if (key === undefined || key.value === '')
      yield { at: properties.at('KMSKeyId'), message: 'the trail has no KMS key' }
  },
  bad: [
    cloudformation`
      Parameters:
        Key: { Type: String, Default: '' }
        Validate: { Type: String, AllowedValues: ['true', 'false'] }
      Resources:
        Bare: # <- the trail has no log file validation # <- the trail has no KMS key
          Type: AWS::CloudTrail::Trail
          Properties: { S3BucketName: !ImportValue Trails, IsLogging: true }
        Unvalidated:
          Type: AWS::CloudTrail::Trail
          Properties:
            S3BucketName: !ImportValue Trails
            IsLogging: true
            KMSKeyId: !ImportValue Key
            EnableLogFileValidation: !Ref Validate # <- the trail has no log file validation
        Unencrypted:
          Type: AWS::CloudTrail::Trail
          Properties:
            S3BucketName: !ImportValue Trails
            IsLogging: true
            KMSKeyId: !Ref Key # <- the trail has no KMS key
            EnableLogFileValidation: true
    `,
    terraform`
      resource "aws_cloudtrail" "all" { # <- the trail has no log file validation # <- the trail has no KMS key
        name           = "all"
        s3_bucket_name = "company-logs"
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Trail:
          Type: AWS::CloudTrail::Trail
          Properties:
            S3BucketName: !ImportValue Trails
            IsLogging: true
            KMSKeyId: !ImportValue Key
            EnableLogFileValidation: true
    `,
    terraform`
      resource "aws_kms_key" "logs" {
        enable_key_rotation = true
      }
      resource "aws_cloudtrail" "all" {
        name                       = "all"
        s3_bucket_name             = "company-logs"
        enable_log_file_validation = true
        kms_key_id                 = aws_kms_key.logs.arn
      }
    `,
  ],
})
