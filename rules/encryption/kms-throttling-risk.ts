import { cloudformation, kmsQuota, rule } from '../../src/rule.ts'

export default rule({
  title: 'SSE-KMS without an S3 Bucket Key',
  severity: 'medium',
  preset: 'recommended',
  consequence: 'throttling',
  why: 'Without a bucket key every object that is written or read costs a request to KMS, whose quota all applications of the account share in a region: a busy prefix alone (5,500 reads per second) takes much of it, and beyond it requests to S3 fail. A bucket key takes up to 99 % of these requests, and their cost, away.',
  remedy: 'Set BucketKeyEnabled to true beside ServerSideEncryptionByDefault.',
  refs: ['AmazonS3/latest/userguide/bucket-key.html', 'kms/latest/developerguide/requests-per-second.html'],
  controls: [],
  *check(bucket) {
    const encryption = bucket.encryption
    const byDefault = encryption?.ServerSideEncryptionByDefault
    // DSSE-KMS and SSE-S3 have no use for a bucket key.
    if (!encryption || byDefault?.SSEAlgorithm !== 'aws:kms' || encryption.BucketKeyEnabled) return
    yield {
      at:
        encryption.BucketKeyEnabled === undefined
          ? byDefault.at('SSEAlgorithm')
          : encryption.at('BucketKeyEnabled'),
      message: `SSE-KMS without a bucket key: each object request counts against the KMS quota of ${kmsQuota(bucket.region.value)}`,
    }
  },
  bad: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault:
                    SSEAlgorithm: aws:kms # <- SSE-KMS without a bucket key: each object request counts against the KMS quota of 10,000 to 100,000 requests per second depending on the region
        Off:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - BucketKeyEnabled: false # <- SSE-KMS without a bucket key: each object request counts against the KMS quota of 10,000 to 100,000 requests per second depending on the region
                  ServerSideEncryptionByDefault:
                    SSEAlgorithm: aws:kms
                    KMSMasterKeyID: !ImportValue SharedKey
    `,
    cloudformation`
      Parameters:
        Key: { Type: String, Default: '' }
      Conditions:
        HasKey: !Not [!Equals [!Ref Key, '']]
        InIreland: !Equals [!Ref AWS::Region, eu-west-1]
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Condition: InIreland
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - BucketKeyEnabled: !If [HasKey, true, false] # <- SSE-KMS without a bucket key: each object request counts against the KMS quota of 100,000 requests per second in eu-west-1
                  ServerSideEncryptionByDefault:
                    SSEAlgorithm: aws:kms
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        Key: { Type: String, Default: '' }
      Conditions:
        HasKey: !Not [!Equals [!Ref Key, '']]
      Resources:
        ByDefault:
          Type: AWS::S3::Bucket
        WithKey:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - BucketKeyEnabled: true
                  ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms, KMSMasterKeyID: !ImportValue SharedKey }
        TwoLayers:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms:dsse }
        Together:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - BucketKeyEnabled: !If [HasKey, true, !Ref AWS::NoValue]
                  ServerSideEncryptionByDefault: { SSEAlgorithm: !If [HasKey, aws:kms, AES256] }
    `,
  ],
})
