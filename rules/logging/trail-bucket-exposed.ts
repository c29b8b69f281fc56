import {
  access,
  accountOf,
  change,
  cloudformation,
  deliveryForStrangers,
  restated,
  rule,
  sourceAccountServices,
  terraform,
  type Bucket,
  type Origin,
} from '../../src/rule.ts'

export default rule({
  title: 'CloudTrail may write to the trail bucket for any account',
  severity: 'high',
  preset: 'recommended',
  consequence: 'audit',
  why: 'CloudTrail writes for whoever asks it to: a trail of another account can fill the bucket with logs of its own, and the audit with noise.',
  remedy: 'Limit the statement for cloudtrail.amazonaws.com by aws:SourceArn, the ARN of your trail.',
  refs: [
    'awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html',
    'IAM/latest/UserGuide/confused-deputy.html',
  ],
  controls: ['NIST 800-53 AC-4'],
  *check(bucket, estate) {
    // That anyone may read the bucket is what bucket-publicly-readable says.
    const trails = estate.referring('AWS::CloudTrail::Trail', 'S3BucketName', bucket)
    if (trails.length === 0) return
    const prefixes = trails.flatMap(({ properties: { S3KeyPrefix: prefix } }) => prefix?.text ?? [])
    const through = deliveryForStrangers(bucket, prefixes)
    if (!through) return
    const [first, ...others] = through.notes
    yield {
      at: first?.at ?? bucket.at,
      message:
        'CloudTrail may write here for trails of any account: no aws:SourceArn or aws:SourceAccount limits it',
      witness: through.witness,
      notes: [...others, ...trails.map(trail => ({ at: trail.at, message: 'the trail' }))],
      change:
        first && trails.every(({ resource }) => resource.unit === bucket.resource.unit)
          ? limiting(bucket, first.at)
          : undefined,
    }
  },
  bad: [
    cloudformation`
      Resources:
        Trail:
          Type: AWS::CloudTrail::Trail
          Properties: { S3BucketName: !Ref Logs, IsLogging: true }
        Logs:
          Type: AWS::S3::Bucket
        Delivery:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Logs
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: { Service: cloudtrail.amazonaws.com }
                  Action: s3:GetBucketAcl
                  Resource: !GetAtt Logs.Arn
                - Effect: Allow # <- CloudTrail may write here for trails of any account: no aws:SourceArn or aws:SourceAccount limits it
                  Principal: { Service: cloudtrail.amazonaws.com }
                  Action: s3:PutObject
                  Resource: !Sub '\${Logs.Arn}/*'
                  Condition: { StringEquals: { s3:x-amz-acl: bucket-owner-full-control } }
    `,
    cloudformation`
      Parameters:
        Prefix: { Type: String }
      Resources:
        Trail:
          Type: AWS::CloudTrail::Trail
          Properties: { S3BucketName: !Ref Logs, S3KeyPrefix: !Ref Prefix, IsLogging: true }
        Logs:
          Type: AWS::S3::Bucket
        Delivery:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Logs
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow # <- CloudTrail may write here for trails of any account: no aws:SourceArn or aws:SourceAccount limits it
                  Principal: { Service: cloudtrail.amazonaws.com }
                  Action: s3:PutObject
                  Resource: !Sub '\${Logs.Arn}/\${Prefix}/AWSLogs/*'
    `,
    terraform`
      resource "aws_s3_bucket" "logs" {
        bucket = "company-logs"
      }
      resource "aws_cloudtrail" "all" {
        name           = "all"
        s3_bucket_name = aws_s3_bucket.logs.id
      }
      resource "aws_s3_bucket_policy" "logs" {
        bucket = aws_s3_bucket.logs.id
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{ # <- CloudTrail may write here for trails of any account: no aws:SourceArn or aws:SourceAccount limits it
            Effect    = "Allow"
            Principal = { Service = "cloudtrail.amazonaws.com" }
            Action    = "s3:PutObject"
            Resource  = "\${aws_s3_bucket.logs.arn}/*"
          }]
        })
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Trail:
          Type: AWS::CloudTrail::Trail
          Properties: { S3BucketName: !Ref Logs, IsLogging: true }
        Logs:
          Type: AWS::S3::Bucket
        Delivery:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Logs
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: { Service: cloudtrail.amazonaws.com }
                  Action: s3:PutObject
                  Resource: !Sub '\${Logs.Arn}/*'
                  Condition:
                    StringEquals:
                      aws:SourceArn: !Sub 'arn:\${AWS::Partition}:cloudtrail:\${AWS::Region}:\${AWS::AccountId}:trail/audit'
    `,
    cloudformation`
      Resources:
        Trail:
          Type: AWS::CloudTrail::Trail
          Properties: { S3BucketName: !Ref Logs, IsLogging: true }
        Logs:
          Type: AWS::S3::Bucket
        Delivery:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Logs
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: { Service: cloudtrail.amazonaws.com }
                  Action: s3:PutObject
                  Resource: !Sub '\${Logs.Arn}/AWSLogs/\${AWS::AccountId}/*'
        Other:
          Type: AWS::S3::Bucket
        OtherPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Other
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: { Service: cloudtrail.amazonaws.com }
                  Action: s3:PutObject
                  Resource: !Sub '\${Other.Arn}/*'
    `,
    terraform`
      resource "aws_s3_bucket" "logs" {
        bucket = "company-logs"
      }
      resource "aws_cloudtrail" "all" {
        name           = "all"
        s3_bucket_name = aws_s3_bucket.logs.id
      }
      resource "aws_s3_bucket_policy" "logs" {
        bucket = aws_s3_bucket.logs.id
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect    = "Allow"
            Principal = { Service = "cloudtrail.amazonaws.com" }
            Action    = "s3:PutObject"
            Resource  = "\${aws_s3_bucket.logs.arn}/*"
            Condition = { StringEquals = { "aws:SourceArn" = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/all" } }
          }]
        })
      }
    `,
  ],
})

/** Trails often wait for the policy, which can name none of them then: their account tells them as well. */
function limiting(bucket: Bucket, { address }: Origin) {
  const questions = access(bucket)
  const statement = questions.statements.find(({ at }) => at.address === address)
  const { texts = [] } = statement?.proof.principals ?? {}
  // Other services say so in other ways, or not at all.
  if (!texts.every(text => text === 'cloudtrail.amazonaws.com' || sourceAccountServices.test(text)))
    return undefined
  const own = { StringEquals: { 'aws:SourceAccount': accountOf(bucket) } }
  return change(
    'let CloudTrail in for the own account alone',
    'review',
    statement && restated(questions.policyOf(statement), statement, { Condition: own }),
  )
}
