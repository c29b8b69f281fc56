/**
 * How S3 encrypts by default.
 * Source: API_ServerSideEncryptionByDefault.html in the Amazon S3 API Reference, "Default SSE-C setting for new buckets"
 * (default-s3-c-encryption-setting-faq.html) and "Reducing the cost of SSE-KMS with Amazon S3 Bucket Keys"
 * (bucket-key.html) in the Amazon S3 User Guide, as of 2026-04-09.
 */
export const encryptionAlgorithms: readonly string[] = ['AES256', 'aws:kms', 'aws:kms:dsse']

/** Where new buckets still take keys of clients (SSE-C) unless they are told otherwise. */
export const regionsWithClientKeys: ReadonlySet<string> = new Set(['me-south-1', 'me-central-1'])

/** With a bucket key, S3 asks KMS up to 99 % less. */
export const SAVED_BY_BUCKET_KEY = 0.99
