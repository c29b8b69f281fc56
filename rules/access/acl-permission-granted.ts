import {
  CLOUDFRONT_LOGS,
  CLOUDFRONT_LOGS_IN_CHINA,
  change,
  gone,
  grantsOf,
  rewrite,
  rule,
  terraform,
  type TextView,
} from '../../src/rule.ts'

const GROUPS = 'http://acs.amazonaws.com/groups/'

export default rule({
  title: 'ACL lets others read or change the ACL',
  severity: 'medium',
  preset: 'strict',
  consequence: 'exposure',
  why: 'Whoever may write the ACL gives everything else to himself and to others; whoever may read it learns who has access, and whom to attack.',
  remedy:
    'Grant what is needed on objects in a bucket policy, and set ObjectOwnership to BucketOwnerEnforced.',
  remedyInTerraform:
    'Grant what is needed on objects in an aws_s3_bucket_policy, and set object_ownership = "BucketOwnerEnforced" in aws_s3_bucket_ownership_controls.',
  refs: [
    'AmazonS3/latest/userguide/acl-overview.html',
    'AmazonS3/latest/userguide/about-object-ownership.html',
  ],
  controls: ['SecurityHub S3.12', 'NIST 800-53 AC-3', 'NIST 800-53 AC-6'],
  *check(bucket) {
    // With ACLs disabled S3 refuses the grant, as acl-rejected says.
    if (bucket.ownership === 'BucketOwnerEnforced') return
    for (const { at, grantee, permission } of grantsOf(bucket)) {
      const { value } = permission
      if (value === undefined || !concerns(value, grantee)) continue
      yield {
        at,
        message: `'${grantee.value ?? grantee.toString()}' is granted ${value} on the bucket`,
        // What of all that is needed nobody can tell.
        change:
          value === 'FULL_CONTROL'
            ? undefined
            : change('drop the grant', 'review', rewrite(bucket, at, gone)),
      }
    }
  },
  bad: [
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_ownership_controls" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          object_ownership = "BucketOwnerPreferred"
        }
      }
      resource "aws_s3_bucket_acl" "data" {
        bucket = aws_s3_bucket.data.id
        access_control_policy {
          owner {
            id = "1111"
          }
          grant { # <- 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers' is granted READ_ACP on the bucket
            permission = "READ_ACP"
            grantee {
              type = "Group"
              uri  = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"
            }
          }
          grant { # <- '2222' is granted WRITE_ACP on the bucket
            permission = "WRITE_ACP"
            grantee {
              type = "CanonicalUser"
              id   = "2222"
            }
          }
        }
      }
    `,
  ],
  good: [
    terraform`
      data "aws_canonical_user_id" "current" {}
      data "aws_cloudfront_log_delivery_canonical_user_id" "delivery" {}
      resource "aws_s3_bucket" "logs" {
        bucket = "company-logs"
      }
      resource "aws_s3_bucket_ownership_controls" "logs" {
        bucket = aws_s3_bucket.logs.id
        rule {
          object_ownership = "ObjectWriter"
        }
      }
      resource "aws_s3_bucket_acl" "logs" {
        bucket = aws_s3_bucket.logs.id
        access_control_policy {
          owner {
            id = data.aws_canonical_user_id.current.id
          }
          grant {
            permission = "FULL_CONTROL"
            grantee {
              type = "CanonicalUser"
              id   = data.aws_canonical_user_id.current.id
            }
          }
          grant {
            permission = "FULL_CONTROL"
            grantee {
              type = "CanonicalUser"
              id   = data.aws_cloudfront_log_delivery_canonical_user_id.delivery.id
            }
          }
          grant {
            permission = "READ_ACP"
            grantee {
              type = "Group"
              uri  = "http://acs.amazonaws.com/groups/s3/LogDelivery"
            }
          }
          grant {
            permission = "READ"
            grantee {
              type = "CanonicalUser"
              id   = "2222"
            }
          }
        }
      }
    `,
  ],
})

/** Who delivers logs by the ACL. */
const logDeliverers = new Set([`${GROUPS}s3/LogDelivery`, CLOUDFRONT_LOGS, CLOUDFRONT_LOGS_IN_CHINA])

/** Whether a permission gives power over the ACL to somebody whom it is not meant for. */
function concerns(permission: string, grantee: TextView): boolean {
  const { value } = grantee
  if (value !== undefined && logDeliverers.has(value)) return false
  if (permission === 'READ_ACP' || permission === 'WRITE_ACP') return true
  // That everyone has everything is acl-public's and bucket-publicly-writable's to say; an id not known may be the owner's.
  return permission === 'FULL_CONTROL' && value !== undefined && !value.startsWith(GROUPS)
}
