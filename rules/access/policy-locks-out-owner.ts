import { access, cloudformation, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Policy locks out the account that owns the bucket',
  severity: 'high',
  preset: 'recommended',
  consequence: 'broken',
  why: 'The policy denies every change of itself to everybody in its account, the deployment that would repair it included. Only the root user of the account can delete such a policy.',
  remedy: 'Except the role that deploys from the Deny, or deny only the actions that must not happen.',
  refs: ['AmazonS3/latest/API/API_PutBucketPolicy.html', 'AmazonS3/latest/userguide/bucket-policies.html'],
  controls: [],
  *check(bucket) {
    const [first, ...others] = access(bucket).lockout()
    if (!first) return
    yield {
      at: first.at,
      message: 'everyone in the own account is denied changes of this policy: only the root user can lift it',
      notes: [{ at: bucket.at, message: 'the bucket' }, ...others],
    }
  },
  bad: [
    cloudformation`
      Resources:
        Vault:
          Type: AWS::S3::Bucket
        VaultPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Vault
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: { AWS: !Sub 'arn:aws:iam::\${AWS::AccountId}:root' }
                  Action: s3:*
                  Resource: [!GetAtt Vault.Arn, !Sub '\${Vault.Arn}/*']
                - Effect: Deny # <- everyone in the own account is denied changes of this policy: only the root user can lift it
                  Principal: '*'
                  Action: s3:*
                  Resource: [!GetAtt Vault.Arn, !Sub '\${Vault.Arn}/*']
    `,
    cloudformation`
      Parameters:
        Stage: { Type: String, AllowedValues: [test, prod] }
      Conditions:
        IsProd: !Equals [!Ref Stage, prod]
      Resources:
        Data:
          Type: AWS::S3::Bucket
        DataPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Statement:
                - Effect: Deny # <- everyone in the own account is denied changes of this policy: only the root user can lift it
                  Principal: { AWS: !Sub 'arn:aws:iam::\${AWS::AccountId}:root' }
                  Action: ['s3:Put*', 's3:Delete*']
                  Resource: [!GetAtt Data.Arn, !Sub '\${Data.Arn}/*']
                  Condition: !If
                    - IsProd
                    - !Ref AWS::NoValue
                    - Bool: { aws:SecureTransport: false }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_policy" "data" {
        bucket = aws_s3_bucket.data.id
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{ # <- everyone in the own account is denied changes of this policy: only the root user can lift it
            Effect    = "Deny"
            Principal = "*"
            Action    = "s3:*"
            Resource  = [aws_s3_bucket.data.arn, "\${aws_s3_bucket.data.arn}/*"]
          }]
        })
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        Admin: { Type: String }
        Endpoint: { Type: String }
      Resources:
        Role:
          Type: AWS::IAM::Role
          Properties: { AssumeRolePolicyDocument: {} }
        Https:
          Type: AWS::S3::Bucket
        HttpsPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Https
            PolicyDocument:
              Statement:
                - Effect: Deny
                  Principal: '*'
                  Action: s3:*
                  Resource: [!GetAtt Https.Arn, !Sub '\${Https.Arn}/*']
                  Condition: { Bool: { aws:SecureTransport: false } }
                - { Effect: Deny, Principal: '*', Action: s3:DeleteObject, Resource: !Sub '\${Https.Arn}/*' }
                - { Effect: Deny, Principal: '*', Action: s3:DeleteBucketPolicy, Resource: !GetAtt Https.Arn }
        Excepting:
          Type: AWS::S3::Bucket
        ExceptingPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Excepting
            PolicyDocument:
              Statement:
                Effect: Deny
                Principal: '*'
                Action: s3:*
                Resource: [!GetAtt Excepting.Arn, !Sub '\${Excepting.Arn}/*']
                Condition: { ArnNotEquals: { aws:PrincipalArn: !GetAtt Role.Arn } }
        Known:
          Type: AWS::S3::Bucket
        KnownPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Known
            PolicyDocument:
              Statement:
                Effect: Deny
                Principal: '*'
                Action: s3:*
                Resource: [!GetAtt Known.Arn, !Sub '\${Known.Arn}/*']
                Condition: { ArnNotLike: { aws:PrincipalArn: [!Ref Admin, arn:aws:iam::111122223333:role/admin] } }
        Private:
          Type: AWS::S3::Bucket
        PrivatePolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Private
            PolicyDocument:
              Statement:
                Effect: Deny
                Principal: '*'
                Action: s3:*
                Resource: [!GetAtt Private.Arn, !Sub '\${Private.Arn}/*']
                Condition: { StringNotEquals: { aws:SourceVpce: !Ref Endpoint } }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      data "aws_iam_policy_document" "data" {
        statement {
          effect    = "Deny"
          actions   = ["s3:*"]
          resources = [aws_s3_bucket.data.arn, "\${aws_s3_bucket.data.arn}/*"]
          principals {
            type        = "*"
            identifiers = ["*"]
          }
          condition {
            test     = "Bool"
            variable = "aws:SecureTransport"
            values   = ["false"]
          }
        }
      }
      resource "aws_s3_bucket_policy" "data" {
        bucket = aws_s3_bucket.data.id
        policy = data.aws_iam_policy_document.data.json
      }
    `,
  ],
})
