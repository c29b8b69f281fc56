/**
 * Operations of the S3 API that no action is named after: another action permits them.
 * Source: "Required permissions for Amazon S3 API operations" in the Amazon S3 User Guide
 * (using-with-s3-policy-actions.html), as of 2026-04-09.
 */
export const operationsWithoutAction: ReadonlySet<string> = new Set(
  [
    'CompleteMultipartUpload CopyObject CreateMultipartUpload DeleteBucketCors DeleteBucketEncryption',
    'DeleteBucketLifecycle DeleteBucketReplication DeleteBucketTagging DeleteObjects DeletePublicAccessBlock',
    'GetBucketAccelerateConfiguration GetBucketEncryption GetBucketLifecycle GetBucketLifecycleConfiguration',
    'GetBucketNotificationConfiguration GetBucketReplication GetObjectLockConfiguration GetPublicAccessBlock',
    'HeadBucket HeadObject ListBuckets ListMultipartUploads ListObjectVersions ListObjects ListObjectsV2 ListParts',
    'PutBucketAccelerateConfiguration PutBucketEncryption PutBucketLifecycle PutBucketLifecycleConfiguration',
    'PutBucketNotificationConfiguration PutBucketReplication PutObjectLockConfiguration PutPublicAccessBlock',
    'SelectObjectContent UploadPart UploadPartCopy',
  ].flatMap(line => line.split(' ').map(name => `s3:${name.toLowerCase()}`)),
)
