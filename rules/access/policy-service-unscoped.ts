import {
  access,
  accountOf,
  change,
  cloudformation,
  restated,
  rule,
  sourceAccountServices,
  terraform,
} from '../../src/rule.ts'

export default rule({
  title: 'Policy lets a service in whoever it acts for',
  severity: 'medium',
  preset: 'recommended',
  consequence: 'exposure',
  why: 'Every customer of AWS can tell a service to use your bucket. Without a condition on the source the service may, on behalf of any of them: strangers have it write into your bucket, or read from it.',
  remedy:
    'Add aws:SourceArn (ArnLike) and aws:SourceAccount (StringEquals), or aws:SourceOrgID, to the statement.',
  refs: [
    'IAM/latest/UserGuide/confused-deputy.html',
    'AmazonS3/latest/userguide/enable-server-access-logging.html',
    'AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html',
  ],
  controls: ['NIST 800-53 AC-3', 'NIST 800-53 AC-6'],
  *check(bucket) {
    const isTrail = bucket.roles.has('trail')
    const questions = access(bucket)
    for (const { statement, services: named } of questions.unscopedServices()) {
      // What CloudTrail may do with the bucket of a trail is what trail-bucket-exposed says.
      const services = named.filter(service => !isTrail || service !== 'cloudtrail.amazonaws.com')
      if (services.length === 0) continue
      // Anyone can have a distribution of their own, and reads through it at once.
      const isExposed = services.includes('cloudfront.amazonaws.com')
      const policy = questions.policyOf(statement)
      // The others say so in other ways, or not at all.
      const areTold = named.every(service => sourceAccountServices.test(service))
      const ofOwnAccount = { StringEquals: { 'aws:SourceAccount': accountOf(bucket) } }
      yield {
        at: statement.place('Principal'),
        message: `${services.map(service => `'${service}'`).join(', ')} may act on behalf of any account: no aws:SourceArn, aws:SourceAccount or aws:SourceOrgID limits it`,
        ...(isExposed ? { severity: 'high' as const } : {}),
        notes: [{ at: bucket.at, message: 'the bucket' }],
        change: change(
          'let services in for the own account alone',
          'review',
          areTold ? restated(policy, statement, { Condition: ofOwnAccount }) : undefined,
        ),
      }
    }
  },
  bad: [
    cloudformation`
      Resources:
        Logs:
          Type: AWS::S3::Bucket
        LogsPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Logs
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: { Service: logging.s3.amazonaws.com } # <- 'logging.s3.amazonaws.com' may act on behalf of any account: no aws:SourceArn, aws:SourceAccount or aws:SourceOrgID limits it
                  Action: s3:PutObject
                  Resource: !Sub '\${Logs.Arn}/*'
                - Effect: Allow
                  Principal: # <- 'delivery.logs.amazonaws.com', 'cloudtrail.amazonaws.com' may act on behalf of any account: no aws:SourceArn, aws:SourceAccount or aws:SourceOrgID limits it
                    Service: [delivery.logs.amazonaws.com, cloudtrail.amazonaws.com]
                  Action: s3:PutObject
                  Resource: !Sub '\${Logs.Arn}/AWSLogs/*'
                  Condition: { StringEquals: { s3:x-amz-acl: bucket-owner-full-control } }
                - Effect: Allow
                  Principal: { Service: cloudtrail.amazonaws.com }
                  Action: s3:GetBucketAcl
                  Resource: !GetAtt Logs.Arn
    `,
    cloudformation`
      Parameters:
        Distribution: { Type: String, Default: '' }
      Conditions:
        IsScoped: !Not [!Equals [!Ref Distribution, '']]
      Resources:
        Site:
          Type: AWS::S3::Bucket
        SitePolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Site
            PolicyDocument:
              Statement:
                Effect: Allow
                Principal: { Service: cloudfront.amazonaws.com } # <- 'cloudfront.amazonaws.com' may act on behalf of any account: no aws:SourceArn, aws:SourceAccount or aws:SourceOrgID limits it
                Action: s3:GetObject
                Resource: !Sub '\${Site.Arn}/*'
                Condition: !If [IsScoped, { StringEquals: { AWS:SourceArn: !Ref Distribution } }, !Ref AWS::NoValue]
    `,
    terraform`
      resource "aws_s3_bucket" "logs" {
        bucket = "company-logs"
      }
      data "aws_iam_policy_document" "logs" {
        statement {
          actions   = ["s3:PutObject"]
          resources = ["\${aws_s3_bucket.logs.arn}/*"]
          principals { # <- 'logging.s3.amazonaws.com' may act on behalf of any account: no aws:SourceArn, aws:SourceAccount or aws:SourceOrgID limits it
            type        = "Service"
            identifiers = ["logging.s3.amazonaws.com"]
          }
        }
      }
      resource "aws_s3_bucket_policy" "logs" {
        bucket = aws_s3_bucket.logs.id
        policy = data.aws_iam_policy_document.logs.json
      }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_policy" "data" {
        bucket = aws_s3_bucket.data.id
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect    = "Allow"
            Principal = { Service = "cloudfront.amazonaws.com" } # <- 'cloudfront.amazonaws.com' may act on behalf of any account: no aws:SourceArn, aws:SourceAccount or aws:SourceOrgID limits it
            Action    = "s3:GetObject"
            Resource  = "\${aws_s3_bucket.data.arn}/*"
          }]
        })
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Logs:
          Type: AWS::S3::Bucket
        LogsPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Logs
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: { Service: logging.s3.amazonaws.com }
                  Action: s3:PutObject
                  Resource: !Sub '\${Logs.Arn}/*'
                  Condition: { StringEquals: { aws:sourceaccount: !Ref AWS::AccountId } }
                - Effect: Allow
                  Principal: { Service: cloudtrail.amazonaws.com }
                  Action: s3:PutObject
                  Resource: !Sub '\${Logs.Arn}/trail/AWSLogs/\${AWS::AccountId}/*'
                  Condition: { StringEquals: { s3:x-amz-acl: bucket-owner-full-control } }
                - Effect: Allow
                  Principal: { Service: config.amazonaws.com }
                  Action: [s3:GetBucketAcl, s3:ListBucket]
                  Resource: !GetAtt Logs.Arn
                - Effect: Deny
                  Principal: { Service: cloudtrail.amazonaws.com }
                  Action: s3:DeleteObject
                  Resource: !Sub '\${Logs.Arn}/*'
        Inventory:
          Type: AWS::S3::Bucket
        InventoryPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Inventory
            PolicyDocument:
              Statement:
                - { Effect: Allow, Principal: { Service: s3.amazonaws.com }, Action: s3:PutObject, Resource: !Sub '\${Inventory.Arn}/*' }
                - Effect: Deny
                  Principal: { Service: s3.amazonaws.com }
                  Action: s3:*
                  Resource: !Sub '\${Inventory.Arn}/*'
                  Condition: { StringNotEqualsIfExists: { aws:SourceOrgID: o-a1b2c3d4e5 } }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_policy" "data" {
        bucket = aws_s3_bucket.data.id
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect    = "Allow"
            Principal = { Service = "cloudfront.amazonaws.com" }
            Action    = "s3:GetObject"
            Resource  = "\${aws_s3_bucket.data.arn}/*"
            Condition = { StringEquals = { "aws:SourceAccount" = "111122223333" } }
          }]
        })
      }
    `,
    terraform`
      variable "name" {
        type = string
      }
      data "aws_caller_identity" "current" {}
      resource "aws_s3_bucket" "logs" {
        bucket = var.name
      }
      data "aws_iam_policy_document" "logs" {
        statement {
          actions   = ["s3:PutObject"]
          resources = formatlist("arn:aws:s3:::\${var.name}/AWSLogs/%s/*", [data.aws_caller_identity.current.account_id])
          principals {
            type        = "Service"
            identifiers = ["delivery.logs.amazonaws.com"]
          }
        }
      }
      resource "aws_s3_bucket_policy" "logs" {
        bucket = aws_s3_bucket.logs.id
        policy = data.aws_iam_policy_document.logs.json
      }
    `,
  ],
})
