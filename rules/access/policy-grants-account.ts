import { access, cloudformation, conjoined, deedsOf, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Policy gives an untrusted account access',
  severity: 'medium',
  preset: 'recommended',
  consequence: 'exposure',
  why: 'Whoever rules the other account decides who there uses the access, and you do not see it change. With powers over the policy, ACL, encryption or ownership it can share the data on or lock you out; it can delete the bucket.',
  remedy:
    'Take the grant away or reduce it to the objects that are shared; list accounts that you trust as trustedAccounts or trustedOrganizations in the configuration.',
  refs: [
    'AmazonS3/latest/userguide/example-walkthroughs-managing-access-example2.html',
    'securityhub/latest/userguide/s3-controls.html',
  ],
  controls: ['SecurityHub S3.6', 'NIST 800-53 CA-9(1)', 'NIST 800-53 CM-2'],
  *check(bucket) {
    for (const { name, can, powers, statement, witness } of access(bucket).grantees()) {
      const [policy] = bucket.policies
      const at = statement?.place('Principal') ?? policy?.properties.at('PolicyDocument') ?? bucket.at
      const notes = [{ at: bucket.at, message: 'the bucket' }]
      if (powers.length > 0)
        yield { at, message: `${name} is granted ${listed(powers)}`, severity: 'critical', witness, notes }
      // That anybody else may read or write is for the company to judge.
      else yield { at, message: `${name} can ${deedsOf(can)}`, preset: 'strict', witness, notes }
    }
  },
  bad: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
        DataPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: { AWS: arn:aws:iam::111122223333:root } # <- account '111122223333' is granted 's3:PutBucketAcl' and 's3:DeleteBucket'
                  Action: [s3:PutBucketAcl, s3:DeleteBucket, s3:GetObject]
                  Resource: [!GetAtt Data.Arn, !Sub '\${Data.Arn}/*']
                - Effect: Allow
                  Principal: { AWS: ['444455556666', !Ref AWS::AccountId] } # <- account '444455556666' can read its objects
                  Action: s3:GetObject
                  Resource: !Sub '\${Data.Arn}/public/*'
                - Effect: Allow
                  Principal: '*' # <- organization 'o-a1b2c3d4e5' can list its objects
                  Action: s3:ListBucket
                  Resource: !GetAtt Data.Arn
                  Condition: { StringEquals: { aws:PrincipalOrgID: o-a1b2c3d4e5 } }
    `,
    cloudformation`
      Parameters:
        Partner: { Type: String, AllowedValues: ['111122223333'] }
      Resources:
        Data:
          Type: AWS::S3::Bucket
        DataPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Statement:
                Effect: Allow
                Principal: { AWS: !Sub 'arn:aws:iam::\${Partner}:root' } # <- account '111122223333' is granted 's3:PutBucketPolicy', 's3:DeleteBucketPolicy', 's3:PutBucketAcl' and 4 more
                Action: s3:*
                Resource: [!GetAtt Data.Arn, !Sub '\${Data.Arn}/*']
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
            Principal = { AWS = "arn:aws:iam::111122223333:root" } # <- account '111122223333' is granted 's3:PutBucketPolicy'
            Action    = "s3:PutBucketPolicy"
            Resource  = aws_s3_bucket.data.arn
          }]
        })
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Role:
          Type: AWS::IAM::Role
          Properties: { AssumeRolePolicyDocument: {} }
        Data:
          Type: AWS::S3::Bucket
        DataPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: { AWS: [!Ref AWS::AccountId, !Sub 'arn:aws:iam::\${AWS::AccountId}:root', !GetAtt Role.Arn] }
                  Action: s3:*
                  Resource: [!GetAtt Data.Arn, !Sub '\${Data.Arn}/*']
                - Effect: Allow
                  Principal: { AWS: arn:aws:iam::127311923021:root }
                  Action: s3:PutObject
                  Resource: !Sub '\${Data.Arn}/elb/*'
                - Effect: Allow
                  Principal: { Service: logging.s3.amazonaws.com }
                  Action: s3:PutObject
                  Resource: !Sub '\${Data.Arn}/logs/*'
                  Condition: { StringEquals: { aws:SourceAccount: '111122223333' } }
                - Effect: Allow
                  Principal: '*'
                  Action: s3:GetObject
                  Resource: !Sub '\${Data.Arn}/*'
                  Condition: { StringEquals: { aws:PrincipalAccount: !Ref AWS::AccountId } }
                - Effect: Deny
                  Principal: { AWS: arn:aws:iam::111122223333:root }
                  Action: s3:*
                  Resource: !Sub '\${Data.Arn}/*'
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      data "aws_caller_identity" "here" {}
      resource "aws_s3_bucket_policy" "data" {
        bucket = aws_s3_bucket.data.id
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect    = "Allow"
            Principal = { AWS = data.aws_caller_identity.here.account_id }
            Action    = "s3:PutBucketPolicy"
            Resource  = aws_s3_bucket.data.arn
          }]
        })
      }
    `,
  ],
})

/** The first three, quoted, and how many more there are. */
function listed(powers: readonly string[]): string {
  const quoted = powers.slice(0, 3).map(power => `'${power}'`)
  return conjoined(powers.length > 3 ? [...quoted, `${powers.length - 3} more`] : quoted)
}
