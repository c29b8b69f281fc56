import { access, cloudformation, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Policy allows everyone but those it names',
  severity: 'high',
  preset: 'recommended',
  consequence: 'exposure',
  why: 'Allow with NotPrincipal gives access to all the world but the ones named, people without credentials included. It is hardly ever what was meant.',
  remedy: 'Name those who may as Principal; keep others out by a Deny with ArnNotEquals on aws:PrincipalArn.',
  refs: ['IAM/latest/UserGuide/reference_policies_elements_notprincipal.html'],
  controls: ['NIST 800-53 AC-3', 'NIST 800-53 AC-6', 'PCI DSS 7.2.1'],
  *check(bucket) {
    const questions = access(bucket)
    for (const statement of questions.statements) {
      if (statement.effect !== 'Allow' || !statement.proof.principals.negated) continue
      // Where a request of strangers gets through, that is the worse thing to say of it.
      if (questions.isOpening(statement)) continue
      yield {
        at: statement.at,
        message: 'NotPrincipal with Allow lets in everyone but those it names',
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
                - Effect: Allow # <- NotPrincipal with Allow lets in everyone but those it names
                  NotPrincipal: { AWS: arn:aws:iam::111122223333:user/guest }
                  Action: s3:GetObject
                  Resource: !Sub '\${Data.Arn}/*'
        Open:
          Type: AWS::S3::Bucket
          Properties:
            PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: false }
        OpenPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Open
            PolicyDocument:
              Statement:
                - Effect: Allow # <- NotPrincipal with Allow lets in everyone but those it names
                  NotPrincipal: { AWS: arn:aws:iam::111122223333:user/guest }
                  Action: s3:GetObject
                  Resource: !Sub '\${Open.Arn}/*'
                  Condition: { StringEquals: { aws:PrincipalOrgID: o-a1b2c3d4e5 } }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_policy" "data" {
        bucket = aws_s3_bucket.data.id
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{ # <- NotPrincipal with Allow lets in everyone but those it names
            Effect       = "Allow"
            NotPrincipal = { AWS = "arn:aws:iam::111122223333:root" }
            Action       = "s3:GetObject"
            Resource     = "\${aws_s3_bucket.data.arn}/*"
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
              Version: '2012-10-17'
              Statement:
                Effect: Deny
                NotPrincipal: { AWS: [!Sub 'arn:aws:iam::\${AWS::AccountId}:root'] }
                Action: s3:DeleteObject
                Resource: !Sub '\${Data.Arn}/*'
        Exposed:
          Type: AWS::S3::Bucket
          Properties:
            PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: false }
        ExposedPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Exposed
            PolicyDocument:
              Statement:
                Effect: Allow
                NotPrincipal: { AWS: arn:aws:iam::111122223333:user/guest }
                Action: s3:GetObject
                Resource: !Sub '\${Exposed.Arn}/*'
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
            Effect    = "Allow"
            Principal = { AWS = "arn:aws:iam::111122223333:root" }
            Action    = "s3:GetObject"
            Resource  = "\${aws_s3_bucket.data.arn}/*"
          }]
        })
      }
    `,
  ],
})
