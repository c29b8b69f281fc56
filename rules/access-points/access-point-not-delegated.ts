import {
  arnOf,
  change,
  cloudformation,
  resourceRule,
  stated,
  undelegated,
  type PropertiesOf,
  terraform,
} from '../../src/rule.ts'

export default resourceRule<PropertiesOf<'AWS::S3::AccessPoint'>>({
  title: 'Access point grants what its bucket does not let through',
  severity: 'medium',
  preset: 'recommended',
  consequence: 'broken',
  why: 'A request through an access point needs the permission of both policies: what the bucket policy does not allow too, or denies, stays refused.',
  remedy:
    'Delegate in the bucket policy: allow everyone on the bucket and its objects when s3:DataAccessPointAccount is your account.',
  refs: [
    'AmazonS3/latest/userguide/access-points-policies.html',
    'AmazonS3/latest/userguide/security_iam_service-with-iam.html',
  ],
  controls: [],
  on: 'AWS::S3::AccessPoint',
  *check(point, estate) {
    for (const { statement, actions, denied, own, bucket } of undelegated(point, estate)) {
      const [first = '', ...others] = actions
      const what = others.length > 0 ? `'${first}' and ${others.length} more` : `'${first}'`
      const [policy] = bucket.policies
      yield {
        at: statement.at,
        message: denied
          ? `statement ${statement.label} grants ${what}, which the bucket policy denies`
          : `statement ${statement.label} grants ${what}, which the bucket policy does not delegate`,
        // Policies of their own may let principals of the account through.
        ...(own && !denied && { severity: 'low' }),
        notes: [
          policy
            ? { at: policy.properties.at('PolicyDocument'), message: 'the bucket policy' }
            : { at: bucket.at, message: 'the bucket, which has no policy' },
        ],
        change: change(
          'leave access to the access point',
          'review',
          denied
            ? undefined
            : stated(bucket, {
                Sid: 'DelegateToAccessPoint',
                Effect: 'Allow',
                Principal: { AWS: '*' },
                Action: 's3:*',
                Resource: [arnOf(bucket), arnOf(bucket, '/*')],
                Condition: { StringEquals: { 's3:DataAccessPointArn': arnOf(point) } },
              }),
        ),
      }
    }
  },
  bad: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
        Partner:
          Type: AWS::S3::AccessPoint
          Properties:
            Name: partner
            Bucket: !Ref Data
            Policy:
              Version: '2012-10-17'
              Statement:
                - Sid: Read # <- statement Read grants 's3:GetObject' and 1 more, which the bucket policy does not delegate
                  Effect: Allow
                  Principal: { AWS: arn:aws:iam::111122223333:role/reader }
                  Action: [s3:GetObject, s3:GetObjectTagging]
                  Resource: !Sub 'arn:aws:s3:\${AWS::Region}:\${AWS::AccountId}:accesspoint/partner/object/*'
    `,
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: { AWS: '*' }
                  Action: s3:GetObject
                  Resource: !Sub '\${Data.Arn}/*'
                  Condition: { StringEquals: { s3:DataAccessPointAccount: !Ref AWS::AccountId } }
                - Effect: Deny
                  Principal: '*'
                  Action: s3:PutObject
                  Resource: !Sub '\${Data.Arn}/*'
        Partner:
          Type: AWS::S3::AccessPoint
          Properties:
            Name: partner
            Bucket: !Ref Data
            Policy:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow # <- statement 1 grants 's3:PutObject', which the bucket policy denies
                  Principal: { AWS: arn:aws:iam::111122223333:root }
                  Action: [s3:GetObject, s3:PutObject]
                  Resource: !Sub 'arn:aws:s3:\${AWS::Region}:\${AWS::AccountId}:accesspoint/partner/object/*'
                - Effect: Allow # <- statement 2 grants 's3:ListBucket', which the bucket policy does not delegate
                  Principal: { AWS: arn:aws:iam::111122223333:root }
                  Action: s3:ListBucket
                  Resource: !Sub 'arn:aws:s3:\${AWS::Region}:\${AWS::AccountId}:accesspoint/partner'
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_access_point" "data" {
        name   = "data"
        bucket = aws_s3_bucket.data.id
      }
      resource "aws_s3control_access_point_policy" "data" {
        access_point_arn = aws_s3_access_point.data.arn
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{ # <- statement 1 grants 's3:GetObject', which the bucket policy does not delegate
            Effect    = "Allow"
            Principal = { AWS = "arn:aws:iam::111122223333:role/reader" }
            Action    = "s3:GetObject"
            Resource  = "\${aws_s3_access_point.data.arn}/object/*"
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
        Delegation:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: { AWS: '*' }
                  Action: '*'
                  Resource: [!GetAtt Data.Arn, !Sub '\${Data.Arn}/*']
                  Condition: { StringEquals: { s3:DataAccessPointAccount: !Ref AWS::AccountId } }
                - Effect: Deny
                  Principal: '*'
                  Action: s3:*
                  Resource: [!GetAtt Data.Arn, !Sub '\${Data.Arn}/*']
                  Condition: { Bool: { aws:SecureTransport: 'false' } }
        Partner:
          Type: AWS::S3::AccessPoint
          Properties:
            Name: partner
            Bucket: !Ref Data
            Policy:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: { AWS: arn:aws:iam::111122223333:role/reader }
                  Action: [s3:GetObject, s3:PutObject, s3:ListBucket]
                  Resource:
                    - !Sub 'arn:aws:s3:\${AWS::Region}:\${AWS::AccountId}:accesspoint/partner'
                    - !Sub 'arn:aws:s3:\${AWS::Region}:\${AWS::AccountId}:accesspoint/partner/object/in/*'
    `,
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
        SameGrant:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: { AWS: arn:aws:iam::111122223333:role/reader }
                  Action: s3:GetObject
                  Resource: !Sub '\${Data.Arn}/*'
                  Condition: { StringEquals: { aws:SourceVpc: !ImportValue Network } }
        Partner:
          Type: AWS::S3::AccessPoint
          Properties:
            Name: partner
            Bucket: !Ref Data
            Policy:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: { AWS: arn:aws:iam::111122223333:role/reader }
                  Action: s3:GetObject
                  Resource: !Sub 'arn:aws:s3:\${AWS::Region}:\${AWS::AccountId}:accesspoint/partner/object/*'
        Elsewhere:
          Type: AWS::S3::AccessPoint
          Properties:
            Name: elsewhere
            Bucket: !ImportValue SharedBucket
            Policy:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: { AWS: arn:aws:iam::111122223333:role/reader }
                  Action: s3:GetObject
                  Resource: !Sub 'arn:aws:s3:\${AWS::Region}:\${AWS::AccountId}:accesspoint/elsewhere/object/*'
    `,
    terraform`
      data "aws_caller_identity" "here" {}
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_policy" "data" {
        bucket = aws_s3_bucket.data.id
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect    = "Allow"
            Principal = { AWS = "*" }
            Action    = "*"
            Resource  = [aws_s3_bucket.data.arn, "\${aws_s3_bucket.data.arn}/*"]
            Condition = { StringEquals = { "s3:DataAccessPointAccount" = data.aws_caller_identity.here.account_id } }
          }]
        })
      }
      resource "aws_s3_access_point" "data" {
        name   = "data"
        bucket = aws_s3_bucket.data.id
      }
      resource "aws_s3control_access_point_policy" "data" {
        access_point_arn = aws_s3_access_point.data.arn
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect    = "Allow"
            Principal = { AWS = "arn:aws:iam::111122223333:role/reader" }
            Action    = "s3:GetObject"
            Resource  = "\${aws_s3_access_point.data.arn}/object/*"
          }]
        })
      }
    `,
  ],
})
