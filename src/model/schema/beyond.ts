/**
 * Types that CloudFormation does not have, in the form of its schemas: other dialects write them, and rules are about
 * them as about any.
 */
export const beyond = {
  'AWS::Glacier::Vault': {
    type: 'object',
    required: ['VaultName'],
    properties: { AccessPolicy: {}, VaultName: { type: 'string' } },
    additionalProperties: false,
  },
  'AWS::Glacier::VaultLock': {
    type: 'object',
    required: ['CompleteLock', 'Policy', 'VaultName'],
    properties: { CompleteLock: { type: 'boolean' }, Policy: {}, VaultName: { type: 'string' } },
    additionalProperties: false,
  },
  'AWS::S3::AccountPublicAccessBlock': {
    type: 'object',
    properties: {
      BlockPublicAcls: { type: 'boolean' },
      BlockPublicPolicy: { type: 'boolean' },
      IgnorePublicAcls: { type: 'boolean' },
      RestrictPublicBuckets: { type: 'boolean' },
    },
    additionalProperties: false,
  },
  'AWS::S3::Object': {
    type: 'object',
    required: ['Bucket'],
    properties: {
      /** A canned ACL, as requests name it: `public-read`. */
      Acl: { type: 'string' },
      Bucket: { type: 'string' },
      Key: { type: 'string' },
      KmsKeyId: { type: 'string' },
      ServerSideEncryption: { type: 'string', enum: ['AES256', 'aws:kms', 'aws:kms:dsse'], open: true },
    },
    additionalProperties: false,
  },
} as const
