import { cloudformation, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Bucket name has dots',
  severity: 'low',
  preset: 'recommended',
  consequence: 'broken',
  why: "The certificate of S3 is for names without dots: HTTPS requests to 'my.bucket.s3.amazonaws.com' fail to verify, so that clients have to use the old path style or leave HTTPS. Transfer Acceleration refuses such a bucket.",
  remedy: "Use '-' instead of '.'; dots are for buckets that serve a website of that name.",
  refs: ['AmazonS3/latest/userguide/bucketnamingrules.html', 'AmazonS3/latest/userguide/VirtualHosting.html'],
  controls: [],
  *check(bucket) {
    const {
      BucketName: name,
      WebsiteConfiguration: website,
      AccelerateConfiguration: acceleration,
    } = bucket.properties
    // The website endpoint goes by the domain's name; that acceleration refuses dots is a finding of its own.
    if (!name || website || acceleration?.AccelerationStatus === 'Enabled') return
    const known = name.value === undefined ? name.pieces.map(({ text }) => text) : [name.value]
    if (known.some(text => text.includes('.')))
      yield { at: name.at, message: `bucket name '${name.value ?? name.toString()}' has dots` }
  },
  bad: [
    cloudformation`
      Parameters:
        Stage: { Type: String, AllowedValues: [prod, test.example] }
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: data.example.com # <- bucket name 'data.example.com' has dots
        Partly:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: !Sub \${AWS::StackName}.data # <- bucket name '\${AWS::StackName}.data' has dots
        Sometimes:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: !Sub data-\${Stage} # <- bucket name 'data-test.example' has dots
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "data.example.com" # <- bucket name 'data.example.com' has dots
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        Domain: { Type: String }
      Resources:
        Generated: { Type: AWS::S3::Bucket }
        Plain: { Type: AWS::S3::Bucket, Properties: { BucketName: company-data } }
        Given: { Type: AWS::S3::Bucket, Properties: { BucketName: !Ref Domain } }
        Imported: { Type: AWS::S3::Bucket, Properties: { BucketName: !ImportValue Name } }
        Site:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: www.example.com
            WebsiteConfiguration: { IndexDocument: index.html }
        Fast:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: data.example.com
            AccelerateConfiguration: { AccelerationStatus: Enabled }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket" "made" {
        bucket_prefix = "data-"
      }
    `,
  ],
})
