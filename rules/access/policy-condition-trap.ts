import {
  access,
  change,
  cloudformation,
  readBucketPolicy,
  resourceRule,
  trapsIn,
  untrapped,
  type Bucket,
  type PropertiesOf,
  type StatementView,
  terraform,
} from '../../src/rule.ts'

export default resourceRule<PropertiesOf<'AWS::S3::BucketPolicy'>>({
  title: 'Condition of a bucket policy does not do what it says',
  severity: 'high',
  preset: 'recommended',
  consequence: 'exposure',
  why: 'Some conditions look like limits and are none: they are met by requests that lack the key, compare in another way than meant, or trust what the client sends.',
  remedy:
    'Limit by a key that every such request carries, with the operator of its type: aws:PrincipalOrgID, aws:SourceVpce, aws:SourceArn, a fixed range of aws:SourceIp.',
  refs: [
    'IAM/latest/UserGuide/reference_policies_elements_condition_operators.html',
    'IAM/latest/UserGuide/reference_policies_multi-key-or-value-conditions.html',
    'IAM/latest/UserGuide/reference_policies_condition-keys.html',
    'AmazonS3/latest/userguide/example-bucket-policies.html',
    'AmazonS3/latest/userguide/access-control-block-public-access.html',
  ],
  controls: [],
  on: 'AWS::S3::BucketPolicy',
  *check(policy, estate) {
    const reading = readBucketPolicy(policy)
    const { Bucket: name } = policy.properties
    const bucket = name && estate.bucket(name, policy)
    for (const trap of reading ? trapsIn(reading) : []) {
      const { at, message, partly, statement, instead } = trap
      // Where it lets strangers in, bucket-publicly-readable and -writable say so and what the trap is.
      if (statement.effect === 'Allow' && bucket && isLetIn(bucket, statement)) continue
      yield {
        at,
        message,
        ...(partly && { severity: 'low' }),
        change: change(
          instead?.isThere
            ? 'ask for the key to be there'
            : `write '${instead?.operator ?? instead?.key ?? ''}'`,
          'review',
          reading && untrapped(policy, reading, trap),
        ),
      }
    }
  },
  bad: [
    cloudformation`
      Parameters:
        AllowedRange: { Type: String, Default: 0.0.0.0/0 }
      Resources:
        Data:
          Type: AWS::S3::Bucket
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: '*'
                  Action: s3:GetObject
                  Resource: !Sub '\${Data.Arn}/*'
                  Condition:
                    IpAddress:
                      aws:SourceIp: !Ref AllowedRange # <- aws:SourceIp '0.0.0.0/0' is every address
                - Effect: Deny
                  Principal: '*'
                  Action: s3:DeleteObject
                  Resource: !Sub '\${Data.Arn}/*'
                  Condition:
                    NotIpAddress:
                      aws:SourceIp: [10.0.0.0/8] # <- aws:SourceIp is never in the private range '10.0.0.0/8': requests from a VPC carry aws:VpcSourceIp
                - Effect: Allow
                  Principal: { AWS: '*' }
                  Action: s3:GetObject
                  Resource: !Sub '\${Data.Arn}/*'
                  Condition:
                    StringLike: # <- aws:Referer is whatever the client sends: the statement lets anyone in
                      aws:Referer: https://example.com/*
    `,
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: '*'
                  Action: s3:GetObject
                  Resource: !Sub '\${Data.Arn}/*'
                  Condition:
                    Bool: { aws:SecureTransport: true }
                    ForAllValues:StringEquals: # <- 'ForAllValues:StringEquals' is met by requests without aws:PrincipalOrgPaths: the statement lets anyone in
                      aws:PrincipalOrgPaths: [o-abc123/r-ab12/]
                - Effect: Allow
                  Principal: '*'
                  Action: s3:ListBucket
                  Resource: !GetAtt Data.Arn
                  Condition:
                    StringEqualsIfExists: # <- 'StringEqualsIfExists' is met by requests without aws:SourceVpce: the statement lets anyone in
                      aws:SourceVpce: vpce-0123456789abcdef0
                - Effect: Allow
                  Principal: { Service: logging.s3.amazonaws.com }
                  Action: s3:PutObject
                  Resource: !Sub '\${Data.Arn}/*'
                  Condition:
                    StringEquals:
                      aws:SourceArn: arn:aws:s3:::app-* # <- 'StringEquals' takes the '*' of 'arn:aws:s3:::app-*' as it is: wildcards need ArnLike or StringLike
                - Effect: Deny
                  Principal: '*'
                  Action: s3:DeleteObject
                  Resource: !Sub '\${Data.Arn}/*'
                  Condition:
                    Bool:
                      aws:MultiFactorAuthPresent: false # <- 'Bool' is not met by requests without aws:MultiFactorAuthPresent, such as those with access keys: use BoolIfExists
                - Effect: Deny
                  Principal: '*'
                  Action: s3:GetObject
                  Resource: !Sub '\${Data.Arn}/*'
                  Condition:
                    StringNotEquals: # <- 'StringNotEquals' compares s3:signatureAge as text: use a Numeric operator
                      s3:signatureAge: '600000'
                - Effect: Allow
                  Principal: '*'
                  Action: s3:GetObject
                  Resource: !Sub '\${Data.Arn}/*'
                  Condition:
                    StringEquals:
                      aws:SourceIp: 203.0.113.0/24 # <- 'StringEquals' compares aws:SourceIp with '203.0.113.0/24' as text, which no address equals: use IpAddress
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
            Effect    = "Deny"
            Principal = "*"
            Action    = "s3:*"
            Resource  = [aws_s3_bucket.data.arn, "\${aws_s3_bucket.data.arn}/*"]
            Condition = { StringNotEquals = { "aws:SourceIp" = "203.0.113.0/24" } } # <- 'StringNotEquals' compares aws:SourceIp with '203.0.113.0/24' as text, which no address equals: use IpAddress
          }]
        })
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Open:
          Type: AWS::S3::Bucket
          Properties:
            PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: false }
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Open
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                Effect: Allow
                Principal: '*'
                Action: s3:GetObject
                Resource: !Sub '\${Open.Arn}/*'
                Condition: { StringLike: { aws:Referer: https://example.com/* } }
    `,
    cloudformation`
      Parameters:
        Range: { Type: String }
      Resources:
        Data:
          Type: AWS::S3::Bucket
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: '*'
                  Action: s3:GetObject
                  Resource: !Sub '\${Data.Arn}/*'
                  Condition:
                    IpAddress: { aws:SourceIp: [203.0.113.0/24, !Ref Range] }
                    StringLike: { aws:Referer: https://example.com/* }
                - Effect: Allow
                  Principal: '*'
                  Action: s3:GetObject
                  Resource: !Sub '\${Data.Arn}/*'
                  Condition:
                    ForAllValues:StringEquals: { aws:PrincipalOrgPaths: [o-abc123/r-ab12/] }
                    'Null': { aws:PrincipalOrgPaths: 'false' }
                - Effect: Allow
                  Principal: { AWS: arn:aws:iam::111122223333:role/tagger }
                  Action: s3:PutObjectTagging
                  Resource: !Sub '\${Data.Arn}/*'
                  Condition:
                    ForAllValues:StringEquals: { s3:RequestObjectTagKeys: [owner, stage] }
                - Effect: Deny
                  Principal: '*'
                  Action: s3:*
                  Resource: [!GetAtt Data.Arn, !Sub '\${Data.Arn}/*']
                  Condition:
                    IpAddress: { aws:SourceIp: 0.0.0.0/0 }
                    StringNotEqualsIfExists: { aws:PrincipalTag/admin: 'true' }
                - Effect: Deny
                  Principal: '*'
                  Action: s3:DeleteObject
                  Resource: !Sub '\${Data.Arn}/*'
                  Condition: { BoolIfExists: { aws:MultiFactorAuthPresent: false } }
                - Effect: Deny
                  Principal: '*'
                  Action: s3:*
                  Resource: !Sub '\${Data.Arn}/*'
                  Condition: { StringEquals: { aws:SecureTransport: 'false' } }
    `,
    cloudformation`
      Resources:
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: shared
            PolicyDocument: !ImportValue Policy
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
            Effect    = "Deny"
            Principal = "*"
            Action    = "s3:*"
            Resource  = [aws_s3_bucket.data.arn, "\${aws_s3_bucket.data.arn}/*"]
            Condition = { Bool = { "aws:SecureTransport" = "false" } }
          }]
        })
      }
    `,
  ],
})

/** Whether a statement opens the bucket for strangers, which of a website is thought to be meant. */
function isLetIn(bucket: Bucket, statement: StatementView): boolean {
  return !bucket.properties.WebsiteConfiguration && access(bucket).isOpening(statement)
}
