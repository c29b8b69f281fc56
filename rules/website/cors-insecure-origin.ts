import {
  change,
  cloudformation,
  gone,
  isWrittenOut,
  rewrite,
  rule,
  type Bucket,
  type TextView,
  terraform,
} from '../../src/rule.ts'

export default rule({
  title: 'Website that is served by plain HTTP may use the bucket',
  severity: 'low',
  preset: 'recommended',
  consequence: 'exposure',
  why: 'A page that comes by plain HTTP can be changed on the way: whoever does so uses the bucket as the page may.',
  remedy: 'Name the origin with https://.',
  remedyInTerraform: 'Name the origin with https:// in allowed_origins.',
  refs: ['AmazonS3/latest/userguide/ManageCorsUsing.html', 'AmazonS3/latest/userguide/cors.html'],
  controls: ['NIST 800-53 SC-8'],
  *check(bucket) {
    for (const cors of bucket.properties.CorsConfiguration?.CorsRules ?? []) {
      for (const origin of cors.AllowedOrigins ?? []) {
        const start = origin.pieces.find(({ first }) => first)?.text
        // To any website there is more to be said, by cors-any-origin; S3 serves its own by HTTP only.
        if (!start?.startsWith('http://') || origin.value === 'http://*' || isNear(start)) continue
        if (origin.pieces.some(({ text }) => text.includes('.s3-website'))) continue
        yield {
          at: origin.at,
          message: `origin '${origin.value ?? origin.toString()}' is served by plain HTTP`,
          change: secured(bucket, origin, cors.AllowedOrigins ?? []),
        }
      }
    }
  },
  bad: [
    cloudformation`
      Parameters:
        Domain: { Type: String }
      Resources:
        Uploads:
          Type: AWS::S3::Bucket
          Properties:
            CorsConfiguration:
              CorsRules:
                - AllowedMethods: [PUT]
                  AllowedOrigins:
                    - https://app.example.com
                    - http://app.example.com # <- origin 'http://app.example.com' is served by plain HTTP
                    - !Sub http://\${Domain} # <- origin 'http://\${Domain}' is served by plain HTTP
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_cors_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        cors_rule {
          allowed_methods = ["GET"]
          allowed_origins = ["http://www.example.com"] # <- origin 'http://www.example.com' is served by plain HTTP
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        Origin: { Type: String }
      Resources:
        Site:
          Type: AWS::S3::Bucket
          Properties: { WebsiteConfiguration: { IndexDocument: index.html } }
        Assets:
          Type: AWS::S3::Bucket
          Properties:
            CorsConfiguration:
              CorsRules:
                - AllowedMethods: [GET]
                  AllowedOrigins:
                    - '*'
                    - https://app.example.com
                    - http://localhost:3000
                    - http://127.0.0.1:*
                    - !GetAtt Site.WebsiteURL
                    - !Ref Origin
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_cors_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        cors_rule {
          allowed_methods = ["GET"]
          allowed_origins = ["https://www.example.com", "http://localhost:3000"]
        }
      }
    `,
  ],
})

/** Whether it is a page on the machine of its visitor, as developers have it. */
function isNear(origin: string): boolean {
  return /^http:\/\/(?:localhost|[\w.-]+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::|$)/.test(origin)
}

/** The same website by HTTPS, which may be named as well. */
function secured(bucket: Bucket, origin: TextView, all: readonly TextView[]) {
  const { value } = origin
  if (value === undefined || !isWrittenOut(bucket, () => origin.value)) return undefined
  const https = value.replace(/^http:/, 'https:')
  const isNamed = all.some(other => other.value === https)
  return isNamed
    ? change('drop the origin that is served by plain HTTP', 'review', rewrite(bucket, origin.at, gone))
    : change('name the origin with https://', 'review', rewrite(bucket, origin.at, https))
}
