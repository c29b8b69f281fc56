/**
 * How many requests per second a prefix of a bucket takes at least, once S3 has scaled to them.
 * Source: "Best practices design patterns: optimizing Amazon S3 performance", Amazon S3 User Guide, as of 2026-04-09.
 */
export const prefixRates = {
  /** PUT, COPY, POST and DELETE. */
  puts: 3500,
  /** GET and HEAD. */
  gets: 5500,
} as const
