import { cloudformation, isReplica, isScratch, replicationsOf, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Bucket is not replicated',
  severity: 'info',
  preset: 'strict',
  consequence: 'data-loss',
  why: 'The data is in one region and one account: what makes either unavailable, or whoever takes the account over, takes the data too.',
  remedy:
    'Replicate the bucket to one in another region or account, or suppress where the data can be made again.',
  remedyInCdk: 'replicationRules: [{ destination }] on the Bucket.',
  remedyInTerraform:
    'Add an aws_s3_bucket_replication_configuration to a bucket in another region or account, or suppress where the data can be made again.',
  refs: ['AmazonS3/latest/userguide/replication.html', 'securityhub/latest/userguide/s3-controls.html'],
  controls: ['SecurityHub S3.7', 'NIST 800-53 CP-6', 'NIST 800-53 CP-9', 'NIST 800-53 CP-10'],
  *check(bucket) {
    if (isReplica(bucket) || bucket.roles.has('generated') || bucket.isLogTarget) return
    if (isScratch(bucket) || replicationsOf(bucket).length > 0) return
    const isWritten = bucket.properties.ReplicationConfiguration !== undefined
    yield {
      at: bucket.place('ReplicationConfiguration'),
      message: isWritten ? 'no replication rule is enabled' : 'the bucket is not replicated',
    }
  },
  bad: [
    cloudformation`
      Parameters:
        Stage: { Type: String, AllowedValues: [test, prod] }
      Conditions:
        IsProd: !Equals [!Ref Stage, prod]
      Resources:
        Data: # <- the bucket is not replicated
          Type: AWS::S3::Bucket
        Paused:
          Type: AWS::S3::Bucket
          Properties:
            ReplicationConfiguration: # <- no replication rule is enabled
              Role: !ImportValue Role
              Rules: [{ Status: Disabled, Prefix: '', Destination: { Bucket: !ImportValue Replica } }]
        Sometimes:
          Type: AWS::S3::Bucket
          Properties:
            ReplicationConfiguration: # <- no replication rule is enabled
              Role: !ImportValue Role
              Rules:
                - Status: !If [IsProd, Enabled, Disabled]
                  Destination: { Bucket: !ImportValue Replica }
    `,
    terraform`
      resource "aws_s3_bucket" "data" { # <- the bucket is not replicated
        bucket = "company-data"
      }
      resource "aws_s3_bucket_versioning" "data" {
        bucket = aws_s3_bucket.data.id
        versioning_configuration {
          status = "Enabled"
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            LoggingConfiguration: { DestinationBucketName: !Ref Logs }
            ReplicationConfiguration:
              Role: !ImportValue Role
              Rules: [{ Status: Enabled, Destination: { Bucket: !GetAtt Replica.Arn } }]
        Replica:
          Type: AWS::S3::Bucket
        Logs:
          Type: AWS::S3::Bucket
        Scratch:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration: { Rules: [{ Status: Enabled, ExpirationInDays: 7 }] }
        Generated:
          Type: AWS::S3::Bucket
          Metadata: { aws:cdk:path: App/CdkStagingBucket/Resource }
        ReplicaOfOthers:
          Type: AWS::S3::Bucket
        ReplicaOfOthersPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref ReplicaOfOthers
            PolicyDocument:
              Statement:
                - Effect: Allow
                  Principal: { AWS: 'arn:aws:iam::111122223333:role/replication' }
                  Action: [s3:ReplicateObject, s3:ReplicateDelete]
                  Resource: !Sub '\${ReplicaOfOthers.Arn}/*'
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_versioning" "data" {
        bucket = aws_s3_bucket.data.id
        versioning_configuration {
          status = "Enabled"
        }
      }
      resource "aws_s3_bucket_replication_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        role   = "arn:aws:iam::111122223333:role/replication"
        rule {
          id     = "all"
          status = "Enabled"
          filter {}
          delete_marker_replication {
            status = "Enabled"
          }
          destination {
            bucket = "arn:aws:s3:::company-replica"
          }
        }
      }
    `,
  ],
})
