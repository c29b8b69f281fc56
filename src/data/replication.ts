/**
 * The one value that S3 takes for its replication time control and the metrics of it, in minutes.
 * Source: API_ReplicationTimeValue.html in the Amazon S3 API Reference, as of 2026-04-09.
 */
export const REPLICATION_TIME = 15
