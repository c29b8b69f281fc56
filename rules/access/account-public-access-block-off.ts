import {
  allOn,
  change,
  publicAccessFlags,
  resourceRule,
  set,
  terraform,
  type PropertiesOf,
} from '../../src/rule.ts'

export default resourceRule<PropertiesOf<'AWS::S3::AccountPublicAccessBlock'>>({
  title: 'Public access block of the account is switched off',
  severity: 'high',
  preset: 'recommended',
  consequence: 'exposure',
  why: 'The block of the account holds for all of its buckets, also those that nobody thinks of any more. With a setting off, any one of them can be opened to the internet; what the resource does not write, Terraform sets to false.',
  remedy: 'Set all four settings to true, and serve public content through CloudFront.',
  remedyInTerraform:
    'Set all four arguments of aws_s3_account_public_access_block to true, and serve public content through CloudFront.',
  refs: [
    'AmazonS3/latest/userguide/access-control-block-public-access.html',
    'AmazonS3/latest/userguide/configuring-block-public-access-account.html',
  ],
  controls: [
    'SecurityHub S3.1',
    'CIS 2.1.4',
    'NIST 800-53 AC-3',
    'NIST 800-53 AC-21',
    'NIST 800-53 SC-7',
    'PCI DSS 1.3.6',
  ],
  on: 'AWS::S3::AccountPublicAccessBlock',
  *check(block) {
    const { at, properties } = block
    const off = publicAccessFlags.filter(flag => properties[flag] !== true)
    const [first] = off
    if (first)
      yield {
        at: off.length === 1 ? properties.at(first) : at,
        message: `public access block of the account is switched off: ${off.join(', ')}`,
        change: change('block public access in the account', 'review', set(block, allOn(off))),
      }
  },
  bad: [
    terraform`
      resource "aws_s3_account_public_access_block" "partly" { # <- public access block of the account is switched off: BlockPublicPolicy, RestrictPublicBuckets
        block_public_acls   = true
        block_public_policy = false
        ignore_public_acls  = true
      }
    `,
    terraform`
      variable "shared" {
        default = false
      }
      resource "aws_s3_account_public_access_block" "one" {
        block_public_acls       = true
        block_public_policy     = var.shared # <- public access block of the account is switched off: BlockPublicPolicy
        ignore_public_acls      = true
        restrict_public_buckets = true
      }
    `,
  ],
  good: [
    terraform`
      resource "aws_s3_account_public_access_block" "all" {
        block_public_acls       = true
        block_public_policy     = true
        ignore_public_acls      = true
        restrict_public_buckets = true
      }
      resource "aws_s3_account_public_access_block" "none" {
        count = 0
      }
    `,
  ],
})
