/**
 * How long objects can be locked by default. Source: Amazon S3 User Guide, "Object Lock considerations" (maximum of
 * 100 years), and API reference of DefaultRetention, as of 2026-04-09.
 */
export const retentionBounds = { minimum: 1, days: 36_500, years: 100 } as const
