import {
  change,
  cloudformation,
  gone,
  inBucket,
  readBucketPolicy,
  resourceRule,
  restated,
  type PropertiesOf,
  type StatementView,
  terraform,
} from '../../src/rule.ts'

export default resourceRule<PropertiesOf<'AWS::S3::BucketPolicy'>>({
  title: 'Statement of a bucket policy applies to nothing',
  severity: 'medium',
  preset: 'recommended',
  consequence: 'broken',
  why: 'A statement that can match no request to the bucket neither grants nor protects anything; S3 may refuse the whole policy because of it.',
  remedy:
    'Name this bucket and its objects in Resource, conditions that such requests can meet, or remove the statement.',
  refs: [
    'AmazonS3/latest/userguide/security_iam_service-with-iam.html',
    'IAM/latest/UserGuide/reference_policies_elements_condition_operators.html',
    'IAM/latest/UserGuide/reference_policies_condition-keys.html',
  ],
  controls: [],
  on: 'AWS::S3::BucketPolicy',
  *check(policy, estate) {
    const reading = readBucketPolicy(policy)
    const { Bucket: named } = policy.properties
    for (const { statement, reason } of reading?.dead ?? []) {
      const { resources } = statement.proof
      const [name = '', ...others] = reading?.shown(resources.texts) ?? []
      // In another partition the bucket itself may be called otherwise.
      if (reason === 'resource' && resources.texts.some(text => /^arn:aws-/.test(text))) continue
      const more = others.length > 0 ? ` and ${others.length} more` : ''
      const at = placeOf(statement, reason)
      const bucket = named && reason === 'resource' ? estate.bucket(named, policy) : undefined
      const arns = bucket && reading && inBucket(bucket, reading, statement)
      const isOneOfMany = (reading?.statements.length ?? 0) > 1
      yield {
        at,
        message: {
          resource: `statement ${statement.label} names nothing in the bucket: '${name}'${more}`,
          principal: `statement ${statement.label} is for nobody: its principals no longer exist`,
          condition: `no request to the bucket meets the condition of statement ${statement.label}`,
          'always-denied': `all that statement ${statement.label} allows is denied by other statements`,
        }[reason],
        notes: [{ at: policy.properties.at('Bucket'), message: 'the bucket' }],
        change:
          reason === 'principal'
            ? change(
                'drop the statement',
                'safe',
                isOneOfMany ? restated(policy, statement, gone) : undefined,
              )
            : change(
                'name the bucket',
                'review',
                arns && restated(policy, statement, oneOrMore(arns), 'Resource'),
              ),
      }
    }
  },
  bad: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
        Readers:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Sid: Read
                  Effect: Allow
                  Principal: { AWS: arn:aws:iam::111122223333:role/reader }
                  Action: s3:GetObject
                  Resource: arn:aws:s3:::other-bucket/* # <- statement Read names nothing in the bucket: 'arn:aws:s3:::other-bucket/*'
    `,
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
        Delivery:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: { Service: delivery.logs.amazonaws.com }
                  Action: s3:PutObject
                  Resource: !Sub '\${Data.Arn}/*'
                  Condition: # <- no request to the bucket meets the condition of statement 1
                    StringEquals: { aws:PrincipalOrgID: o-abc123 }
                - Effect: Allow
                  Principal: { AWS: arn:aws:iam::111122223333:role/reader }
                  Action: s3:GetObject
                  Resource: !Sub '\${Data.Arn}/*'
                  Condition: # <- no request to the bucket meets the condition of statement 2
                    StringLike: { s3:prefix: home/* }
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
                - Effect: Allow # <- all that statement 1 allows is denied by other statements
                  Principal: { AWS: arn:aws:iam::111122223333:role/writer }
                  Action: s3:PutObject
                  Resource: !Sub '\${Data.Arn}/*'
                - Effect: Deny
                  Principal: '*'
                  Action: s3:Put*
                  Resource: !Sub '\${Data.Arn}/*'
                - Effect: Allow
                  Principal: { AWS: AROAEXAMPLEID } # <- statement 3 is for nobody: its principals no longer exist
                  Action: s3:GetObject
                  Resource: !Sub '\${Data.Arn}/*'
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
            Principal = { AWS = "arn:aws:iam::111122223333:root" }
            Action    = "s3:GetObject"
            Resource  = "arn:aws:s3:::company-other/*" # <- statement 1 names nothing in the bucket: 'arn:aws:s3:::company-other/*'
          }]
        })
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        Name: { Type: String }
        Reader: { Type: String }
      Conditions:
        HasReader: !Not [!Equals [!Ref Reader, '']]
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties: { BucketName: !Ref Name }
        Writer:
          Type: AWS::IAM::Role
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: { AWS: !Ref Reader }
                  Action: [s3:GetObject, s3:ListBucket]
                  Resource: [!Sub 'arn:aws:s3:::\${Name}', !Join ['', [!GetAtt Data.Arn, /*]]]
                - Effect: Allow
                  Principal: { AWS: !GetAtt Writer.Arn }
                  Action: s3:PutObject
                  Resource: !Sub '\${Data.Arn}/in/*'
                - !If
                  - HasReader
                  - Effect: Deny
                    Principal: '*'
                    Action: s3:*
                    Resource: !Sub 'arn:\${AWS::Partition}:s3:::\${Data}/*'
                    Condition: { StringNotEquals: { aws:SourceVpce: !ImportValue Endpoint } }
                  - !Ref AWS::NoValue
    `,
    cloudformation`
      Resources:
        Elsewhere:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !ImportValue SharedBucket
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Deny
                  Principal: '*'
                  Action: s3:*
                  Resource: arn:aws:s3:::shared/*
                  Condition: { Bool: { aws:SecureTransport: 'false' } }
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
            Principal = { AWS = "arn:aws:iam::111122223333:root" }
            Action    = "s3:GetObject"
            Resource  = "\${aws_s3_bucket.data.arn}/*"
          }]
        })
      }
    `,
  ],
})

function placeOf(statement: StatementView, reason: 'resource' | 'principal' | 'condition' | 'always-denied') {
  if (reason === 'always-denied') return statement.at
  const { resources, principals } = statement.proof
  if (reason === 'condition') return statement.place('Condition')
  if (reason === 'principal') return statement.place(principals.negated ? 'NotPrincipal' : 'Principal')
  return statement.place(resources.negated ? 'NotResource' : 'Resource')
}

function oneOrMore<T>(items: readonly T[]): T | readonly T[] {
  const [first, ...others] = items
  return first !== undefined && others.length === 0 ? first : items
}
