import { type Bucket, cloudformation, type EstateView, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Bucket writes its access logs into itself',
  severity: 'high',
  preset: 'recommended',
  consequence: 'cost',
  why: 'Each delivered log object is itself a logged request, so the bucket grows for ever, and so does the bill.',
  remedy: 'Send the logs to a separate bucket in the same region that is not logged itself.',
  remedyInCdk:
    'serverAccessLogsBucket: another Bucket; serverAccessLogsPrefix alone makes a bucket log to itself.',
  remedyInTerraform: 'Set target_bucket to a separate bucket in the same region that is not logged itself.',
  refs: [
    'AmazonS3/latest/userguide/ServerLogs.html',
    'AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-loggingconfiguration.html',
  ],
  controls: [],
  *check(bucket, estate) {
    const { logging } = bucket
    if (!logging) return
    if (logging.target.is(bucket)) {
      yield { at: logging.at, message: 'the bucket is its own log target' }
      return
    }
    const cycle = cycleThrough(bucket, estate)
    // One finding a cycle, at the bucket whose name comes first.
    if (cycle.length > 1 && cycle.every(other => bucket.id <= other.id))
      yield {
        at: logging.at,
        message: `the log targets go in a circle: ${[...cycle, bucket].map(({ id }) => id).join(' → ')}`,
        notes: cycle.slice(1).map(other => ({ at: other.at, message: `${other.id} is in the circle` })),
      }
  },
  bad: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            LoggingConfiguration:
              DestinationBucketName: !Ref Data # <- the bucket is its own log target
              LogFilePrefix: logs/
    `,
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            LoggingConfiguration: # <- the bucket is its own log target
              LogFilePrefix: logs/
    `,
    cloudformation`
      Parameters:
        Name: { Type: String, Default: acme-data }
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: !Sub '\${Name}-main'
            LoggingConfiguration:
              DestinationBucketName: !Join ['-', [!Ref Name, main]] # <- the bucket is its own log target
    `,
    cloudformation`
      Resources:
        A:
          Type: AWS::S3::Bucket
          Properties:
            LoggingConfiguration:
              DestinationBucketName: b-logs # <- the log targets go in a circle: A → B → A
        B:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: b-logs
            LoggingConfiguration:
              DestinationBucketName: !Ref A
    `,
    cloudformation`
      Parameters:
        Target:
          Type: String
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: acme-data
            LoggingConfiguration:
              DestinationBucketName: !Ref Target # <- possibly: the bucket is its own log target
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_logging" "data" {
        bucket        = aws_s3_bucket.data.id
        target_bucket = aws_s3_bucket.data.id # <- the bucket is its own log target
        target_prefix = "data/"
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Logs:
          Type: AWS::S3::Bucket
        Data:
          Type: AWS::S3::Bucket
          Properties:
            LoggingConfiguration:
              DestinationBucketName: !Ref Logs
    `,
    cloudformation`
      Parameters:
        Target:
          Type: String
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            LoggingConfiguration:
              DestinationBucketName: !Ref Target
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket" "logs" {
        bucket = "company-logs"
      }
      resource "aws_s3_bucket_logging" "data" {
        bucket        = aws_s3_bucket.data.id
        target_bucket = aws_s3_bucket.logs.id
        target_prefix = "data/"
      }
    `,
  ],
})

/** The buckets from this one along their log targets back to it; empty where the way does not lead back. */
function cycleThrough(start: Bucket, estate: EstateView): readonly Bucket[] {
  const way: Bucket[] = [start]
  for (;;) {
    const last = way.at(-1)
    const target = last?.logging && estate.bucket(last.logging.target, last, true)
    if (!target) return []
    if (target.isSame(start)) return way
    if (way.some(seen => seen.isSame(target))) return []
    way.push(target)
  }
}
