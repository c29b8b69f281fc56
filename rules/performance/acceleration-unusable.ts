import {
  acceleratedRegions,
  change,
  cloudformation,
  gone,
  knownRegions,
  rule,
  set,
  terraform,
} from '../../src/rule.ts'

export default rule({
  title: 'Transfer Acceleration that the bucket cannot have',
  severity: 'high',
  preset: 'recommended',
  consequence: 'deploy-failure',
  why: 'Accelerated requests go to BUCKET.s3-accelerate.amazonaws.com, whose certificate does not cover names with periods, and only some regions have the service: S3 rejects the configuration.',
  remedy: 'Use a name without periods in a region that has Transfer Acceleration, or leave it out.',
  remedyInCdk: 'Drop transferAcceleration: true, or periods from bucketName.',
  remedyInTerraform:
    'Use a name without periods in a region that has Transfer Acceleration, or leave the aws_s3_bucket_accelerate_configuration out.',
  refs: ['AmazonS3/latest/userguide/transfer-acceleration.html'],
  controls: [],
  *check(bucket) {
    const acceleration = bucket.properties.AccelerateConfiguration
    if (acceleration?.AccelerationStatus !== 'Enabled') return
    const at = acceleration.at('AccelerationStatus')
    if (bucket.name.pieces.some(({ text }) => text.includes('.')))
      yield {
        at,
        message: `Transfer Acceleration takes no name with periods such as '${bucket.name.value ?? bucket.name.toString()}'`,
        notes: [{ at: bucket.place('BucketName'), message: 'the name' }],
      }
    const region = bucket.region.value
    // A region that is newer than the list may have it.
    if (region !== undefined && knownRegions.has(region) && !acceleratedRegions.has(region))
      yield {
        at,
        message: `there is no Transfer Acceleration in '${region}'`,
        // It may be deployed in other regions too.
        change: change(
          'drop Transfer Acceleration',
          'review',
          set(bucket, { AccelerateConfiguration: gone }),
        ),
      }
  },
  bad: [
    cloudformation`
      Parameters:
        Stage: { Type: String }
      Resources:
        Dotted:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: !Sub 'uploads.\${Stage}.example'
            AccelerateConfiguration:
              AccelerationStatus: Enabled # <- Transfer Acceleration takes no name with periods such as 'uploads.\${Stage}.example'
        Far:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: uploads-111122223333-eu-north-1-an
            AccelerateConfiguration:
              AccelerationStatus: Enabled # <- there is no Transfer Acceleration in 'eu-north-1'
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "uploads.example.com"
      }
      resource "aws_s3_bucket_accelerate_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        status = "Enabled" # <- Transfer Acceleration takes no name with periods such as 'uploads.example.com'
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        Name: { Type: String }
      Resources:
        Generated:
          Type: AWS::S3::Bucket
          Properties: { AccelerateConfiguration: { AccelerationStatus: Enabled } }
        Given:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: !Ref Name
            AccelerateConfiguration: { AccelerationStatus: Enabled }
        Suspended:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: uploads.example.com
            AccelerateConfiguration: { AccelerationStatus: Suspended }
        Near:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: uploads-111122223333-eu-west-1-an
            AccelerateConfiguration: { AccelerationStatus: Enabled }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_accelerate_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        status = "Enabled"
      }
    `,
  ],
})
