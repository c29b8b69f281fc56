import {
  assumable,
  change,
  cloudformation,
  lackingForReplication,
  mayBeAssumedForReplication,
  permitted,
  rule,
  terraform,
} from '../../src/rule.ts'

/** Without these only objects that have tags, or ACLs, are not replicated whole. */
const particular = ['s3:GetObjectVersionTagging', 's3:ReplicateTags', 's3:GetObjectVersionAcl']

export default rule({
  title: 'Role of the replication may not do what replication needs',
  severity: 'high',
  preset: 'recommended',
  consequence: 'broken',
  why: 'S3 replicates as the role that the configuration names. S3 does not check at deployment what the role may do: objects stay in status FAILED and never reach the destination.',
  remedy:
    'Let s3.amazonaws.com assume the role, and allow it the named actions on the source bucket, its objects and the objects of the destination.',
  remedyInCdk: 'Leave replicationRole out, so that the Bucket makes a role that may do what is needed.',
  remedyInTerraform:
    'Let s3.amazonaws.com assume the role in assume_role_policy, and allow it the named actions in an aws_iam_role_policy.',
  refs: [
    'AmazonS3/latest/userguide/setting-repl-config-perm-overview.html',
    'AmazonS3/latest/userguide/replication-config-for-kms-objects.html',
    'AmazonS3/latest/userguide/replication-troubleshoot.html',
  ],
  controls: ['SecurityHub S3.7', 'NIST 800-53 CP-9', 'NIST 800-53 CP-6'],
  *check(bucket, estate) {
    const configuration = bucket.properties.ReplicationConfiguration
    const role = configuration?.Role && estate.resource('AWS::IAM::Role', configuration.Role, bucket)
    if (!role) return
    const at = configuration.at('Role')
    if (!mayBeAssumedForReplication(bucket, role))
      yield {
        at,
        message: `the trust policy of role '${role.id}' does not let s3.amazonaws.com assume it`,
        notes: [{ at: role.properties.at('AssumeRolePolicyDocument'), message: 'who may assume the role' }],
        change: change('let S3 assume the role', 'review', assumable(role, 's3.amazonaws.com')),
      }
    const lacks = lackingForReplication(bucket, role)
    if (lacks.length === 0) return
    const isParticular = lacks.every(({ actions }) => actions.every(action => particular.includes(action)))
    const named = [...new Set(lacks.map(({ on }) => on))].map(name => {
      const actions = new Set(lacks.flatMap(lack => (lack.on === name ? lack.actions : [])))
      return `${[...actions].join(', ')} on ${name}`
    })
    yield {
      at,
      message: `role '${role.id}' lacks ${named.join('; ')}`,
      ...(isParticular && { severity: 'low' as const }),
      notes: [{ at: role.at, message: 'the role' }],
      change: change(
        'let the role replicate',
        'review',
        permitted(role, estate, 'replication-permissions', lacks),
      ),
    }
  },
  bad: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
            ReplicationConfiguration:
              Role: !GetAtt Replication.Arn # <- role 'Replication' lacks s3:ReplicateObject, s3:ReplicateTags on 'company-replica'
              Rules:
                - Status: Enabled
                  Priority: 1
                  Filter: {}
                  DeleteMarkerReplication: { Status: Disabled }
                  Destination: { Bucket: 'arn:aws:s3:::company-replica' }
        Replication:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument:
              Statement: [{ Effect: Allow, Principal: { Service: s3.amazonaws.com }, Action: sts:AssumeRole }]
            Policies:
              - PolicyName: replicate
                PolicyDocument:
                  Statement:
                    - Effect: Allow
                      Action: [s3:GetReplicationConfiguration, s3:ListBucket, s3:GetObjectVersion*]
                      Resource: '*'
                    - Effect: Allow
                      Action: [s3:ReplicateObject, s3:ReplicateTags]
                      Resource: arn:aws:s3:::company-replica
    `,
    cloudformation`
      Parameters:
        Encrypted: { Type: String, AllowedValues: ['yes', 'no'] }
      Conditions:
        IsEncrypted: !Equals [!Ref Encrypted, 'yes']
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: company-data
            VersioningConfiguration: { Status: Enabled }
            ReplicationConfiguration:
              Role: !GetAtt Replication.Arn # <- the trust policy of role 'Replication' does not let s3.amazonaws.com assume it # <- role 'Replication' lacks s3:GetObjectVersionForReplication on the source
              Rules:
                - Status: Enabled
                  Priority: 1
                  Filter: { Prefix: reports/ }
                  DeleteMarkerReplication: { Status: Enabled }
                  SourceSelectionCriteria: !If [IsEncrypted, { SseKmsEncryptedObjects: { Status: Enabled } }, !Ref AWS::NoValue]
                  Destination: { Bucket: !GetAtt Replica.Arn }
        Replica:
          Type: AWS::S3::Bucket
        Replication:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument:
              Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }]
        Read:
          Type: AWS::IAM::Policy
          Properties:
            PolicyName: read
            Roles: [!Ref Replication]
            PolicyDocument:
              Statement:
                - { Effect: Allow, Action: [s3:GetReplicationConfiguration, s3:ListBucket], Resource: 'arn:aws:s3:::company-data' }
                - Effect: Allow
                  Action: [s3:GetObjectVersion, s3:GetObjectVersionAcl, s3:GetObjectVersionTagging]
                  Resource: arn:aws:s3:::company-data/reports/*
        Write:
          Type: AWS::IAM::ManagedPolicy
          Properties:
            Roles: [!Ref Replication]
            PolicyDocument:
              Statement: [{ Effect: Allow, Action: s3:Replicate*, Resource: !Sub '\${Replica.Arn}/*' }]
    `,
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
            ReplicationConfiguration:
              Role: !GetAtt Replication.Arn # <- role 'Replication' lacks s3:ReplicateObject, s3:ReplicateDelete, s3:ReplicateTags on 'Replica'
              Rules:
                - { Status: Enabled, Prefix: '', Destination: { Bucket: !GetAtt Replica.Arn } }
        Replica:
          Type: AWS::S3::Bucket
        Replication:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument:
              Statement: [{ Effect: Allow, Principal: { Service: s3.amazonaws.com }, Action: sts:AssumeRole }]
            ManagedPolicyArns: [!Sub 'arn:\${AWS::Partition}:iam::aws:policy/AmazonS3ReadOnlyAccess']
    `,
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms, KMSMasterKeyID: !Ref Key }
            ReplicationConfiguration:
              Role: !GetAtt Replication.Arn # <- role 'Replication' lacks kms:Decrypt on 'Key'
              Rules:
                - Status: Enabled
                  Prefix: ''
                  SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: Enabled } }
                  Destination:
                    Bucket: arn:aws:s3:::company-replica
                    EncryptionConfiguration: { ReplicaKmsKeyID: !GetAtt Named.Arn }
        Key:
          Type: AWS::KMS::Key
          Properties:
            KeyPolicy:
              Statement:
                Effect: Allow
                Principal: { AWS: !Sub 'arn:aws:iam::\${AWS::AccountId}:root' }
                Action: kms:*
                Resource: '*'
        Named:
          Type: AWS::KMS::Key
          Properties:
            KeyPolicy:
              Statement: [{ Effect: Allow, Principal: { AWS: !GetAtt Replication.Arn }, Action: kms:Encrypt, Resource: '*' }]
        Replication:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument:
              Statement: [{ Effect: Allow, Principal: { Service: s3.amazonaws.com }, Action: sts:AssumeRole }]
            ManagedPolicyArns: [arn:aws:iam::aws:policy/AmazonS3FullAccess]
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
      resource "aws_s3_bucket" "replica" {
        bucket = "company-replica"
      }
      resource "aws_s3_bucket_versioning" "replica" {
        bucket = aws_s3_bucket.replica.id
        versioning_configuration {
          status = "Enabled"
        }
      }
      resource "aws_iam_role" "replication" {
        name = "replication"
        assume_role_policy = jsonencode({
          Version   = "2012-10-17"
          Statement = [{ Effect = "Allow", Principal = { Service = "s3.amazonaws.com" }, Action = "sts:AssumeRole" }]
        })
      }
      resource "aws_iam_role_policy" "replication" {
        role = aws_iam_role.replication.id
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect   = "Allow"
            Action   = ["s3:GetReplicationConfiguration", "s3:ListBucket"]
            Resource = aws_s3_bucket.data.arn
            }, {
            Effect   = "Allow"
            Action   = ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"]
            Resource = "\${aws_s3_bucket.data.arn}/*"
          }]
        })
      }
      resource "aws_s3_bucket_replication_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        role   = aws_iam_role.replication.arn # <- role 'aws_iam_role.replication' lacks s3:ReplicateObject, s3:ReplicateDelete, s3:ReplicateTags on 'aws_s3_bucket.replica'
        rule {
          id     = "all"
          status = "Enabled"
          destination {
            bucket = aws_s3_bucket.replica.arn
          }
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        ReplicaArn: { Type: String }
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
            ReplicationConfiguration:
              Role: !GetAtt Replication.Arn
              Rules:
                - Status: Enabled
                  Priority: 1
                  Filter: { And: { Prefix: a/, TagFilters: [{ Key: keep, Value: 'yes' }] } }
                  DeleteMarkerReplication: { Status: Disabled }
                  Destination: { Bucket: !Ref ReplicaArn }
                - { Status: Disabled, Prefix: b/, Destination: { Bucket: 'arn:aws:s3:::elsewhere' } }
        Replication:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument:
              Statement:
                Effect: Allow
                Principal: { Service: [s3.amazonaws.com, batchoperations.s3.amazonaws.com] }
                Action: sts:AssumeRole
        Replicate:
          Type: AWS::IAM::RolePolicy
          Properties:
            RoleName: !Ref Replication
            PolicyName: replicate
            PolicyDocument:
              Statement:
                - Effect: Allow
                  Action: [s3:GetReplicationConfiguration, s3:ListBucket]
                  Resource: !GetAtt Data.Arn
                - Effect: Allow
                  Action: [s3:GetObjectVersion, s3:GetObjectVersionAcl, s3:GetObjectVersionTagging]
                  Resource: !Sub '\${Data.Arn}/*'
                - Effect: Allow
                  Action: [s3:ReplicateObject, s3:ReplicateTags]
                  Resource: !Sub '\${ReplicaArn}/*'
    `,
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
            ReplicationConfiguration:
              Role: !GetAtt Replication.Arn
              Rules: [{ Status: Enabled, Prefix: '', Destination: { Bucket: 'arn:aws:s3:::company-replica' } }]
        Replication:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument:
              Statement: [{ Effect: Allow, Principal: { Service: s3.amazonaws.com }, Action: sts:AssumeRole }]
            ManagedPolicyArns: [arn:aws:iam::aws:policy/AmazonS3FullAccess]
        Encrypted:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms, KMSMasterKeyID: !GetAtt Key.Arn }
            ReplicationConfiguration:
              Role: !GetAtt Decrypting.Arn
              Rules:
                - Status: Enabled
                  Prefix: ''
                  SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: Enabled } }
                  Destination:
                    Bucket: arn:aws:s3:::company-replica
                    EncryptionConfiguration: { ReplicaKmsKeyID: !ImportValue ReplicaKey }
        Key:
          Type: AWS::KMS::Key
        Decrypting:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument:
              Statement: [{ Effect: Allow, Principal: { Service: s3.amazonaws.com }, Action: sts:AssumeRole }]
            ManagedPolicyArns: [arn:aws:iam::aws:policy/AmazonS3FullAccess]
            Policies:
              - PolicyName: decrypt
                PolicyDocument:
                  Statement:
                    Effect: Allow
                    Action: kms:Decrypt
                    Resource: !GetAtt Key.Arn
                    Condition: { StringEquals: { kms:ViaService: !Sub 's3.\${AWS::Region}.amazonaws.com' } }
        Other:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
            ReplicationConfiguration:
              Role: !ImportValue ReplicationRole
              Rules: [{ Status: Enabled, Prefix: '', Destination: { Bucket: 'arn:aws:s3:::company-replica' } }]
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
      resource "aws_s3_bucket" "replica" {
        bucket = "company-replica"
      }
      resource "aws_s3_bucket_versioning" "replica" {
        bucket = aws_s3_bucket.replica.id
        versioning_configuration {
          status = "Enabled"
        }
      }
      resource "aws_iam_role" "replication" {
        name = "replication"
        assume_role_policy = jsonencode({
          Version   = "2012-10-17"
          Statement = [{ Effect = "Allow", Principal = { Service = "s3.amazonaws.com" }, Action = "sts:AssumeRole" }]
        })
      }
      data "aws_iam_policy_document" "replication" {
        statement {
          actions   = ["s3:GetReplicationConfiguration", "s3:ListBucket"]
          resources = [aws_s3_bucket.data.arn]
        }
        statement {
          actions   = ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"]
          resources = ["\${aws_s3_bucket.data.arn}/*"]
        }
        statement {
          actions   = ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"]
          resources = ["\${aws_s3_bucket.replica.arn}/*"]
        }
      }
      resource "aws_iam_policy" "replication" {
        name   = "replication"
        policy = data.aws_iam_policy_document.replication.json
      }
      resource "aws_iam_role_policy_attachment" "replication" {
        role       = aws_iam_role.replication.name
        policy_arn = aws_iam_policy.replication.arn
      }
      resource "aws_s3_bucket_replication_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        role   = aws_iam_role.replication.arn
        rule {
          id     = "all"
          status = "Enabled"
          filter {}
          delete_marker_replication {
            status = "Enabled"
          }
          destination {
            bucket = aws_s3_bucket.replica.arn
          }
        }
      }
    `,
  ],
})
