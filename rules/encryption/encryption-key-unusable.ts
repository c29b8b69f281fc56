import {
  change,
  cloudformation,
  keyOf,
  letUse,
  lockedOutOfKey,
  rule,
  set,
  terraform,
} from '../../src/rule.ts'

export default rule({
  title: 'KMS key refuses those who work with the bucket',
  severity: 'high',
  preset: 'recommended',
  consequence: 'broken',
  why: 'Whoever reads or writes objects that are encrypted with KMS has to be allowed to use the key as well: a service that its key policy does not let in gets nothing out of the bucket, and nothing into it. A key that is disabled or not symmetric encrypts nothing at all. S3 looks at none of this before the first request.',
  remedy:
    'Allow the service kms:Decrypt and kms:GenerateDataKey* in the key policy, limited by aws:SourceArn or aws:SourceAccount.',
  remedyInTerraform:
    'Allow the service kms:Decrypt and kms:GenerateDataKey* in the policy of the aws_kms_key, limited by aws:SourceArn or aws:SourceAccount.',
  refs: [
    'AmazonS3/latest/userguide/UsingKMSEncryption.html',
    'AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html',
    'AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-S3.html',
    'kms/latest/developerguide/key-policy-default.html',
  ],
  controls: [],
  *check(bucket) {
    const { key, at } = keyOf(bucket) ?? {}
    // What a role lacks for replication is what replication-role-insufficient says.
    if (!key || !at) return
    const {
      Enabled,
      KeySpec: spec = 'SYMMETRIC_DEFAULT',
      KeyUsage: usage = 'ENCRYPT_DECRYPT',
    } = key.properties
    if (Enabled === false)
      yield {
        at,
        message: `key '${key.id}' is disabled`,
        change: change('enable the key', 'review', set(key, { Enabled: true })),
        notes: [{ at: key.properties.at('Enabled'), message: 'disabled here' }],
      }
    else if (spec !== 'SYMMETRIC_DEFAULT' || usage !== 'ENCRYPT_DECRYPT')
      yield {
        at,
        message: `S3 encrypts with symmetric keys only, and key '${key.id}' is not one`,
        notes: [
          {
            at: key.properties.at(spec === 'SYMMETRIC_DEFAULT' ? 'KeyUsage' : 'KeySpec'),
            message: 'set here',
          },
        ],
      }
    else {
      const lockedOut = lockedOutOfKey(bucket, key)
      if (lockedOut.length === 0) return
      const { KeyPolicy: policy } = key.properties
      const lacking = lockedOut.map(({ lacks }) => lacks)
      yield {
        at,
        message: `key '${key.id}' does not let in ${lockedOut.map(({ who }) => who).join(', ')}`,
        notes: [
          { at: policy ? key.properties.at('KeyPolicy') : key.at, message: 'the key policy' },
          ...lockedOut.flatMap(({ notes }) => notes),
        ],
        change: lacking.every(use => use !== undefined)
          ? change('let the services use the key', 'review', letUse(key, lacking))
          : undefined,
      }
    }
  },
  bad: [
    cloudformation`
      Resources:
        Key:
          Type: AWS::KMS::Key
          Properties:
            KeyPolicy:
              Version: '2012-10-17'
              Statement:
                Effect: Allow
                Principal: { AWS: !Sub 'arn:aws:iam::\${AWS::AccountId}:root' }
                Action: kms:*
                Resource: '*'
        Alias:
          Type: AWS::KMS::Alias
          Properties: { AliasName: alias/data, TargetKeyId: !Ref Key }
        Data:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault:
                    SSEAlgorithm: aws:kms
                    KMSMasterKeyID: !Sub 'arn:aws:kms:\${AWS::Region}:\${AWS::AccountId}:alias/data' # <- key 'Key' does not let in distribution 'Cdn'
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
        Key:
          Type: AWS::KMS::Key
        Logs:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault:
                    SSEAlgorithm: aws:kms
                    KMSMasterKeyID: !GetAtt Key.Arn # <- key 'Key' does not let in logging.s3.amazonaws.com, delivery.logs.amazonaws.com
        Data:
          Type: AWS::S3::Bucket
          Properties: { LoggingConfiguration: { DestinationBucketName: !Ref Logs } }
        Flow:
          Type: AWS::EC2::FlowLog
          Properties:
            ResourceId: !ImportValue Network
            ResourceType: VPC
            LogDestinationType: s3
            LogDestination: !GetAtt Logs.Arn
    `,
    cloudformation`
      Parameters:
        Enabled: { Type: String, AllowedValues: ['true', 'false'] }
      Resources:
        Asleep:
          Type: AWS::KMS::Key
          Properties: { Enabled: !Ref Enabled }
        Pair:
          Type: AWS::KMS::Key
          Properties: { KeySpec: RSA_4096, KeyUsage: ENCRYPT_DECRYPT }
        Data:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault:
                    SSEAlgorithm: aws:kms
                    KMSMasterKeyID: !Ref Asleep # <- key 'Asleep' is disabled
        More:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault:
                    SSEAlgorithm: aws:kms
                    KMSMasterKeyID: !Ref Pair # <- S3 encrypts with symmetric keys only, and key 'Pair' is not one
    `,
    terraform`
      resource "aws_kms_key" "data" {
        is_enabled = false
      }
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          apply_server_side_encryption_by_default {
            sse_algorithm     = "aws:kms"
            kms_master_key_id = aws_kms_key.data.arn # <- key 'aws_kms_key.data' is disabled
          }
        }
      }
    `,
    terraform`
      data "aws_caller_identity" "current" {}

      data "aws_iam_policy_document" "key" {
        statement {
          actions   = ["kms:*"]
          resources = ["*"]

          principals {
            type        = "AWS"
            identifiers = [data.aws_caller_identity.current.account_id]
          }
        }
      }

      resource "aws_kms_key" "logs" {
        enable_key_rotation = true
        policy              = data.aws_iam_policy_document.key.json
      }

      resource "aws_s3_bucket" "logs" {
        bucket = "company-logs"
      }

      resource "aws_s3_bucket_server_side_encryption_configuration" "logs" {
        bucket = aws_s3_bucket.logs.id

        rule {
          bucket_key_enabled = true

          apply_server_side_encryption_by_default {
            sse_algorithm     = "aws:kms"
            kms_master_key_id = aws_kms_key.logs.arn # <- key 'aws_kms_key.logs' does not let in delivery.logs.amazonaws.com
          }
        }
      }

      resource "aws_flow_log" "all" {
        vpc_id               = "vpc-0123456789abcdef0"
        traffic_type         = "ALL"
        log_destination_type = "s3"
        log_destination      = aws_s3_bucket.logs.arn
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Key:
          Type: AWS::KMS::Key
          Properties:
            KeyPolicy:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: { AWS: !Sub 'arn:aws:iam::\${AWS::AccountId}:root' }
                  Action: kms:*
                  Resource: '*'
                - Effect: Allow
                  Principal: { Service: cloudfront.amazonaws.com }
                  Action: [kms:Decrypt, kms:GenerateDataKey*]
                  Resource: '*'
                  Condition:
                    StringEquals:
                      AWS:SourceArn: !Sub 'arn:aws:cloudfront::\${AWS::AccountId}:distribution/\${Cdn}'
                - Effect: Allow
                  Principal: { Service: delivery.logs.amazonaws.com }
                  Action: [kms:Encrypt, kms:Decrypt, kms:ReEncrypt*, kms:GenerateDataKey*, kms:DescribeKey]
                  Resource: '*'
                  Condition:
                    StringEquals: { aws:SourceAccount: [!Ref AWS::AccountId] }
                    ArnLike: { aws:SourceArn: !Sub 'arn:aws:logs:\${AWS::Region}:\${AWS::AccountId}:*' }
        Data:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms, KMSMasterKeyID: !GetAtt Key.Arn }
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
        Flow:
          Type: AWS::EC2::FlowLog
          Properties:
            ResourceId: !ImportValue Network
            ResourceType: VPC
            LogDestinationType: s3
            LogDestination: !GetAtt Data.Arn
    `,
    cloudformation`
      Resources:
        Key:
          Type: AWS::KMS::Key
        Quiet:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms, KMSMasterKeyID: !GetAtt Key.Arn }
        Elsewhere:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms, KMSMasterKeyID: !ImportValue Key }
        Flow:
          Type: AWS::EC2::FlowLog
          Properties:
            ResourceId: !ImportValue Network
            ResourceType: VPC
            LogDestinationType: s3
            LogDestination: !GetAtt Elsewhere.Arn
    `,
    terraform`
      resource "aws_kms_key" "data" {
        enable_key_rotation = true
      }
      resource "aws_kms_alias" "data" {
        name          = "alias/data"
        target_key_id = aws_kms_key.data.key_id
      }
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          apply_server_side_encryption_by_default {
            sse_algorithm     = "aws:kms"
            kms_master_key_id = aws_kms_alias.data.arn
          }
        }
      }
    `,
  ],
})
