import { access, cloudformation, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Policy allows every action but those it names',
  severity: 'medium',
  preset: 'recommended',
  consequence: 'exposure',
  why: 'Allow with NotAction grants all other actions of S3, among them changing the policy and deleting the bucket, and each new one as AWS adds it.',
  remedy: 'List what is allowed as Action; take single actions away by a Deny.',
  refs: ['IAM/latest/UserGuide/reference_policies_elements_notaction.html'],
  controls: ['NIST 800-53 AC-6', 'PCI DSS 7.2.1'],
  *check(bucket) {
    const questions = access(bucket)
    for (const statement of questions.statements) {
      if (statement.effect !== 'Allow' || !statement.proof.actions.negated) continue
      // Where a request of strangers gets through, that is the worse thing to say of it.
      if (questions.isOpening(statement)) continue
      yield {
        at: statement.at,
        message: 'NotAction with Allow grants every action but those it names',
        notes: [{ at: bucket.at, message: 'the bucket' }],
      }
    }
  },
  bad: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
        DataPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow # <- NotAction with Allow grants every action but those it names
                  Principal: { AWS: !Sub 'arn:aws:iam::\${AWS::AccountId}:root' }
                  NotAction: s3:DeleteBucket
                  Resource: [!GetAtt Data.Arn, !Sub '\${Data.Arn}/*']
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
                - Effect: !If [IsProd, Deny, Allow] # <- NotAction with Allow grants every action but those it names
                  Principal: { AWS: '111122223333' }
                  NotAction: [s3:GetObject, s3:ListBucket]
                  Resource: [!GetAtt Data.Arn, !Sub '\${Data.Arn}/*']
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_policy" "data" {
        bucket = aws_s3_bucket.data.id
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{ # <- NotAction with Allow grants every action but those it names
            Effect    = "Allow"
            Principal = { AWS = "arn:aws:iam::111122223333:root" }
            NotAction = "s3:DeleteBucket"
            Resource  = [aws_s3_bucket.data.arn, "\${aws_s3_bucket.data.arn}/*"]
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
        DataPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Statement:
                - Effect: Deny
                  Principal: '*'
                  NotAction: s3:GetObject
                  Resource: !Sub '\${Data.Arn}/*'
                  Condition: { Bool: { aws:SecureTransport: false } }
                - Effect: Allow
                  Principal: { AWS: '111122223333' }
                  Action: s3:GetObject
                  Resource: !Sub '\${Data.Arn}/*'
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_policy" "data" {
        bucket = aws_s3_bucket.data.id
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect    = "Deny"
            Principal = "*"
            NotAction = "s3:GetObject"
            Resource  = [aws_s3_bucket.data.arn, "\${aws_s3_bucket.data.arn}/*"]
            Condition = { Bool = { "aws:SecureTransport" = "false" } }
          }]
        })
      }
    `,
  ],
})
