import {
  cloudformation,
  resourceRule,
  throughAccessPoint,
  throughMultiRegionAccessPoint,
  type MultiRegionAccessPoint,
  type ResourceView,
  terraform,
} from '../../src/rule.ts'

export default resourceRule<object>({
  title: 'Access point that lets anyone in',
  severity: 'critical',
  preset: 'recommended',
  consequence: 'exposure',
  why: 'The bucket leaves access to its access points, and the policy of this one is for everyone, with the public access block of both off: any AWS account reads or writes.',
  remedy:
    'Name the accounts or roles in the access point policy and leave the public access block of both on.',
  remedyInTerraform: 'Name the accounts or roles in policy, and leave public_access_block_configuration out.',
  refs: [
    'AmazonS3/latest/userguide/access-points-policies.html',
    'AmazonS3/latest/userguide/access-points-bpa-settings.html',
    'AmazonS3/latest/userguide/access-points-restrictions-limitations.html',
  ],
  controls: ['SecurityHub S3.19', 'SecurityHub S3.24'],
  on: ['AWS::S3::AccessPoint', 'AWS::S3::MultiRegionAccessPoint'],
  *check(point, estate) {
    const through = isMultiRegion(point)
      ? throughMultiRegionAccessPoint(point, estate)
      : throughAccessPoint(point, estate)
    if (!through) return
    const kind = isMultiRegion(point) ? 'Multi-Region access point' : 'access point'
    yield {
      at: point.at,
      message: `anyone with an AWS account gets to the bucket through the ${kind}`,
      witness: through.witness,
      notes: through.notes,
    }
  },
  bad: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: false }
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
        Shared: # <- anyone with an AWS account gets to the bucket through the access point
          Type: AWS::S3::AccessPoint
          Properties:
            Name: shared
            Bucket: !Ref Data
            PublicAccessBlockConfiguration:
              BlockPublicAcls: true
              IgnorePublicAcls: true
              BlockPublicPolicy: false
              RestrictPublicBuckets: false
            Policy:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: '*'
                  Action: s3:GetObject
                  Resource: !Sub 'arn:aws:s3:\${AWS::Region}:\${AWS::AccountId}:accesspoint/shared/object/*'
    `,
    cloudformation`
      Resources:
        Shared: # <- possibly: anyone with an AWS account gets to the bucket through the access point
          Type: AWS::S3::AccessPoint
          Properties:
            Name: shared
            Bucket: !ImportValue SharedBucket
            PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: false }
            Policy:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: '*'
                  Action: s3:GetObject
                  Resource: !Sub 'arn:aws:s3:\${AWS::Region}:\${AWS::AccountId}:accesspoint/shared/object/*'
    `,
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: false }
        Delegation:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: '*'
                  Action: s3:*
                  Resource: [!GetAtt Data.Arn, !Sub '\${Data.Arn}/*']
                  Condition: { StringEquals: { s3:DataAccessPointAccount: !Ref AWS::AccountId } }
        World: # <- anyone with an AWS account gets to the bucket through the Multi-Region access point
          Type: AWS::S3::MultiRegionAccessPoint
          Properties:
            Regions: [{ Bucket: !Ref Data }]
            PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: false }
        WorldPolicy:
          Type: AWS::S3::MultiRegionAccessPointPolicy
          Properties:
            MrapName: !Ref World
            Policy:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: '*'
                  Action: [s3:GetObject, s3:PutObject]
                  Resource: !Sub 'arn:aws:s3::\${AWS::AccountId}:accesspoint/\${World.Alias}/object/*'
    `,
    terraform`
      data "aws_caller_identity" "here" {}
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_public_access_block" "data" {
        bucket              = aws_s3_bucket.data.id
        block_public_acls   = true
        block_public_policy = false
        ignore_public_acls  = true
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
      resource "aws_s3_access_point" "data" { # <- anyone with an AWS account gets to the bucket through the access point
        name   = "data"
        bucket = aws_s3_bucket.data.id
        public_access_block_configuration {
          block_public_policy     = false
          restrict_public_buckets = false
        }
      }
      resource "aws_s3control_access_point_policy" "data" {
        access_point_arn = aws_s3_access_point.data.arn
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect    = "Allow"
            Principal = "*"
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
        Blocked:
          Type: AWS::S3::Bucket
        Delegation:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Blocked
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: { AWS: '*' }
                  Action: '*'
                  Resource: [!GetAtt Blocked.Arn, !Sub '\${Blocked.Arn}/*']
                  Condition: { StringEquals: { s3:DataAccessPointAccount: !Ref AWS::AccountId } }
        Shared:
          Type: AWS::S3::AccessPoint
          Properties:
            Name: shared
            Bucket: !Ref Blocked
            PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: false }
            Policy:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: '*'
                  Action: s3:GetObject
                  Resource: !Sub 'arn:aws:s3:\${AWS::Region}:\${AWS::AccountId}:accesspoint/shared/object/*'
    `,
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: false }
        Delegation:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: '*'
                  Action: '*'
                  Resource: [!GetAtt Data.Arn, !Sub '\${Data.Arn}/*']
                  Condition: { StringEquals: { s3:DataAccessPointAccount: !Ref AWS::AccountId } }
        Blocked:
          Type: AWS::S3::AccessPoint
          Properties:
            Name: blocked
            Bucket: !Ref Data
            Policy:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: '*'
                  Action: s3:GetObject
                  Resource: !Sub 'arn:aws:s3:\${AWS::Region}:\${AWS::AccountId}:accesspoint/blocked/object/*'
        Private:
          Type: AWS::S3::AccessPoint
          Properties:
            Name: private
            Bucket: !Ref Data
            VpcConfiguration: { VpcId: vpc-0123456789abcdef0 }
            PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: false }
            Policy:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: '*'
                  Action: s3:GetObject
                  Resource: !Sub 'arn:aws:s3:\${AWS::Region}:\${AWS::AccountId}:accesspoint/private/object/*'
        Partner:
          Type: AWS::S3::AccessPoint
          Properties:
            Name: partner
            Bucket: !Ref Data
            PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: false }
            Policy:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: { AWS: arn:aws:iam::111122223333:root }
                  Action: s3:GetObject
                  Resource: !Sub 'arn:aws:s3:\${AWS::Region}:\${AWS::AccountId}:accesspoint/partner/object/*'
    `,
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: false }
        NotDelegated:
          Type: AWS::S3::AccessPoint
          Properties:
            Name: alone
            Bucket: !Ref Data
            PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: false }
            Policy:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: '*'
                  Action: s3:GetObject
                  Resource: !Sub 'arn:aws:s3:\${AWS::Region}:\${AWS::AccountId}:accesspoint/alone/object/*'
    `,
    terraform`
      data "aws_caller_identity" "here" {}
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_public_access_block" "data" {
        bucket              = aws_s3_bucket.data.id
        block_public_acls   = true
        block_public_policy = false
        ignore_public_acls  = true
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
            Principal = "*"
            Action    = "s3:GetObject"
            Resource  = "\${aws_s3_access_point.data.arn}/object/*"
          }]
        })
      }
    `,
  ],
})

function isMultiRegion(point: ResourceView<object>): point is MultiRegionAccessPoint {
  return point.resource.type === 'AWS::S3::MultiRegionAccessPoint'
}
