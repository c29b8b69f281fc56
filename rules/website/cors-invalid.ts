import {
  change,
  cloudformation,
  corsMethods,
  gone,
  isWrittenOut,
  isWrong,
  MOST_CORS_RULES,
  refusedCorsMethods,
  rewrite,
  rule,
  type Origin,
  type Bucket,
  type TextView,
  terraform,
} from '../../src/rule.ts'

export default rule({
  title: 'CORS rule that S3 refuses, or that no browser meets',
  severity: 'high',
  preset: 'recommended',
  consequence: 'deploy-failure',
  why: 'S3 takes five methods in upper case, one wildcard in an origin or header, and a hundred rules: anything else fails the deployment. An origin that no browser sends is taken and never matches.',
  remedy: 'Name methods as GET, PUT, HEAD, POST or DELETE, and origins as scheme and host, without path.',
  remedyInTerraform:
    'Name allowed_methods as GET, PUT, HEAD, POST or DELETE, and allowed_origins as scheme and host, without path.',
  refs: [
    'AmazonS3/latest/userguide/ManageCorsUsing.html',
    'AmazonS3/latest/userguide/cors-troubleshooting.html',
    'AmazonS3/latest/API/API_PutBucketCors.html',
  ],
  controls: [],
  *check(bucket) {
    const cors = bucket.properties.CorsConfiguration
    const rules = cors?.CorsRules ?? []
    if (cors && rules.length > MOST_CORS_RULES)
      yield { at: cors.at('CorsRules'), message: `${rules.length} rules, S3 takes ${MOST_CORS_RULES}` }
    for (const each of rules.slice(0, MOST_CORS_RULES)) {
      const { AllowedMethods = [], AllowedOrigins = [], AllowedHeaders = [], ExposedHeaders = [] } = each
      const unknown = AllowedMethods.map(String).find(method => isNone(method, bucket))
      if (unknown !== undefined)
        yield {
          at: each.at('AllowedMethods'),
          message: `no method '${unknown}'${hintOf(unknown)}`,
          change: isWrittenOut(bucket, () => each.AllowedMethods)
            ? renamed(bucket, each.at('AllowedMethods'), AllowedMethods.map(String))
            : undefined,
        }
      for (const { at, value = '' } of [...AllowedOrigins, ...AllowedHeaders])
        if (value.split('*').length > 2) yield { at, message: `more than one wildcard in '${value}'` }
      for (const { at, value = '' } of ExposedHeaders)
        if (value.includes('*'))
          // No page of AWS's says so, people who tried do.
          yield { at, severity: 'medium', message: `exposed headers take no wildcard, as in '${value}'` }
      for (const origin of AllowedOrigins) {
        const { at, value = '' } = origin
        const flaw = flawOf(value)
        if (flaw)
          yield { at, severity: 'medium', message: flaw, change: asSent(bucket, origin, AllowedOrigins) }
      }
    }
  },
  bad: [
    cloudformation`
      Resources:
        Assets:
          Type: AWS::S3::Bucket
          Properties:
            CorsConfiguration:
              CorsRules:
                - AllowedMethods: [GET, OPTIONS] # <- no method 'OPTIONS': S3 answers it by itself
                  AllowedOrigins:
                    - https://*.*.example.com # <- more than one wildcard in 'https://*.*.example.com'
                    - https://app.example.com/ # <- no browser sends the origin 'https://app.example.com/': it ends with host or port
                    - app.example.com # <- no browser sends the origin 'app.example.com': it begins with a scheme such as https://
                  ExposedHeaders:
                    - x-amz-* # <- exposed headers take no wildcard, as in 'x-amz-*'
                - AllowedMethods: ['*'] # <- no method '*': each has to be named
                  AllowedOrigins: ['https://app.example.com']
                - AllowedMethods: [put] # <- no method 'put', did you mean 'PUT'?
                  AllowedOrigins: ['https://app.example.com']
                  AllowedHeaders:
                    - '*-amz-*' # <- more than one wildcard in '*-amz-*'
    `,
    cloudformation`
      Parameters:
        Domain: { Type: String, Default: app.example.com }
      Resources:
        Assets:
          Type: AWS::S3::Bucket
          Properties:
            CorsConfiguration:
              CorsRules:
                - AllowedMethods: [PATCH] # <- no method 'PATCH'
                  AllowedOrigins:
                    - !Ref Domain # <- no browser sends the origin 'app.example.com': it begins with a scheme such as https://
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_cors_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        cors_rule {
          allowed_methods = ["GET", "PATCH"] # <- no method 'PATCH'
          allowed_origins = ["https://www.example.com"]
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
                - AllowedMethods: [GET, PUT, HEAD, POST, DELETE]
                  AllowedOrigins: ['*', 'https://*.example.com', '*.example.com', 'https*', 'http://localhost:3000', 'null', !Ref Origin]
                  AllowedHeaders: ['*', x-amz-*]
                  ExposedHeaders: [ETag]
                - { AllowedMethods: [GET], AllowedOrigins: !ImportValue Origins }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_cors_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        cors_rule {
          allowed_methods = ["GET", "HEAD"]
          allowed_origins = ["https://*.example.com"]
        }
      }
    `,
  ],
})

/** Why no origin that a browser sends is this one, wildcards aside. */
function flawOf(origin: string): string | undefined {
  const said = `no browser sends the origin '${origin}'`
  if (/^[\w+.-]+:\/\/[^/]*\//.test(origin)) return `${said}: it ends with host or port`
  // 'https*' stands for 'https://' and all that follows.
  const [start = '', ...rest] = origin.split('*')
  const isScheme = rest.length > 0 && 'https'.startsWith(start)
  if (origin !== '' && origin !== 'null' && !origin.includes(':') && !isScheme)
    return `${said}: it begins with a scheme such as https://`
  return undefined
}

function isNone(method: string, bucket: Bucket): boolean {
  return method === '*' || refusedCorsMethods.includes(method) || isWrong(method, corsMethods, bucket)
}

function hintOf(method: string): string {
  if (method === '*') return ': each has to be named'
  if (method === 'OPTIONS') return ': S3 answers it by itself'
  const upper = method.toUpperCase()
  return upper !== method && corsMethods.includes(upper) ? `, did you mean '${upper}'?` : ''
}

/** The methods as S3 names them, where all are known. */
function renamed(bucket: Bucket, at: Origin, methods: readonly string[]) {
  const meant = methods.flatMap(method => {
    if (method === '*') return [...corsMethods]
    return method.toUpperCase() === 'OPTIONS' ? [] : [method.toUpperCase()]
  })
  const areKnown = meant.length > 0 && meant.every(method => corsMethods.includes(method))
  if (!areKnown) return undefined
  const safety = methods.includes('*') ? 'review' : 'safe'
  return change('name the methods as S3 does', safety, rewrite(bucket, at, [...new Set(meant)]))
}

/** The origin as browsers send it, which may be named as well. */
function asSent(bucket: Bucket, origin: TextView, all: readonly TextView[]) {
  const { value, at } = origin
  if (value === undefined || !isWrittenOut(bucket, () => origin.value)) return undefined
  const sent = (/:\/\//.test(value) ? value : `https://${value}`).replace(/(:\/\/[^/]*)\/.*$/, '$1')
  const isNamed = all.some(other => other.value === sent)
  return change('name the origin as browsers do', 'review', rewrite(bucket, at, isNamed ? gone : sent))
}
