import { cloudformation, defaultRetention, isLocked, rule, wideBypasses, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Governance mode that many can bypass',
  severity: 'medium',
  preset: 'strict',
  consequence: 'data-loss',
  why: 'In governance mode whoever has s3:BypassGovernanceRetention deletes locked versions and shortens their retention. A policy that allows s3:* or * gives that away without saying so.',
  remedy:
    'Deny s3:BypassGovernanceRetention in the bucket policy to all but the few who need it, allow it by name only, or use compliance mode.',
  refs: ['AmazonS3/latest/userguide/object-lock.html', 'AmazonS3/latest/userguide/object-lock-managing.html'],
  controls: ['NIST 800-53 CP-6(2)', 'PCI DSS 10.5.1'],
  *check(bucket) {
    const retention = isLocked(bucket) ? defaultRetention(bucket) : undefined
    if (retention?.Mode !== 'GOVERNANCE') return
    const bypasses = wideBypasses(bucket)
    if (bypasses.length > 0)
      yield {
        at: retention.at('Mode'),
        message: 'policies allow s3:BypassGovernanceRetention without naming it, or to anybody',
        notes: bypasses,
      }
  },
  bad: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            ObjectLockEnabled: true
            ObjectLockConfiguration:
              ObjectLockEnabled: Enabled
              Rule:
                DefaultRetention:
                  Mode: GOVERNANCE # <- policies allow s3:BypassGovernanceRetention without naming it, or to anybody
                  Days: 30
        Operator:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument: {}
            Policies:
              - PolicyName: all
                PolicyDocument:
                  Statement: [{ Effect: Allow, Action: s3:*, Resource: [!GetAtt Data.Arn, !Sub '\${Data.Arn}/*'] }]
    `,
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            ObjectLockEnabled: true
            ObjectLockConfiguration:
              ObjectLockEnabled: Enabled
              Rule:
                DefaultRetention:
                  Mode: GOVERNANCE # <- policies allow s3:BypassGovernanceRetention without naming it, or to anybody
                  Days: 30
        DataPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Statement:
                - Effect: Allow
                  Principal: { AWS: '*' }
                  Action: [s3:DeleteObjectVersion, s3:BypassGovernanceRetention]
                  Resource: !Sub '\${Data.Arn}/*'
                  Condition: { StringEquals: { aws:PrincipalAccount: !Ref AWS::AccountId } }
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
            mode = "GOVERNANCE" # <- policies allow s3:BypassGovernanceRetention without naming it, or to anybody
            days = 30
          }
        }
      }
      resource "aws_iam_user_policy" "operator" {
        user = "operator"
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect   = "Allow"
            Action   = "s3:*"
            Resource = "*"
          }]
        })
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            ObjectLockEnabled: true
            ObjectLockConfiguration:
              ObjectLockEnabled: Enabled
              Rule: { DefaultRetention: { Mode: GOVERNANCE, Days: 30 } }
        DataPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Statement:
                - Effect: Deny
                  Principal: '*'
                  Action: s3:BypassGovernanceRetention
                  Resource: !Sub '\${Data.Arn}/*'
                  Condition: { ArnNotEquals: { aws:PrincipalArn: !GetAtt Officer.Arn } }
        Operator:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument: {}
            Policies:
              - PolicyName: all
                PolicyDocument: { Statement: [{ Effect: Allow, Action: '*', Resource: '*' }] }
        Officer:
          Type: AWS::IAM::Role
    `,
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            ObjectLockEnabled: true
            ObjectLockConfiguration:
              ObjectLockEnabled: Enabled
              Rule: { DefaultRetention: { Mode: GOVERNANCE, Days: 30 } }
        Compliant:
          Type: AWS::S3::Bucket
          Properties:
            ObjectLockEnabled: true
            ObjectLockConfiguration:
              ObjectLockEnabled: Enabled
              Rule: { DefaultRetention: { Mode: COMPLIANCE, Days: 30 } }
        DataPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Statement:
                - { Effect: Allow, Principal: { AWS: !GetAtt Officer.Arn }, Action: s3:*, Resource: !Sub '\${Data.Arn}/*' }
        Officer:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument: {}
            Policies:
              - PolicyName: named
                PolicyDocument:
                  Statement: [{ Effect: Allow, Action: s3:BypassGovernanceRetention, Resource: !Sub '\${Data.Arn}/*' }]
        Others:
          Type: AWS::IAM::ManagedPolicy
          Properties:
            PolicyDocument:
              Statement:
                - { Effect: Allow, Action: s3:*, Resource: !Sub '\${Compliant.Arn}/*' }
                - { Effect: Allow, Action: [s3:Put*, s3:Get*], Resource: '*' }
                - { Effect: Allow, Action: s3:*, Resource: !ImportValue OtherBucket }
                - Effect: Allow
                  Action: s3:*
                  Resource: '*'
                  Condition: { Bool: { aws:MultiFactorAuthPresent: true } }
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
            mode = "GOVERNANCE"
            days = 30
          }
        }
      }
      resource "aws_iam_user_policy" "operator" {
        user = "operator"
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect   = "Allow"
            Action   = ["s3:GetObject", "s3:PutObject"]
            Resource = "*"
          }]
        })
      }
    `,
  ],
})
