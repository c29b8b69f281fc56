/**
 * Who delivers logs to buckets.
 * Source: "Permissions for log delivery" (enable-server-access-logging.html) in the Amazon S3 User Guide, "Enable access
 * logs for your Application Load Balancer", "Amazon S3 bucket policy for CloudTrail", "Permissions for the Amazon S3
 * bucket for the AWS Config delivery channel", "Enable logging from AWS services" (CloudWatch Logs), and "Standard
 * logging (legacy)" (CloudFront), as of 2026-04-10.
 */

/** The services, by the names that policies let them in. */
export const logServices: ReadonlySet<string> = new Set([
  'logging.s3.amazonaws.com',
  'delivery.logs.amazonaws.com',
  'logdelivery.elasticloadbalancing.amazonaws.com',
  'logdelivery.elb.amazonaws.com',
  'cloudtrail.amazonaws.com',
  'config.amazonaws.com',
])

/** The canonical user of CloudFront, which delivers its logs by a grant of FULL_CONTROL. */
export const CLOUDFRONT_LOGS = 'c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0'
