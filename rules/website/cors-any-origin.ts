import { cloudformation, conjoined, rule, terraform } from '../../src/rule.ts'

const everywhere = /^(?:\*|https?:\/\/\*|https?\*|\*:\/\/\*)$/
const writing = ['PUT', 'POST', 'DELETE']
const credentials = ['authorization', 'cookie', 'x-amz-security-token']

export default rule({
  title: 'Any website may write to the bucket from the browser of its visitors',
  severity: 'medium',
  preset: 'recommended',
  consequence: 'exposure',
  why: 'CORS is what keeps a page of another site from using what the browser of its visitor holds: presigned forms, session tokens, a network that only they are in. To let every origin read is what public assets need; to let every origin write, or send credentials, is not.',
  remedy: 'Name the origins that upload, such as https://app.example.com, and leave * for GET and HEAD.',
  remedyInCdk: "allowedOrigins: ['https://app.example.com'] in the rule of cors.",
  remedyInTerraform:
    'Name the origins that upload, such as https://app.example.com, in allowed_origins, and leave * for GET and HEAD.',
  refs: ['AmazonS3/latest/userguide/cors.html', 'AmazonS3/latest/userguide/ManageCorsUsing.html'],
  controls: [],
  *check(bucket) {
    for (const cors of bucket.properties.CorsConfiguration?.CorsRules ?? []) {
      const origin = cors.AllowedOrigins?.find(({ value }) => everywhere.test(value ?? ''))
      if (!origin) continue
      const methods = writing.filter(method => cors.AllowedMethods?.some(each => each === method))
      const headers = (cors.AllowedHeaders ?? []).flatMap(({ value }) =>
        value !== undefined && credentials.includes(value.toLowerCase()) ? [`'${value}'`] : [],
      )
      const sends = methods.length > 0 ? `${conjoined(methods)} requests` : `the header ${conjoined(headers)}`
      if (methods.length + headers.length > 0)
        yield { at: origin.at, message: `origin '${origin.value ?? ''}' lets any website send ${sends}` }
    }
  },
  bad: [
    cloudformation`
      Resources:
        Uploads:
          Type: AWS::S3::Bucket
          Properties:
            CorsConfiguration:
              CorsRules:
                - AllowedMethods: [GET, PUT, DELETE]
                  AllowedOrigins:
                    - '*' # <- origin '*' lets any website send PUT and DELETE requests
                - AllowedMethods: [POST]
                  AllowedOrigins:
                    - https* # <- origin 'https*' lets any website send POST requests
                - AllowedMethods: [GET]
                  AllowedHeaders: [Authorization]
                  AllowedOrigins:
                    - https://app.example.com
                    - https://* # <- origin 'https://*' lets any website send the header 'Authorization'
    `,
    cloudformation`
      Parameters:
        Origin: { Type: String, Default: '*' }
      Resources:
        Uploads:
          Type: AWS::S3::Bucket
          Properties:
            CorsConfiguration:
              CorsRules:
                - AllowedMethods: [POST]
                  AllowedOrigins:
                    - !Ref Origin # <- origin '*' lets any website send POST requests
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_cors_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        cors_rule {
          allowed_methods = ["GET", "PUT"]
          allowed_origins = ["*"] # <- origin '*' lets any website send PUT requests
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        Origin: { Type: String }
      Resources:
        Assets:
          Type: AWS::S3::Bucket
          Properties:
            CorsConfiguration:
              CorsRules:
                - { AllowedMethods: [GET, HEAD], AllowedOrigins: ['*'], AllowedHeaders: ['*'] }
                - { AllowedMethods: [PUT], AllowedOrigins: ['https://*.example.com', !Ref Origin], AllowedHeaders: ['*'] }
                - { AllowedMethods: [PUT], AllowedOrigins: !ImportValue Origins }
        Plain:
          Type: AWS::S3::Bucket
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_cors_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        cors_rule {
          allowed_methods = ["GET", "PUT"]
          allowed_origins = ["https://www.example.com"]
        }
      }
    `,
  ],
})
