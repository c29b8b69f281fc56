import {
  change,
  cloudformation,
  expiringVersions,
  isLocked,
  lifecycleOf,
  rule,
  terraform,
} from '../../src/rule.ts'

export default rule({
  title: 'Noncurrent versions never expire',
  severity: 'low',
  preset: 'recommended',
  consequence: 'cost',
  why: 'Every overwrite and delete leaves a version behind that is stored and charged for; expiration of objects only turns them into further noncurrent versions.',
  remedy: 'Add an enabled lifecycle rule with a NoncurrentVersionExpiration.',
  remedyInCdk: 'lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(30) }] on the Bucket.',
  remedyInTerraform:
    'Add an enabled rule with a noncurrent_version_expiration to the aws_s3_bucket_lifecycle_configuration of the bucket.',
  refs: [
    'AmazonS3/latest/userguide/intro-lifecycle-rules.html#intro-lifecycle-rules-actions',
    'AmazonS3/latest/userguide/troubleshooting-versioning.html',
  ],
  controls: [
    'SecurityHub S3.10',
    'SecurityHub S3.13',
    'NIST 800-53 CP-6(2)',
    'NIST 800-53 CP-9',
    'NIST 800-53 CP-10',
    'NIST 800-53 SC-5(2)',
    'NIST 800-53 SI-13(5)',
  ],
  *check(bucket) {
    // What Object Lock is for is keeping versions; CDK's own buckets are nobody's to change.
    if (!bucket.isVersioned || isLocked(bucket) || bucket.roles.has('generated')) return
    // S3 takes no lifecycle beside MFA delete.
    if (bucket.mfaDelete?.is('Enabled')) return
    const rules = lifecycleOf(bucket).filter(({ isEnabled }) => isEnabled)
    if (rules.some(({ noncurrent }) => noncurrent.expiration)) return
    const expiring = rules.flatMap(({ current }) => current.expiration?.at ?? [])
    // Logs that never expire have a rule of their own, and are not overwritten.
    if (bucket.isLogTarget && expiring.length === 0) return
    yield {
      at: bucket.properties.LifecycleConfiguration?.at('Rules') ?? bucket.at,
      message: 'no enabled rule expires noncurrent versions',
      notes: [
        { at: bucket.versioningPlace, message: 'versions are kept' },
        ...expiring.map(at => ({ at, message: 'what expires here becomes a noncurrent version' })),
      ],
      change: change('expire noncurrent versions', 'review', expiringVersions(bucket)),
    }
  },
  bad: [
    cloudformation`
      Resources:
        Data: # <- no enabled rule expires noncurrent versions
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
        Expiring:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
            AccessControl: LogDeliveryWrite
            LifecycleConfiguration:
              Rules: # <- no enabled rule expires noncurrent versions
                - { Status: Enabled, ExpirationInDays: 30 }
                - { Status: Enabled, NoncurrentVersionTransition: { StorageClass: GLACIER, TransitionInDays: 1 } }
                - { Status: Disabled, NoncurrentVersionExpiration: { NoncurrentDays: 30 } }
    `,
    cloudformation`
      Parameters:
        Stage: { Type: String, AllowedValues: [test, prod] }
      Conditions:
        IsProd: !Equals [!Ref Stage, prod]
      Resources:
        Data: # <- no enabled rule expires noncurrent versions
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: !If [IsProd, { Status: Enabled }, !Ref AWS::NoValue]
    `,
    terraform`
      resource "aws_s3_bucket" "data" { # <- no enabled rule expires noncurrent versions
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
        Unversioned:
          Type: AWS::S3::Bucket
        Suspended:
          Type: AWS::S3::Bucket
          Properties: { VersioningConfiguration: { Status: Suspended } }
        Locked:
          Type: AWS::S3::Bucket
          Properties: { ObjectLockEnabled: true }
        Logs:
          Type: AWS::S3::Bucket
          Properties: { VersioningConfiguration: { Status: Enabled }, AccessControl: LogDeliveryWrite }
        Old:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
            LifecycleConfiguration:
              Rules: [{ Status: Enabled, Prefix: a/, NoncurrentVersionExpirationInDays: 30 }]
        New:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
            LifecycleConfiguration:
              Rules: [{ Status: Enabled, NoncurrentVersionExpiration: { NoncurrentDays: 30 } }]
    `,
    terraform`
      resource "aws_s3_bucket" "guarded" {
        bucket = "company-guarded"
      }
      resource "aws_s3_bucket_versioning" "guarded" {
        bucket = aws_s3_bucket.guarded.id
        mfa    = "arn:aws:iam::111122223333:mfa/root 123456"
        versioning_configuration {
          status     = "Enabled"
          mfa_delete = "Enabled"
        }
      }
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_versioning" "data" {
        bucket = aws_s3_bucket.data.id
        versioning_configuration {
          status = "Enabled"
        }
      }
      resource "aws_s3_bucket_lifecycle_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          id     = "rule-0"
          status = "Enabled"
          filter {}
          noncurrent_version_expiration {
            noncurrent_days = 90
          }
        }
      }
    `,
  ],
})
