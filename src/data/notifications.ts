/**
 * How many event notifications a bucket takes.
 * Source: "Amazon S3 endpoints and quotas" in the AWS General Reference (general/latest/gr/s3.html), as of 2026-04-09.
 */
export const MOST_NOTIFICATIONS = 100
