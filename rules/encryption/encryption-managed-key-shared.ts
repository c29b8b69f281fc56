import {
  cloudformation,
  keyOf,
  lockedOutOfManagedKey,
  managedReplicaKeys,
  rule,
  terraform,
} from '../../src/rule.ts'

export default rule({
  title: 'Shared objects are encrypted with the AWS managed key',
  severity: 'high',
  preset: 'recommended',
  consequence: 'broken',
  why: 'The policy of aws/s3, the key that AWS manages in each account, cannot be changed: nobody outside the account and no service such as CloudFront can ever decrypt, whatever the bucket policy allows. Each of their requests ends in AccessDenied.',
  remedy:
    'Name a customer managed key in KMSMasterKeyID by its ARN, and let the others use it in its key policy.',
  remedyInCdk:
    'encryption: BucketEncryption.KMS on the Bucket, which makes a key, and bucket.grantRead() for the others.',
  remedyInTerraform:
    'Name a customer managed key in kms_master_key_id by its ARN, and let the others use it in its key policy.',
  refs: [
    'AmazonS3/latest/userguide/bucket-encryption.html',
    'AmazonS3/latest/userguide/replication-config-for-kms-objects.html',
    'AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html',
  ],
  controls: ['NIST 800-53 SC-12'],
  *check(bucket) {
    for (const at of managedReplicaKeys(bucket))
      yield {
        at,
        message: 'replicas in another account cannot be encrypted with the AWS managed key of that account',
      }
    const key = keyOf(bucket)
    if (!key?.isManaged) return
    const lockedOut = lockedOutOfManagedKey(bucket)
    if (lockedOut.length === 0) return
    yield {
      at: key.at,
      message: `the AWS managed key never decrypts for ${lockedOut.map(({ who }) => who).join(', ')}`,
      notes: lockedOut.flatMap(({ notes }) => notes),
    }
  },
  bad: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault:
                    SSEAlgorithm: aws:kms # <- the AWS managed key never decrypts for account '111122223333'
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                Effect: Allow
                Principal: { AWS: 'arn:aws:iam::111122223333:root' }
                Action: s3:GetObject
                Resource: !Sub '\${Data.Arn}/*'
    `,
    cloudformation`
      Parameters:
        Key: { Type: String, Default: '' }
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault:
                    SSEAlgorithm: aws:kms # <- the AWS managed key never decrypts for distribution 'Cdn'
                    KMSMasterKeyID: !Ref Key
        Cdn:
          Type: AWS::CloudFront::Distribution
          Properties:
            DistributionConfig:
              Enabled: true
              DefaultCacheBehavior: { TargetOriginId: data, ViewerProtocolPolicy: https-only }
              Origins:
                - Id: data
                  DomainName: !GetAtt Data.RegionalDomainName
                  OriginAccessControlId: E327GJI25M56DG
                  S3OriginConfig: {}
    `,
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
            ReplicationConfiguration:
              Role: !ImportValue Role
              Rules:
                - Status: Enabled
                  SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: Enabled } }
                  Destination:
                    Bucket: arn:aws:s3:::replica
                    Account: '111122223333'
                    AccessControlTranslation: { Owner: Destination }
                    EncryptionConfiguration:
                      ReplicaKmsKeyID: arn:aws:kms:eu-west-1:111122223333:alias/aws/s3 # <- replicas in another account cannot be encrypted with the AWS managed key of that account
        Shared:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault:
                    SSEAlgorithm: aws:kms:dsse
                    KMSMasterKeyID: !Sub 'arn:aws:kms:\${AWS::Region}:\${AWS::AccountId}:alias/aws/s3' # <- the AWS managed key never decrypts for organization 'o-a1b2c3d4e5'
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Shared
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                Effect: Allow
                Principal: '*'
                Action: s3:GetObject
                Resource: !Sub '\${Shared.Arn}/*'
                Condition: { StringEquals: { aws:PrincipalOrgID: o-a1b2c3d4e5 } }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          apply_server_side_encryption_by_default {
            sse_algorithm = "aws:kms" # <- the AWS managed key never decrypts for account '111122223333'
          }
        }
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
  good: [
    cloudformation`
      Resources:
        Own:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms, KMSMasterKeyID: !ImportValue Key }
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Own
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                Effect: Allow
                Principal: { AWS: 'arn:aws:iam::111122223333:root' }
                Action: s3:GetObject
                Resource: !Sub '\${Own.Arn}/*'
        Unshared:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms }
        OwnAccount:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Unshared
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: { AWS: !Sub 'arn:aws:iam::\${AWS::AccountId}:root' }
                  Action: s3:GetObject
                  Resource: !Sub '\${Unshared.Arn}/*'
                - Effect: Allow
                  Principal: { AWS: 'arn:aws:iam::111122223333:root' }
                  Action: s3:GetBucketLocation
                  Resource: !GetAtt Unshared.Arn
    `,
    cloudformation`
      Resources:
        Plain:
          Type: AWS::S3::Bucket
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Plain
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                Effect: Allow
                Principal: { AWS: 'arn:aws:iam::111122223333:root' }
                Action: s3:GetObject
                Resource: !Sub '\${Plain.Arn}/*'
    `,
    terraform`
      resource "aws_kms_key" "data" {
        enable_key_rotation = true
      }
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          apply_server_side_encryption_by_default {
            sse_algorithm     = "aws:kms"
            kms_master_key_id = aws_kms_key.data.arn
          }
        }
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
