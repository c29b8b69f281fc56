import {
  type Bucket,
  change,
  gone,
  isSettled,
  isSettledIn,
  resourceRule,
  set,
  terraform,
  type PropertiesOf,
} from '../../src/rule.ts'

/** What the canned ACLs of an object give away; writing is a permission that objects do not have. */
const gifts: Readonly<Record<string, string>> = {
  'public-read': 'lets anyone read the object',
  'public-read-write': 'lets anyone read the object',
  'authenticated-read': 'lets any AWS account read the object',
}

export default resourceRule<PropertiesOf<'AWS::S3::Object'>>({
  on: 'AWS::S3::Object',
  title: 'Object is uploaded with an ACL that grants access to everyone',
  severity: 'high',
  preset: 'recommended',
  consequence: 'exposure',
  why: 'An object has an ACL of its own, which no review of the bucket and its policy shows. Buckets that are made since April 2023 take no such ACL unless they are told to: the upload fails.',
  remedy: 'Drop acl, and share the object through a bucket policy, CloudFront or a presigned URL.',
  refs: [
    'AmazonS3/latest/userguide/acl-overview.html',
    'AmazonS3/latest/userguide/object-ownership-error-responses.html',
    'AmazonS3/latest/userguide/access-control-block-public-access.html',
  ],
  controls: ['SecurityHub S3.2', 'NIST 800-53 AC-3', 'NIST 800-53 AC-6', 'PCI DSS 1.3.6', 'PCI DSS 7.2.1'],
  *check(object, estate) {
    const { Acl: acl, Bucket: name } = object.properties
    const word = acl && Object.keys(gifts).find(gift => acl.is(gift))
    if (!word) return
    const { at } = acl
    const [written, gift] = [`ACL '${word}'`, gifts[word] ?? '']
    const without = set(object, { Acl: gone })
    const bucket = name && estate.bucket(name, object)
    if (!bucket) {
      yield {
        at,
        message: `${written} ${gift}, if the bucket takes ACLs`,
        change: change('drop the ACL', 'review', without),
      }
      return
    }
    const isUnused = isSettledIn(object, each => each.properties.Acl) && isKeptOut(bucket)
    const dropUnused = change('drop the ACL', isUnused ? 'safe' : 'review', without)
    const { BlockPublicAcls, IgnorePublicAcls } = bucket.publicAccessBlock
    const notes = [{ at: bucket.at, message: 'the bucket' }]
    const rejection =
      bucket.ownership === 'BucketOwnerEnforced'
        ? `the ownership of bucket '${bucket.id}' disables ACLs`
        : `BlockPublicAcls of bucket '${bucket.id}' is on`
    if (bucket.ownership === 'BucketOwnerEnforced' || BlockPublicAcls)
      yield {
        at,
        severity: 'medium',
        message: `${written} is rejected: ${rejection}`,
        notes,
        change: dropUnused,
      }
    else if (IgnorePublicAcls)
      yield {
        at,
        severity: 'medium',
        message: `${written} has no effect while IgnorePublicAcls masks it`,
        notes,
        change: dropUnused,
      }
    else yield { at, message: `${written} ${gift}`, notes, change: change('drop the ACL', 'review', without) }
  },
  bad: [
    terraform`
      resource "aws_s3_bucket" "site" {
        bucket = "company-site"
      }
      resource "aws_s3_bucket_ownership_controls" "site" {
        bucket = aws_s3_bucket.site.id
        rule {
          object_ownership = "BucketOwnerPreferred"
        }
      }
      resource "aws_s3_bucket_public_access_block" "site" {
        bucket             = aws_s3_bucket.site.id
        ignore_public_acls = false
      }
      resource "aws_s3_object" "page" {
        bucket = aws_s3_bucket.site.id
        key    = "index.html"
        source = "index.html"
        acl    = "public-read" # <- ACL 'public-read' lets anyone read the object
      }
      resource "aws_s3_bucket_object" "old" {
        bucket = aws_s3_bucket.site.id
        key    = "old.html"
        source = "old.html"
        acl    = "authenticated-read" # <- ACL 'authenticated-read' lets any AWS account read the object
      }
    `,
    terraform`
      variable "acl" {
        default = "private"
        validation {
          condition     = contains(["private", "public-read-write"], var.acl)
          error_message = "private or public"
        }
      }
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_object" "refused" {
        bucket  = aws_s3_bucket.data.id
        key     = "a.txt"
        content = "a"
        acl     = var.acl # <- ACL 'public-read-write' is rejected: the ownership of bucket 'aws_s3_bucket.data' disables ACLs
      }
      resource "aws_s3_object_copy" "elsewhere" {
        bucket = "company-elsewhere"
        key    = "a.txt"
        source = "company-data/a.txt"
        acl    = "public-read" # <- ACL 'public-read' lets anyone read the object, if the bucket takes ACLs
      }
    `,
    terraform`
      resource "aws_s3_bucket" "masked" {
        bucket = "company-masked"
      }
      resource "aws_s3_bucket_ownership_controls" "masked" {
        bucket = aws_s3_bucket.masked.id
        rule {
          object_ownership = "ObjectWriter"
        }
      }
      resource "aws_s3_bucket_public_access_block" "masked" {
        bucket             = aws_s3_bucket.masked.id
        ignore_public_acls = true
      }
      resource "aws_s3_object" "masked" {
        bucket  = aws_s3_bucket.masked.id
        key     = "a.txt"
        content = "a"
        acl     = "public-read" # <- ACL 'public-read' has no effect while IgnorePublicAcls masks it
      }
      resource "aws_s3_bucket" "blocked" {
        bucket = "company-blocked"
      }
      resource "aws_s3_bucket_ownership_controls" "blocked" {
        bucket = aws_s3_bucket.blocked.id
        rule {
          object_ownership = "ObjectWriter"
        }
      }
      resource "aws_s3_object" "blocked" {
        bucket  = aws_s3_bucket.blocked.id
        key     = "a.txt"
        content = "a"
        acl     = "public-read" # <- ACL 'public-read' is rejected: BlockPublicAcls of bucket 'aws_s3_bucket.blocked' is on
      }
    `,
  ],
  good: [
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_object" "plain" {
        bucket  = aws_s3_bucket.data.id
        key     = "a.txt"
        content = "a"
      }
      resource "aws_s3_object" "own" {
        bucket  = aws_s3_bucket.data.id
        key     = "b.txt"
        content = "b"
        acl     = "bucket-owner-full-control"
      }
    `,
  ],
})

/** Whether ACLs have no effect in whatever way it is deployed; a bucket that is older than the defaults may take them. */
function isKeptOut(bucket: Bucket): boolean {
  const { OwnershipControls, PublicAccessBlockConfiguration } = bucket.properties
  const cause =
    bucket.ownership === 'BucketOwnerEnforced' ? OwnershipControls : PublicAccessBlockConfiguration
  const read = ({ ownership, publicAccessBlock: { BlockPublicAcls, IgnorePublicAcls } }: Bucket) => [
    ownership,
    BlockPublicAcls,
    IgnorePublicAcls,
  ]
  return cause !== undefined && isSettled(bucket, read)
}
