import {
  access,
  change,
  cloudformation,
  rule,
  type Bucket,
  terraform,
  withoutPublicAcl,
} from '../../src/rule.ts'

/** Canned ACLs that grant something to everyone, or to every AWS account. */
const publicAcls = ['PublicRead', 'PublicReadWrite', 'AuthenticatedRead']

export default rule({
  title: 'Public policy or ACL is rejected by the public access block',
  severity: 'medium',
  preset: 'recommended',
  consequence: 'deploy-failure',
  why: 'While BlockPublicPolicy or BlockPublicAcls is on, as it is by default, S3 rejects a public policy or ACL with 403 Access Denied: the deployment fails. Where the policy or ACL is older than the block, it is in the way of every later change.',
  remedy:
    'Limit the policy to principals, an organization or fixed addresses; or, if the bucket is meant to be public, say so in PublicAccessBlockConfiguration.',
  remedyInTerraform:
    'Limit the policy to principals, an organization or fixed addresses; or, if the bucket is meant to be public, set block_public_policy and restrict_public_buckets to false in an aws_s3_bucket_public_access_block.',
  refs: [
    'AmazonS3/latest/userguide/access-control-block-public-access.html',
    'AmazonS3/latest/API/API_PublicAccessBlockConfiguration.html',
  ],
  controls: ['SecurityHub S3.2', 'SecurityHub S3.3', 'NIST 800-53 AC-3'],
  *check(bucket) {
    const { acl } = bucket
    // With ACLs disabled none is taken, public or not: acl-rejected says so.
    if (publicAcls.includes(acl) && bucket.ownership !== 'BucketOwnerEnforced') {
      if (bucket.publicAccessBlock.BlockPublicAcls)
        yield {
          at: bucket.place('AccessControl'),
          ...told(bucket, `ACL '${acl}'`, 'BlockPublicAcls'),
          change: change('drop the public ACL', 'review', ...withoutPublicAcl(bucket)),
        }
    }
    if (bucket.policies.length === 0 || !bucket.publicAccessBlock.BlockPublicPolicy) return
    const [first, ...others] = access(bucket)
      .publicStatements()
      // policy-allow-not-principal says what is wrong there.
      .filter(({ proof }) => !proof.principals.negated)
    if (!first) return
    const { message, notes } = told(bucket, 'the public policy', 'BlockPublicPolicy')
    yield {
      at: first.at,
      message,
      notes: [...others.map(({ at }) => ({ at, message: 'a further public statement' })), ...notes],
    }
  },
  bad: [
    cloudformation`
      Resources:
        Site:
          Type: AWS::S3::Bucket
        SitePolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Site
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow # <- the public policy is rejected by BlockPublicPolicy, which is on by default
                  Principal: '*'
                  Action: s3:GetObject
                  Resource: !Sub '\${Site.Arn}/*'
                  Condition: { StringLike: { aws:Referer: 'https://example.com/*' } }
                - Effect: Allow
                  Principal: '*'
                  Action: s3:ListBucket
                  Resource: !GetAtt Site.Arn
        Images:
          Type: AWS::S3::Bucket
          Properties:
            AccessControl: PublicRead # <- ACL 'PublicRead' is rejected by BlockPublicAcls, which is on by default
            OwnershipControls: { Rules: [{ ObjectOwnership: ObjectWriter }] }
    `,
    cloudformation`
      Parameters:
        Block: { Type: String, AllowedValues: ['true', 'false'] }
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            AccessControl: AuthenticatedRead # <- ACL 'AuthenticatedRead' is rejected by BlockPublicAcls
            OwnershipControls: { Rules: [{ ObjectOwnership: ObjectWriter }] }
            PublicAccessBlockConfiguration: { BlockPublicPolicy: !Ref Block, BlockPublicAcls: !Ref Block }
        DataPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Statement: # <- the public policy is rejected by BlockPublicPolicy
                Effect: Allow
                Principal: { AWS: '*' }
                Action: s3:GetObject
                Resource: !Sub '\${Data.Arn}/*'
                Condition: { IpAddress: { aws:SourceIp: 0.0.0.0/0 } }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_policy" "data" {
        bucket = aws_s3_bucket.data.id
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{ # <- the public policy is rejected by BlockPublicPolicy, which is on by default
            Effect    = "Allow"
            Principal = "*"
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
        Shared:
          Type: AWS::S3::Bucket
        SharedPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Shared
            PolicyDocument:
              Statement:
                - Effect: Allow
                  Principal: { AWS: arn:aws:iam::111122223333:root }
                  Action: s3:GetObject
                  Resource: !Sub '\${Shared.Arn}/*'
                - Effect: Allow
                  Principal: '*'
                  Action: s3:GetObject
                  Resource: !Sub '\${Shared.Arn}/*'
                  Condition: { IpAddress: { aws:SourceIp: [203.0.113.0/24, 10.0.0.0/8] } }
                - Effect: Allow
                  Principal: { Service: cloudfront.amazonaws.com }
                  Action: s3:GetObject
                  Resource: !Sub '\${Shared.Arn}/*'
                - Effect: Deny
                  Principal: '*'
                  Action: s3:*
                  Resource: !Sub '\${Shared.Arn}/*'
                  Condition: { Bool: { aws:SecureTransport: false } }
        Open:
          Type: AWS::S3::Bucket
          Properties:
            AccessControl: PublicRead
            OwnershipControls: { Rules: [{ ObjectOwnership: ObjectWriter }] }
            PublicAccessBlockConfiguration: { IgnorePublicAcls: true }
        OpenPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Open
            PolicyDocument:
              Statement: { Effect: Allow, Principal: '*', Action: s3:GetObject, Resource: !Sub '\${Open.Arn}/*' }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_public_access_block" "data" {
        bucket                  = aws_s3_bucket.data.id
        block_public_acls       = true
        block_public_policy     = false
        ignore_public_acls      = true
        restrict_public_buckets = false
      }
      resource "aws_s3_bucket_policy" "data" {
        bucket = aws_s3_bucket.data.id
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect    = "Allow"
            Principal = "*"
            Action    = "s3:GetObject"
            Resource  = "\${aws_s3_bucket.data.arn}/*"
          }]
        })
      }
    `,
  ],
})

function told(bucket: Bucket, what: string, flag: 'BlockPublicAcls' | 'BlockPublicPolicy') {
  const written = bucket.properties.PublicAccessBlockConfiguration
  return {
    message: `${what} is rejected by ${flag}${written ? '' : ', which is on by default'}`,
    notes: [{ at: written?.at(flag) ?? bucket.at, message: written ? `${flag} is on` : 'the bucket' }],
  }
}
