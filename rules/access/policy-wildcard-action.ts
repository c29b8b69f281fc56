import { access, cloudformation, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Policy allows outsiders every action',
  severity: 'medium',
  preset: 'recommended',
  consequence: 'exposure',
  why: 'Every action includes those that nobody thinks of: deleting versions, changing ACLs and retention, bypassing locks, and whatever S3 learns to do next.',
  remedy: 'List the actions that the others need, such as s3:GetObject and s3:ListBucket.',
  refs: [
    'AmazonS3/latest/userguide/security-best-practices.html',
    'IAM/latest/UserGuide/best-practices.html',
  ],
  controls: ['NIST 800-53 AC-6', 'PCI DSS 7.2.1'],
  *check(bucket) {
    const questions = access(bucket)
    for (const statement of questions.statements) {
      const { effect, actions, principals } = statement.proof
      const everything = actions.texts.find(text => /^(?:s3:)?\*+$/i.test(text))
      if (effect !== 'Allow' || everything === undefined || actions.negated || principals.negated) continue
      // Who may do all this is the worse defect where strangers may, or an account can take the bucket over.
      const { ref } = statement.proof
      if (questions.publicStatements().some(one => one.is(ref))) continue
      if (questions.grantees().some(one => one.powers.length > 0 && one.statement?.is(ref))) continue
      if (!questions.reachesOutside(statement)) continue
      yield {
        at: statement.place('Action'),
        message: `action '${everything}' is allowed to others than the own account`,
        notes: [
          { at: statement.place('Principal'), message: 'to these' },
          { at: bucket.at, message: 'the bucket' },
        ],
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
                - Effect: Allow
                  Principal: { AWS: arn:aws:iam::111122223333:role/partner }
                  Action: s3:* # <- action 's3:*' is allowed to others than the own account
                  Resource: !Sub '\${Data.Arn}/shared/*'
                - Effect: Allow
                  Principal: '*'
                  Action: ['*'] # <- action '*' is allowed to others than the own account
                  Resource: [!GetAtt Data.Arn, !Sub '\${Data.Arn}/*']
                  Condition: { StringEquals: { aws:PrincipalOrgID: o-a1b2c3d4e5 } }
    `,
    cloudformation`
      Conditions:
        IsOpen: !Equals [!Ref AWS::Region, eu-west-1]
      Resources:
        Data:
          Type: AWS::S3::Bucket
        DataPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Statement:
                Effect: Allow
                Principal: { AWS: !If [IsOpen, '111122223333', !Ref AWS::AccountId] }
                Action: S3:* # <- action 'S3:*' is allowed to others than the own account
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
            Effect    = "Allow"
            Principal = { AWS = "arn:aws:iam::111122223333:role/reader" }
            Action    = "s3:*" # <- action 's3:*' is allowed to others than the own account
            Resource  = "\${aws_s3_bucket.data.arn}/*"
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
                - Effect: Allow
                  Principal: { AWS: !Sub 'arn:aws:iam::\${AWS::AccountId}:role/admin' }
                  Action: s3:*
                  Resource: [!GetAtt Data.Arn, !Sub '\${Data.Arn}/*']
                - Effect: Allow
                  Principal: { AWS: '*' }
                  Action: '*'
                  Resource: [!GetAtt Data.Arn, !Sub '\${Data.Arn}/*']
                  Condition: { StringEquals: { s3:DataAccessPointAccount: !Ref AWS::AccountId } }
                - Effect: Allow
                  Principal: { AWS: '444455556666' }
                  Action: s3:*
                  Resource: [!GetAtt Data.Arn, !Sub '\${Data.Arn}/*']
                - Effect: Allow
                  Principal: { AWS: '111122223333' }
                  Action: [s3:Get*, s3:List*]
                  Resource: [!GetAtt Data.Arn, !Sub '\${Data.Arn}/*']
                - Effect: Deny
                  Principal: '*'
                  Action: s3:*
                  Resource: !Sub '\${Data.Arn}/*'
                  Condition: { Bool: { aws:SecureTransport: false } }
        Rejected:
          Type: AWS::S3::Bucket
        RejectedPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Rejected
            PolicyDocument:
              Statement: { Effect: Allow, Principal: '*', Action: s3:*, Resource: !Sub '\${Rejected.Arn}/*' }
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
            Principal = { AWS = "arn:aws:iam::111122223333:role/reader" }
            Action    = "s3:GetObject"
            Resource  = "\${aws_s3_bucket.data.arn}/*"
          }]
        })
      }
    `,
  ],
})
