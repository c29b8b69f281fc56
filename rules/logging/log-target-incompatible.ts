import {
  type Bucket,
  change,
  cloudformation,
  defaultRetention,
  deliveriesTo,
  type Deliverer,
  gone,
  isLocked,
  keyOf,
  lockPlace,
  type Origin,
  rewrite,
  rule,
  set,
  terraform,
} from '../../src/rule.ts'

export default rule({
  title: 'Log target that logs cannot be delivered to',
  severity: 'high',
  preset: 'recommended',
  consequence: 'broken',
  why: 'Each service that delivers logs asks something of the bucket: S3 no Object Lock, no Requester Pays and no KMS; load balancers no KMS; CloudFront that ACLs are enabled. S3 checks none of it, so that the logs are missing when somebody looks for them; the others refuse the deployment.',
  remedy:
    'Encrypt the log target with SSE-S3, without Object Lock and Requester Pays; for CloudFront set ObjectOwnership to BucketOwnerPreferred.',
  remedyInCdk:
    'encryption: BucketEncryption.S3_MANAGED on the target; for CloudFront objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED.',
  remedyInTerraform:
    'Set sse_algorithm = "AES256" for the log target, without object_lock_enabled and payer = "Requester"; for CloudFront set object_ownership = "BucketOwnerPreferred" in aws_s3_bucket_ownership_controls.',
  refs: [
    'AmazonS3/latest/userguide/troubleshooting-server-access-logging.html',
    'AmazonS3/latest/userguide/ServerLogs.html',
    'elasticloadbalancing/latest/application/enable-access-logging.html',
    'AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-S3.html',
    'AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html',
  ],
  controls: [],
  *check(bucket) {
    const deliveries = deliveriesTo(bucket)
    const isFrom = (by: Deliverer) => deliveries.some(each => each.by === by)
    const sources = deliveries.map(({ source }) => ({ at: source.at, message: 'logs to the bucket' }))
    const [first] = deliveries
    if (!first) return
    if (isFrom('s3')) {
      if (defaultRetention(bucket))
        yield {
          at: bucket.place('ObjectLockConfiguration'),
          message: 'S3 delivers no access logs to a bucket whose Object Lock retains new objects',
          notes: sources,
        }
      else if (isLocked(bucket))
        yield {
          at: lockPlace(bucket),
          severity: 'medium',
          message: 'S3 supports no bucket with Object Lock as the target of access logs',
          notes: sources,
        }
      const payer = bucket.attribute('RequestPayer')
      if (payer?.value === 'Requester')
        yield {
          at: payer.at,
          message: 'S3 delivers no access logs to a bucket whose requesters pay',
          notes: sources,
          change: change('let the owner pay', 'review', rewrite(bucket, payer.at, 'BucketOwner')),
        }
    }
    const unfit = unfitKey(bucket, isFrom)
    if (unfit) yield { ...unfit, notes: sources, change: withOwnKeysOfS3(bucket) }
    // An ACL that ownership rejects is a defect of its own.
    if (isFrom('cloudfront') && bucket.ownership === 'BucketOwnerEnforced' && bucket.acl === 'Private')
      yield {
        at: bucket.place('OwnershipControls'),
        message: 'CloudFront delivers standard logs by ACL only, and ACLs are disabled',
        notes: sources,
        change: change(
          'enable ACLs for the delivery of logs',
          'review',
          set(bucket, { OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] } }),
        ),
      }
  },
  bad: [
    cloudformation`
      Resources:
        Logs:
          Type: AWS::S3::Bucket
          Properties:
            ObjectLockEnabled: true
            ObjectLockConfiguration: # <- S3 delivers no access logs to a bucket whose Object Lock retains new objects
              ObjectLockEnabled: Enabled
              Rule: { DefaultRetention: { Mode: GOVERNANCE, Days: 30 } }
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault:
                    SSEAlgorithm: aws:kms # <- S3 delivers no access logs where the AWS managed key encrypts them
        Locked:
          Type: AWS::S3::Bucket
          Properties:
            ObjectLockEnabled: true # <- S3 supports no bucket with Object Lock as the target of access logs
        Data:
          Type: AWS::S3::Bucket
          Properties: { LoggingConfiguration: { DestinationBucketName: !Ref Logs } }
        More:
          Type: AWS::S3::Bucket
          Properties: { LoggingConfiguration: { DestinationBucketName: !Ref Locked } }
    `,
    cloudformation`
      Parameters:
        LogsToS3: { Type: String, Default: 'true' }
        Classic: { Type: String, AllowedValues: ['true', 'false'] }
      Resources:
        Key:
          Type: AWS::KMS::Key
        Logs:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault:
                    SSEAlgorithm: aws:kms # <- load balancers deliver logs with SSE-S3 only, and the default is 'aws:kms'
                    KMSMasterKeyID: !GetAtt Key.Arn
        LoadBalancer:
          Type: AWS::ElasticLoadBalancingV2::LoadBalancer
          Properties:
            LoadBalancerAttributes:
              - { Key: access_logs.s3.enabled, Value: !Ref LogsToS3 }
              - { Key: access_logs.s3.bucket, Value: !Ref Logs }
        OldLogs:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault:
                    SSEAlgorithm: aws:kms:dsse # <- load balancers deliver logs with SSE-S3 only, and the default is 'aws:kms:dsse'
        OldLoadBalancer:
          Type: AWS::ElasticLoadBalancing::LoadBalancer
          Properties:
            Listeners: [{ InstancePort: '80', LoadBalancerPort: '80', Protocol: HTTP }]
            AccessLoggingPolicy: { Enabled: !Ref Classic, S3BucketName: !Ref OldLogs }
    `,
    cloudformation`
      Resources:
        Logs: # <- CloudFront delivers standard logs by ACL only, and ACLs are disabled
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault:
                    SSEAlgorithm: aws:kms
                    KMSMasterKeyID: alias/aws/s3 # <- log delivery needs a customer managed key: it has no use of the AWS managed one
        Cdn:
          Type: AWS::CloudFront::Distribution
          Properties:
            DistributionConfig:
              Enabled: true
              DefaultCacheBehavior: { TargetOriginId: web, ViewerProtocolPolicy: https-only }
              Origins: [{ Id: web, DomainName: example.com, CustomOriginConfig: { OriginProtocolPolicy: https-only } }]
              Logging: { Bucket: !GetAtt Logs.DomainName }
        LoadBalancer:
          Type: AWS::ElasticLoadBalancingV2::LoadBalancer
          Properties:
            Type: network
            LoadBalancerAttributes:
              - { Key: access_logs.s3.enabled, Value: 'true' }
              - { Key: access_logs.s3.bucket, Value: !Ref Logs }
        AccessLogs:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault:
                    SSEAlgorithm: aws:kms # <- S3 supports no KMS for the target of access logs, even where the key lets it deliver
                    KMSMasterKeyID: !ImportValue Key
        Data:
          Type: AWS::S3::Bucket
          Properties: { LoggingConfiguration: { DestinationBucketName: !Ref AccessLogs } }
    `,
    terraform`
      resource "aws_s3_bucket" "logs" {
        bucket              = "company-logs"
        object_lock_enabled = true
      }
      resource "aws_s3_bucket_object_lock_configuration" "logs" { # <- S3 delivers no access logs to a bucket whose Object Lock retains new objects
        bucket = aws_s3_bucket.logs.id
        rule {
          default_retention {
            mode = "GOVERNANCE"
            days = 30
          }
        }
      }
      resource "aws_s3_bucket_request_payment_configuration" "logs" {
        bucket = aws_s3_bucket.logs.id
        payer  = "Requester" # <- S3 delivers no access logs to a bucket whose requesters pay
      }
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_logging" "data" {
        bucket        = aws_s3_bucket.data.id
        target_bucket = aws_s3_bucket.logs.id
        target_prefix = "data/"
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Logs:
          Type: AWS::S3::Bucket
          Properties:
            OwnershipControls: { Rules: [{ ObjectOwnership: BucketOwnerPreferred }] }
            BucketEncryption:
              ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: AES256 } }]
        Data:
          Type: AWS::S3::Bucket
          Properties: { LoggingConfiguration: { DestinationBucketName: !Ref Logs } }
        LoadBalancer:
          Type: AWS::ElasticLoadBalancingV2::LoadBalancer
          Properties:
            LoadBalancerAttributes:
              - { Key: access_logs.s3.enabled, Value: 'true' }
              - { Key: access_logs.s3.bucket, Value: !Ref Logs }
        Cdn:
          Type: AWS::CloudFront::Distribution
          Properties:
            DistributionConfig:
              Enabled: true
              DefaultCacheBehavior: { TargetOriginId: web, ViewerProtocolPolicy: https-only }
              Origins: [{ Id: web, DomainName: example.com, CustomOriginConfig: { OriginProtocolPolicy: https-only } }]
              Logging: { Bucket: !GetAtt Logs.DomainName }
    `,
    cloudformation`
      Resources:
        Archive:
          Type: AWS::S3::Bucket
          Properties:
            ObjectLockEnabled: true
            BucketEncryption:
              ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms } }]
        Flows:
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
            LogDestination: !GetAtt Flows.Arn
        NotYet:
          Type: AWS::ElasticLoadBalancingV2::LoadBalancer
          Properties:
            LoadBalancerAttributes:
              - { Key: access_logs.s3.enabled, Value: 'false' }
              - { Key: access_logs.s3.bucket, Value: !Ref Flows }
    `,
    terraform`
      resource "aws_s3_bucket" "logs" {
        bucket = "company-logs"
      }
      resource "aws_s3_bucket_server_side_encryption_configuration" "logs" {
        bucket = aws_s3_bucket.logs.id
        rule {
          apply_server_side_encryption_by_default {
            sse_algorithm = "AES256"
          }
        }
      }
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_logging" "data" {
        bucket        = aws_s3_bucket.data.id
        target_bucket = aws_s3_bucket.logs.id
        target_prefix = "data/"
      }
    `,
  ],
})

function withOwnKeysOfS3(bucket: Bucket) {
  const { encryption } = bucket
  const ownKeys = {
    ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256', KMSMasterKeyID: gone },
    BucketKeyEnabled: gone,
  } as const
  return change('encrypt with SSE-S3', 'review', encryption && rewrite(bucket, encryption.at(), ownKeys))
}

/** What is wrong with a KMS key for those who deliver; that a key refuses them is what encryption-key-unusable says. */
function unfitKey(
  bucket: Bucket,
  isFrom: (by: Deliverer) => boolean,
): { at: Origin; message: string; severity?: 'medium'; preset?: 'strict' } | undefined {
  const used = keyOf(bucket)
  if (!used) return undefined
  const { at, algorithm, algorithmAt, isManaged, key } = used
  if (isFrom('load balancer'))
    return {
      at: algorithmAt,
      message: `load balancers deliver logs with SSE-S3 only, and the default is '${algorithm}'`,
    }
  if (isManaged && isFrom('s3'))
    return { at, message: 'S3 delivers no access logs where the AWS managed key encrypts them' }
  if (isManaged && (isFrom('log delivery') || isFrom('cloudfront')))
    return {
      at,
      message: 'log delivery needs a customer managed key: it has no use of the AWS managed one',
    }
  if (isFrom('s3') && !key)
    return {
      at: algorithmAt,
      severity: 'medium',
      // The CDK makes such targets, with a key that lets S3 in, and they are seen to work.
      preset: 'strict',
      message: 'S3 supports no KMS for the target of access logs, even where the key lets it deliver',
    }
  return undefined
}
