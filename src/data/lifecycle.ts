/**
 * Bounds of lifecycles.
 * Source: "Lifecycle configuration elements" (intro-lifecycle-rules.html) and "Adding filters to Lifecycle rules"
 * (intro-lifecycle-filters.html) in the Amazon S3 User Guide, API_LifecycleRule.html in the Amazon S3 API Reference, and
 * "Amazon S3 endpoints and quotas" in the AWS General Reference, as of 2026-04-09.
 */
export const lifecycleBounds = {
  rules: 1000,
  /** Characters of the id of a rule. */
  id: 255,
  /** Bytes of the largest size that a filter can name: 50 TB. */
  size: 50 * 1024 ** 4,
  /** Noncurrent versions that a rule can keep. */
  versions: 100,
  /** Bytes of the key of an object, and so of a prefix. */
  key: 1024,
} as const
