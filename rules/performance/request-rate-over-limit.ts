import { cloudformation, prefixRates, rule, underLoad, terraform } from '../../src/rule.ts'

export default rule({
  title: 'More requests than the prefixes of the bucket take',
  severity: 'medium',
  preset: 'recommended',
  consequence: 'throttling',
  why: 'S3 takes 3,500 writes and 5,500 reads per second for each prefix, and slows down what goes beyond with 503 Slow Down. What the load is stands in `workloads` of the config.',
  remedy: 'Spread the keys over more prefixes, such as by a hash, or put CloudFront in front of the reads.',
  refs: ['AmazonS3/latest/userguide/optimizing-performance.html'],
  controls: [],
  *check(bucket) {
    const { puts = 0, gets = 0, prefixes = 1 } = bucket.workload ?? {}
    const needed = Math.max(Math.ceil(puts / prefixRates.puts), Math.ceil(gets / prefixRates.gets))
    if (needed > prefixes)
      yield {
        at: bucket.at,
        message: `${told(puts, 'write')} and ${told(gets, 'read')} per second need ${needed} prefixes, not ${prefixes}`,
      }
  },
  bad: [
    underLoad(
      { Uploads: { puts: 12_000, gets: 200 }, 'acme-*': { gets: 12_000, prefixes: 2 } },
      cloudformation`
        Resources:
          Uploads: # <- 12,000 writes and 200 reads per second need 4 prefixes, not 1
            Type: AWS::S3::Bucket
          Site: # <- 0 writes and 12,000 reads per second need 3 prefixes, not 2
            Type: AWS::S3::Bucket
            Properties: { BucketName: acme-site }
      `,
    ),
    underLoad(
      { 'aws_s3_bucket.uploads': { puts: 12_000, gets: 200 } },
      terraform`
        resource "aws_s3_bucket" "uploads" { # <- 12,000 writes and 200 reads per second need 4 prefixes, not 1
          bucket = "company-uploads"
        }
      `,
    ),
  ],
  good: [
    underLoad(
      { Uploads: { puts: 3_500, gets: 5_500 }, 'acme-*': { gets: 12_000, prefixes: 3 } },
      cloudformation`
        Resources:
          Uploads:
            Type: AWS::S3::Bucket
          Site:
            Type: AWS::S3::Bucket
            Properties: { BucketName: acme-site }
          Other:
            Type: AWS::S3::Bucket
            Properties: { BucketName: !ImportValue Name }
      `,
    ),
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
    `,
    underLoad(
      { 'aws_s3_bucket.uploads': { puts: 12_000, gets: 200, prefixes: 16 } },
      terraform`
        resource "aws_s3_bucket" "uploads" {
          bucket = "company-uploads"
        }
      `,
    ),
  ],
})

function told(count: number, kind: string): string {
  return `${count.toLocaleString('en-US')} ${kind}${count === 1 ? '' : 's'}`
}
