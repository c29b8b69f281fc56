/**
 * Bounds of bucket policies and of the requests that they are about.
 * Source: "Amazon S3 endpoints and quotas" in the AWS General Reference (general/latest/gr/s3.html), and "Download and
 * upload objects with presigned URLs" (using-presigned-url.html) in the Amazon S3 User Guide, as of 2026-04-09.
 */

/** What S3 takes at most for one policy, in bytes. */
export const LARGEST_POLICY = 20 * 1024

/** The longest that a presigned URL can be valid, in milliseconds: seven days. */
export const LONGEST_PRESIGNED = 7 * 24 * 60 * 60 * 1000
