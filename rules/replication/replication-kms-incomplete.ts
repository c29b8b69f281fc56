import {
  change,
  cloudformation,
  replicationsOf,
  rewrite,
  rule,
  type TextView,
  terraform,
} from '../../src/rule.ts'

export default rule({
  title: 'Objects encrypted with KMS are not replicated',
  severity: 'high',
  preset: 'recommended',
  consequence: 'broken',
  why: 'Objects encrypted with KMS are left out of replication, without a word, unless the rule selects them and names a key for the replicas. S3 rejects a rule that does one without the other.',
  remedy:
    'Set SourceSelectionCriteria.SseKmsEncryptedObjects.Status to Enabled, and Destination.EncryptionConfiguration.ReplicaKmsKeyID to a key in the region of the destination.',
  remedyInCdk: 'sseKmsEncryptedObjects: true and kmsKey in the rule of replicationRules.',
  remedyInTerraform:
    'Set status = "Enabled" in sse_kms_encrypted_objects of source_selection_criteria, and replica_kms_key_id in encryption_configuration to a key in the region of the destination.',
  refs: [
    'AmazonS3/latest/userguide/replication-config-for-kms-objects.html',
    'AmazonS3/latest/userguide/replication-what-is-isnot-replicated.html',
    'AmazonS3/latest/API/API_EncryptionConfiguration.html',
  ],
  controls: ['SecurityHub S3.7', 'NIST 800-53 CP-9', 'NIST 800-53 CP-6'],
  *check(bucket) {
    const algorithm = bucket.encryption?.ServerSideEncryptionByDefault?.SSEAlgorithm
    for (const { rule, replica, at } of replicationsOf(bucket)) {
      const criteria = rule.SourceSelectionCriteria
      const selected = criteria?.SseKmsEncryptedObjects
      const encryption = rule.Destination?.EncryptionConfiguration
      const key = encryption?.ReplicaKmsKeyID
      if (selected?.Status === 'Enabled' && !key)
        yield {
          at: rule.Destination?.at('EncryptionConfiguration') ?? at,
          message:
            'objects encrypted with KMS are selected, but no ReplicaKmsKeyID is given for their replicas',
        }
      else if (selected?.Status !== 'Enabled' && key)
        yield {
          at: rule.Destination?.at('EncryptionConfiguration') ?? at,
          message: 'ReplicaKmsKeyID is given, but SseKmsEncryptedObjects is not enabled',
          change: change(
            'replicate objects encrypted with KMS',
            'review',
            rewrite(bucket, rule.at(), {
              SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' } },
            }),
          ),
        }
      else if (selected?.Status !== 'Enabled' && algorithm?.startsWith('aws:kms'))
        yield {
          at: rule.at('SourceSelectionCriteria'),
          message: 'new objects are encrypted with KMS, and the rule does not replicate such objects',
          notes: [{ at: bucket.place('BucketEncryption'), message: 'the encryption of new objects' }],
        }
      const [keyRegion, region] = [key && regionOf(key), replica?.region.value]
      if (encryption && keyRegion !== undefined && region !== undefined && keyRegion !== region)
        yield {
          at: encryption.at('ReplicaKmsKeyID'),
          message: `the key for the replicas is in '${keyRegion}', their bucket in '${region}'`,
        }
    }
  },
  bad: [
    cloudformation`
      Parameters:
        Algorithm: { Type: String, AllowedValues: [AES256, 'aws:kms', 'aws:kms:dsse'] }
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
            BucketEncryption:
              ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }]
            ReplicationConfiguration:
              Role: !ImportValue Role
              Rules:
                - Status: Enabled # <- new objects are encrypted with KMS, and the rule does not replicate such objects
                  Destination: { Bucket: 'arn:aws:s3:::replica' }
                - Status: Enabled
                  Prefix: a/
                  SourceSelectionCriteria: # <- new objects are encrypted with KMS, and the rule does not replicate such objects
                    SseKmsEncryptedObjects: { Status: Disabled }
                  Destination: { Bucket: 'arn:aws:s3:::replica' }
                - Status: Enabled
                  Prefix: b/
                  SourceSelectionCriteria:
                    SseKmsEncryptedObjects:
                      Status: Enabled
                  Destination: # <- objects encrypted with KMS are selected, but no ReplicaKmsKeyID is given for their replicas
                    Bucket: arn:aws:s3:::replica
        Open:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
            BucketEncryption:
              ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: !Ref Algorithm } }]
            ReplicationConfiguration:
              Role: !ImportValue Role
              Rules:
                - Status: Enabled # <- new objects are encrypted with KMS, and the rule does not replicate such objects
                  Destination: { Bucket: 'arn:aws:s3:::replica' }
        Plain:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
            ReplicationConfiguration:
              Role: !ImportValue Role
              Rules:
                - Status: Enabled
                  Destination:
                    Bucket: arn:aws:s3:::replica
                    EncryptionConfiguration: # <- ReplicaKmsKeyID is given, but SseKmsEncryptedObjects is not enabled
                      ReplicaKmsKeyID: !ImportValue Key
        Far:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
            ReplicationConfiguration:
              Role: !ImportValue Role
              Rules:
                - Status: Enabled
                  SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: Enabled } }
                  Destination:
                    Bucket: !GetAtt Regional.Arn
                    EncryptionConfiguration:
                      ReplicaKmsKeyID: !Sub 'arn:aws:kms:us-east-1:\${AWS::AccountId}:alias/replicas' # <- the key for the replicas is in 'us-east-1', their bucket in 'eu-west-1'
        Regional:
          Type: AWS::S3::Bucket
          Properties: { BucketName: replicas-111122223333-eu-west-1-an, BucketNamespace: account-regional }
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
      resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          apply_server_side_encryption_by_default {
            sse_algorithm = "aws:kms"
          }
        }
      }
      resource "aws_s3_bucket_replication_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        role   = "arn:aws:iam::111122223333:role/replication"
        rule { # <- new objects are encrypted with KMS, and the rule does not replicate such objects
          id     = "all"
          status = "Enabled"
          destination {
            bucket = "arn:aws:s3:::company-replica"
          }
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        WithKms: { Type: String, AllowedValues: ['true', 'false'] }
      Conditions:
        WithKms: !Equals [!Ref WithKms, 'true']
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault: { SSEAlgorithm: !If [WithKms, 'aws:kms', AES256] }
            ReplicationConfiguration:
              Role: !ImportValue Role
              Rules:
                - Status: Enabled
                  SourceSelectionCriteria:
                    !If [WithKms, { SseKmsEncryptedObjects: { Status: Enabled } }, !Ref AWS::NoValue]
                  Destination:
                    Bucket: !ImportValue Replica
                    EncryptionConfiguration:
                      !If [WithKms, { ReplicaKmsKeyID: !ImportValue Key }, !Ref AWS::NoValue]
                - { Status: Disabled, Prefix: tmp/, Destination: { Bucket: !ImportValue Replica } }
        ByDefault:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
            ReplicationConfiguration:
              Role: !ImportValue Role
              Rules: [{ Status: Enabled, Destination: { Bucket: 'arn:aws:s3:::replica' } }]
        Unreplicated:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }]
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
      resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          apply_server_side_encryption_by_default {
            sse_algorithm = "aws:kms"
          }
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
          source_selection_criteria {
            sse_kms_encrypted_objects {
              status = "Enabled"
            }
          }
          destination {
            bucket = "arn:aws:s3:::company-replica"
            encryption_configuration {
              replica_kms_key_id = "arn:aws:kms:eu-west-1:111122223333:key/11112222-3333-4444-5555-666677778888"
            }
          }
        }
      }
    `,
  ],
})

/** The region that the ARN of a key says. */
function regionOf(key: TextView): string | undefined {
  const start = key.pieces.find(({ first }) => first)?.text ?? ''
  return /^arn:[\w-]+:kms:([a-z0-9-]+):/.exec(start)?.[1]
}
