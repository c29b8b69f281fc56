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

/**
 * Services that say in `aws:SourceAccount` whom they act for when they write to a bucket.
 * Source: the policies for access logs, inventories and analytics in the Amazon S3 User Guide, "Permissions for the
 * Amazon S3 bucket for the AWS Config delivery channel", "Enable logging from AWS services" and "Export log data to
 * Amazon S3" (CloudWatch Logs), "Giving permissions to Amazon SES for email receiving", and "Exporting findings"
 * (GuardDuty), as of 2026-04-10.
 */
export const sourceAccountServices =
  /^(?:config|delivery\.logs|guardduty|logging\.s3|logs(?:\.[a-z0-9-]+)?|s3|ses)\.amazonaws\.com$/

/**
 * The canonical user of the account awslogsdelivery, by which CloudFront delivers its logs: it is granted FULL_CONTROL.
 * The regions of China have one of their own, as the Terraform data source for it knows.
 */
export const CLOUDFRONT_LOGS = 'c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0'
export const CLOUDFRONT_LOGS_IN_CHINA = 'a52cb28745c0c06e84ec548334e44bfa7fc2a85c54af20cd59e4969344b7af56'
