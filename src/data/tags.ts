/**
 * Tags that AWS takes; lengths are in characters.
 * Source: API_control_Tag.html in the Amazon S3 API Reference, "Using cost allocation S3 bucket tags" (CostAllocTagging.html)
 * in the Amazon S3 User Guide, and "Amazon S3 endpoints and quotas" in the AWS General Reference, as of 2026-04-09.
 */
export const tagBounds = { most: 50, longestKey: 128, longestValue: 256, reservedPrefix: 'aws:' } as const
