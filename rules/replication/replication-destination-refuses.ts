import {
  change,
  cloudformation,
  excepted,
  refusedByReplica,
  replicationsOf,
  rolesOfReplication,
  rule,
  terraform,
} from '../../src/rule.ts'

export default rule({
  title: 'Replication destination refuses the replicas',
  severity: 'high',
  preset: 'recommended',
  consequence: 'broken',
  why: 'The policy of the destination counts beside that of the role: what it denies, or in another account does not allow, is never replicated, and the objects stay in status FAILED.',
  remedy:
    'Except the replication role from the denial, or in another account allow it s3:ReplicateObject and s3:ReplicateDelete on the objects of the destination.',
  refs: [
    'AmazonS3/latest/userguide/setting-repl-config-perm-overview.html',
    'AmazonS3/latest/userguide/replication-walkthrough-2.html',
    'AmazonS3/latest/userguide/replication-troubleshoot.html',
  ],
  controls: ['SecurityHub S3.7', 'NIST 800-53 CP-9', 'NIST 800-53 CP-6'],
  *check(bucket) {
    const roles = rolesOfReplication(bucket)
    const told = new Set<string>()
    for (const replication of roles.length > 0 ? replicationsOf(bucket) : []) {
      const { replica, at } = replication
      const refusal =
        replica && !told.has(replica.id) && refusedByReplica(bucket, replication, replica, roles)
      if (!refusal) continue
      told.add(replica.id)
      const { actions, denied, denials } = refusal
      yield {
        at,
        message: denied
          ? `a policy of destination '${replica.id}' denies the role ${actions.join(' and ')}`
          : `no policy of destination '${replica.id}', in another account, allows the role ${actions.join(' and ')}`,
        notes: denials.length > 0 ? denials : [{ at: replica.at, message: 'the destination' }],
        change:
          denials.length > 0 && roles[0]
            ? change('except the role from the denial', 'review', ...excepted(replica, denials, roles[0]))
            : undefined,
      }
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
              Role: !GetAtt Replication.Arn
              Rules:
                - Status: Enabled
                  Priority: 1
                  Filter: {}
                  DeleteMarkerReplication: { Status: Disabled }
                  Destination:
                    Bucket: !GetAtt Replica.Arn # <- a policy of destination 'Replica' denies the role s3:ReplicateObject
                - Status: Enabled
                  Prefix: ''
                  Destination:
                    Bucket: !GetAtt Kept.Arn # <- a policy of destination 'Kept' denies the role s3:ReplicateDelete
        Replication:
          Type: AWS::IAM::Role
        Replica:
          Type: AWS::S3::Bucket
        ReplicaPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Replica
            PolicyDocument:
              Statement:
                Effect: Deny
                Principal: '*'
                Action: s3:*
                Resource: !Sub '\${Replica.Arn}/*'
                Condition: { ArnNotLike: { aws:PrincipalArn: !Sub 'arn:aws:iam::\${AWS::AccountId}:role/admin' } }
        Kept:
          Type: AWS::S3::Bucket
        KeptPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Kept
            PolicyDocument:
              Statement: [{ Effect: Deny, Principal: '*', Action: [s3:Delete*, s3:ReplicateDelete], Resource: !Sub '\${Kept.Arn}/*' }]
    `,
    cloudformation`
      Parameters:
        Private: { Type: String, Default: 'true' }
      Conditions:
        IsPrivate: !Equals [!Ref Private, 'true']
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
            ReplicationConfiguration:
              Role: arn:aws:iam::111122223333:role/replication
              Rules:
                - Status: Enabled
                  Prefix: ''
                  Destination:
                    Bucket: arn:aws:s3:::company-replica # <- a policy of destination 'Replica' denies the role s3:ReplicateObject and s3:ReplicateDelete
        Replica:
          Type: AWS::S3::Bucket
          Properties: { BucketName: company-replica }
        ReplicaPolicy:
          Type: AWS::S3::BucketPolicy
          Condition: IsPrivate
          Properties:
            Bucket: !Ref Replica
            PolicyDocument:
              Statement:
                Effect: Deny
                Principal: '*'
                Action: s3:*
                Resource: 'arn:aws:s3:::company-replica/*'
                Condition: { StringNotEquals: { aws:SourceVpce: vpce-1a2b3c4d } }
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
            bucket = aws_s3_bucket.replica.arn # <- a policy of destination 'aws_s3_bucket.replica' denies the role s3:ReplicateObject
          }
        }
      }
      resource "aws_s3_bucket_policy" "replica" {
        bucket = aws_s3_bucket.replica.id
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect    = "Deny"
            Principal = "*"
            Action    = "s3:ReplicateObject"
            Resource  = "\${aws_s3_bucket.replica.arn}/*"
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
          Properties:
            VersioningConfiguration: { Status: Enabled }
            ReplicationConfiguration:
              Role: !GetAtt Replication.Arn
              Rules:
                - { Status: Enabled, Prefix: '', Destination: { Bucket: !GetAtt Replica.Arn } }
                - { Status: Enabled, Prefix: '', Destination: { Bucket: !GetAtt Bare.Arn } }
                - { Status: Enabled, Prefix: '', Destination: { Bucket: 'arn:aws:s3:::elsewhere', Account: '444455556666' } }
                - { Status: Disabled, Prefix: '', Destination: { Bucket: !GetAtt Closed.Arn } }
        Replication:
          Type: AWS::IAM::Role
        Bare:
          Type: AWS::S3::Bucket
        Replica:
          Type: AWS::S3::Bucket
        ReplicaPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Replica
            PolicyDocument:
              Statement:
                - Effect: Deny
                  Principal: '*'
                  Action: s3:*
                  Resource: [!GetAtt Replica.Arn, !Sub '\${Replica.Arn}/*']
                  Condition: { Bool: { aws:SecureTransport: false } }
                - Effect: Deny
                  Principal: '*'
                  Action: s3:PutObject
                  Resource: !Sub '\${Replica.Arn}/*'
                  Condition: { StringNotEquals: { s3:x-amz-server-side-encryption: aws:kms } }
                - Effect: Deny
                  Principal: '*'
                  Action: s3:*
                  Resource: !Sub '\${Replica.Arn}/*'
                  Condition: { ArnNotEquals: { aws:PrincipalArn: !GetAtt Replication.Arn } }
                - Effect: Deny
                  Principal: '*'
                  Action: s3:*
                  Resource: !Sub '\${Replica.Arn}/*'
                  Condition: { StringNotEquals: { aws:PrincipalOrgID: o-a1b2c3d4e5 } }
        Closed:
          Type: AWS::S3::Bucket
        ClosedPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Closed
            PolicyDocument:
              Statement: [{ Effect: Deny, Principal: '*', Action: s3:*, Resource: !Sub '\${Closed.Arn}/*' }]
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
