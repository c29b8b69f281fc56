/** How many event notifications a bucket takes. Source: AWS General Reference, "Amazon S3 endpoints and quotas". */
export const MOST_NOTIFICATIONS = 100
