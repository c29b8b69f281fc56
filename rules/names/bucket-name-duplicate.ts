import { cloudformation, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Two buckets get one name',
  severity: 'high',
  preset: 'recommended',
  consequence: 'deploy-failure',
  why: 'Bucket names are unique in all of AWS: the second bucket cannot be created (BucketAlreadyExists or BucketAlreadyOwnedByYou), in whichever region or account it is.',
  remedy:
    'Give each bucket a name of its own, with the stage, region or account in it, or leave the name to AWS.',
  remedyInTerraform:
    'Give each bucket a name of its own, with the stage, region or account in it, or use bucket_prefix.',
  refs: ['AmazonS3/latest/userguide/bucketnamingrules.html', 'AmazonS3/latest/API/API_CreateBucket.html'],
  controls: [],
  *check(bucket) {
    const { BucketName: name } = bucket.properties
    const first = name && bucket.namesake
    if (first)
      yield {
        at: bucket.place('BucketName'),
        message: `'${name.value ?? name.toString()}' is the name of bucket '${first.id}' too`,
        notes: [{ at: first.place('BucketName'), message: 'the other bucket' }],
      }
  },
  bad: [
    cloudformation`
      Parameters:
        Prefix: { Type: String }
        Stage: { Type: String, AllowedValues: [test, prod] }
      Conditions:
        IsProd: !Equals [!Ref Stage, prod]
      Resources:
        Logs:
          Type: AWS::S3::Bucket
          Properties: { BucketName: company-logs-prod }
        SameText:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: company-logs-prod # <- 'company-logs-prod' is the name of bucket 'Logs' too
        Sometimes:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: !Sub company-logs-\${Stage} # <- 'company-logs-prod' is the name of bucket 'Logs' too
        Data:
          Type: AWS::S3::Bucket
          Properties: { BucketName: !Sub '\${Prefix}-data' }
        Copy:
          Type: AWS::S3::Bucket
          Condition: IsProd
          Properties:
            BucketName: !Join ['-', [!Ref Prefix, data]] # <- '\${Prefix}-data' is the name of bucket 'Data' too
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket" "copy" {
        bucket = "company-data" # <- 'company-data' is the name of bucket 'aws_s3_bucket.data' too
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        One: { Type: String }
        Other: { Type: String }
        Stage: { Type: String, AllowedValues: [test, prod] }
      Conditions:
        IsProd: !Equals [!Ref Stage, prod]
        IsTest: !Not [!Condition IsProd]
      Resources:
        Prod: { Type: AWS::S3::Bucket, Condition: IsProd, Properties: { BucketName: company-logs } }
        Test: { Type: AWS::S3::Bucket, Condition: IsTest, Properties: { BucketName: company-logs } }
        Generated: { Type: AWS::S3::Bucket }
        AlsoGenerated: { Type: AWS::S3::Bucket }
        Given: { Type: AWS::S3::Bucket, Properties: { BucketName: !Ref One } }
        AlsoGiven: { Type: AWS::S3::Bucket, Properties: { BucketName: !Ref Other } }
        Imported: { Type: AWS::S3::Bucket, Properties: { BucketName: !ImportValue Name } }
        Regional: { Type: AWS::S3::Bucket, Properties: { BucketName: !Sub 'company-data-\${AWS::Region}' } }
        Derived: { Type: AWS::S3::Bucket, Properties: { BucketName: !Sub '\${Regional}-logs' } }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket" "other" {
        bucket = "company-other"
      }
    `,
  ],
})
