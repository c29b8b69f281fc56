import {
  abortingUploads,
  change,
  cloudformation,
  days,
  isLifecycleSettled,
  lifecycleOf,
  rewrite,
  rule,
  terraform,
  uploadDays,
} from '../../src/rule.ts'

/** Parts that lie about for longer are not kept for an upload that goes on. */
const MOST_DAYS = 365

export default rule({
  title: 'Lifecycle never aborts incomplete multipart uploads',
  severity: 'low',
  preset: 'recommended',
  consequence: 'cost',
  why: 'The parts of an upload that was never completed are stored and charged for, appear in no listing of objects, and no expiration removes them.',
  remedy: 'Add an enabled rule without filter that aborts incomplete multipart uploads after a week or so.',
  remedyInCdk: 'lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(7) }] on the Bucket.',
  remedyInTerraform:
    'Add an enabled rule without filter with an abort_incomplete_multipart_upload after a week or so.',
  refs: [
    'AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html',
    'AmazonS3/latest/userguide/intro-lifecycle-rules.html',
  ],
  controls: [],
  *check(bucket) {
    // AWS delivers logs in one piece; what CDK makes for itself the program has no say in.
    if (bucket.isLogTarget || bucket.roles.has('generated')) return
    const rules = lifecycleOf(bucket)
    const aborting = rules.filter(({ abortDays, isEnabled }) => isEnabled && abortDays !== undefined)
    const forAll = aborting.filter(({ isForAll }) => isForAll)
    const [soonest] = forAll.flatMap(({ abortDays }) => abortDays ?? []).sort((a, b) => a.day - b.day)
    if (soonest && soonest.day > MOST_DAYS)
      yield {
        at: soonest.at,
        message: `incomplete uploads are kept for ${days(soonest.day)}`,
        change: isLifecycleSettled(bucket)
          ? change('abort incomplete uploads sooner', 'review', rewrite(bucket, soonest.at, uploadDays))
          : undefined,
      }
    if (soonest) return
    const configuration = bucket.properties.LifecycleConfiguration
    // What a part of the bucket keeps for longer shall not be dropped sooner.
    const kept = aborting.map(({ abortDays }) => abortDays?.day ?? 0).filter(day => day <= MOST_DAYS)
    const abort = abortingUploads(bucket, Math.max(uploadDays, ...kept))
    const mended = { change: change('abort incomplete uploads', 'safe', abort) }
    if (!configuration || rules.length === 0) {
      // A matter of opinion, and beside MFA delete S3 takes no lifecycle of any kind.
      if (!bucket.mfaDelete?.is('Enabled'))
        yield {
          at: bucket.at,
          message: 'incomplete multipart uploads are never aborted',
          preset: 'strict',
          ...mended,
        }
      return
    }
    yield {
      at: configuration.at('Rules'),
      message:
        aborting.length > 0
          ? 'incomplete multipart uploads are aborted for a part of the bucket only'
          : 'no enabled rule aborts incomplete multipart uploads',
      notes: aborting.map(({ prefix, at }) =>
        prefix?.value === '*'
          ? { at: prefix.at, message: "'*' is a star here: leave the prefix out for every object" }
          : { at, message: 'this rule has a filter' },
      ),
      ...mended,
    }
  },
  bad: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules: # <- no enabled rule aborts incomplete multipart uploads
                - { Status: Enabled, ExpirationInDays: 30 }
                - { Status: Disabled, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } }
        Star:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules: # <- incomplete multipart uploads are aborted for a part of the bucket only
                - { Status: Enabled, Prefix: '*', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } }
        Years:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules:
                - Status: Enabled
                  AbortIncompleteMultipartUpload:
                    DaysAfterInitiation: 3650 # <- incomplete uploads are kept for 3650 days
        None: # <- incomplete multipart uploads are never aborted
          Type: AWS::S3::Bucket
    `,
    cloudformation`
      Parameters:
        Prefix: { Type: String, Default: in/ }
        Stage: { Type: String, AllowedValues: [test, prod] }
      Conditions:
        IsProd: !Equals [!Ref Stage, prod]
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules: # <- incomplete multipart uploads are aborted for a part of the bucket only
                - Status: Enabled
                  Prefix: !Ref Prefix
                  AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 }
        Switched:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules: # <- no enabled rule aborts incomplete multipart uploads
                - Status: !If [IsProd, Enabled, Disabled]
                  AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_lifecycle_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        rule { # <- no enabled rule aborts incomplete multipart uploads
          id     = "rule-0"
          status = "Enabled"
          filter {}
          expiration {
            days = 30
          }
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
            LifecycleConfiguration:
              Rules:
                - { Status: Enabled, Prefix: !ImportValue Prefix, ExpirationInDays: 30 }
                - { Status: Enabled, Prefix: '', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } }
        Logs:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules: [{ Status: Enabled, ExpirationInDays: 30 }]
        Sizes:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules:
                - Status: Enabled
                  ObjectSizeGreaterThan: 0
                  AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 }
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
      resource "aws_s3_bucket_lifecycle_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          id     = "rule-0"
          status = "Enabled"
          filter {}
          abort_incomplete_multipart_upload {
            days_after_initiation = 7
          }
        }
      }
    `,
  ],
})
