import { access, change, cloudformation, denied, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Bucket does not deny TLS below 1.2',
  severity: 'low',
  preset: 'strict',
  consequence: 'exposure',
  why: 'TLS 1.0 and 1.1 are broken. The endpoints of S3 refuse them by now, but auditors and some standards ask that the bucket itself does, which also covers private endpoints and what comes after.',
  remedy: 'Deny s3:* to everyone on the bucket and its objects when s3:TlsVersion is below 1.2.',
  remedyInCdk: 'enforceSSL: true and minimumTLSVersion: 1.2 on the Bucket.',
  remedyInTerraform:
    'In the policy of an aws_s3_bucket_policy, deny s3:* to everyone on the bucket and its objects when s3:TlsVersion is below 1.2.',
  refs: [
    'AmazonS3/latest/userguide/amazon-s3-policy-keys.html',
    'AmazonS3/latest/userguide/security-best-practices.html',
  ],
  controls: ['NIST 800-53 SC-8', 'PCI DSS 4.2.1'],
  *check(bucket) {
    const through = access(bucket).oldTls()
    if (!through) return
    const [policy] = bucket.policies
    yield {
      at: policy?.properties.at('PolicyDocument') ?? bucket.at,
      message: policy
        ? 'the bucket policy lets requests below TLS 1.2 through'
        : 'requests below TLS 1.2 get through: the bucket has no policy',
      witness: through.witness,
      notes: [...(policy ? [{ at: bucket.at, message: 'the bucket' }] : []), ...through.notes],
      change: change(
        'deny TLS below 1.2',
        'safe',
        denied(bucket, 'DenyOldTls', ['NumericLessThan', 's3:TlsVersion', '1.2']),
      ),
    }
  },
  bad: [
    cloudformation`
      Resources:
        Data: # <- requests below TLS 1.2 get through: the bucket has no policy
          Type: AWS::S3::Bucket
        Older:
          Type: AWS::S3::Bucket
        OlderPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Older
            PolicyDocument: # <- the bucket policy lets requests below TLS 1.2 through
              Statement:
                Effect: Deny
                Principal: '*'
                Action: s3:*
                Resource: [!GetAtt Older.Arn, !Sub '\${Older.Arn}/*']
                Condition: { NumericLessThan: { s3:TlsVersion: 1.1 } }
    `,
    cloudformation`
      Parameters:
        Minimum: { Type: String, AllowedValues: ['1.1', '1.2'] }
      Resources:
        Data:
          Type: AWS::S3::Bucket
        DataPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument: # <- the bucket policy lets requests below TLS 1.2 through
              Statement:
                Effect: Deny
                Principal: '*'
                Action: s3:*
                Resource: [!GetAtt Data.Arn, !Sub '\${Data.Arn}/*']
                Condition: { NumericLessThan: { s3:TlsVersion: !Ref Minimum } }
    `,
    terraform`
      resource "aws_s3_bucket" "data" { # <- requests below TLS 1.2 get through: the bucket has no policy
        bucket = "company-data"
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
        DataPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Statement:
                - Effect: Deny
                  Principal: '*'
                  Action: s3:*
                  Resource: [!GetAtt Data.Arn, !Sub '\${Data.Arn}/*']
                  Condition: { NumericLessThan: { s3:TlsVersion: '1.2' } }
                - Effect: Deny
                  Principal: '*'
                  Action: s3:*
                  Resource: [!GetAtt Data.Arn, !Sub '\${Data.Arn}/*']
                  Condition: { Bool: { aws:SecureTransport: 'false' } }
        Modern:
          Type: AWS::S3::Bucket
        ModernPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Modern
            PolicyDocument:
              Statement:
                Effect: Deny
                Principal: { AWS: '*' }
                Action: '*'
                Resource: '*'
                Condition: { NumericLessThan: { s3:TlsVersion: 1.3 } }
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
            Condition = { NumericLessThan = { "s3:TlsVersion" = "1.2" } }
          }]
        })
      }
    `,
  ],
})
