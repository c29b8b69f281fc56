import {
  change,
  cloudformation,
  MOST_ROUTING_RULES,
  rewrite,
  rule,
  type Bucket,
  terraform,
} from '../../src/rule.ts'

export default rule({
  title: 'Website configuration that S3 refuses',
  severity: 'high',
  preset: 'recommended',
  consequence: 'deploy-failure',
  why: 'A website either redirects every request or has an index document; with both, with neither, or with routing rules that contradict themselves the deployment fails.',
  remedy:
    'Write RedirectAllRequestsTo alone, or an IndexDocument without slash and routing rules that each say one thing.',
  remedyInTerraform:
    'Write redirect_all_requests_to alone, or an index_document whose suffix has no slash and routing_rule blocks that each say one thing.',
  refs: [
    'AmazonS3/latest/API/API_WebsiteConfiguration.html',
    'AmazonS3/latest/API/API_IndexDocument.html',
    'AmazonS3/latest/API/API_Redirect.html',
    'AmazonS3/latest/userguide/how-to-page-redirect.html',
  ],
  controls: [],
  *check(bucket) {
    const website = bucket.properties.WebsiteConfiguration
    if (!website) return
    const { RedirectAllRequestsTo, IndexDocument, RoutingRules = [] } = website
    if (RedirectAllRequestsTo) {
      const others = (['IndexDocument', 'ErrorDocument', 'RoutingRules'] as const).filter(
        key => website[key] !== undefined,
      )
      if (others.length > 0)
        yield {
          at: website.at('RedirectAllRequestsTo'),
          message: `RedirectAllRequestsTo takes nothing beside it, ${others.join(' and ')} is there`,
        }
      return
    }
    if (!IndexDocument)
      yield {
        at: bucket.place('WebsiteConfiguration'),
        message: 'neither IndexDocument nor RedirectAllRequestsTo',
      }
    const index = IndexDocument?.value
    if (index === '') yield { at: website.at('IndexDocument'), message: 'IndexDocument is empty' }
    if (index?.includes('/'))
      yield {
        at: website.at('IndexDocument'),
        message: `'${index}' holds a slash: the name is added to the path of each folder`,
        change: /^\/[^/]+$/.test(index)
          ? change('drop the slash', 'safe', rewrite(bucket, website.at('IndexDocument'), index.slice(1)))
          : undefined,
      }
    if (RoutingRules.length > MOST_ROUTING_RULES)
      yield {
        at: website.at('RoutingRules'),
        message: `${RoutingRules.length} routing rules, S3 takes ${MOST_ROUTING_RULES}`,
      }
    for (const routing of RoutingRules.slice(0, MOST_ROUTING_RULES)) yield* contradictionsIn(routing)
  },
  bad: [
    cloudformation`
      Resources:
        Both:
          Type: AWS::S3::Bucket
          Properties:
            WebsiteConfiguration:
              IndexDocument: index.html
              RedirectAllRequestsTo: { HostName: www.example.com } # <- RedirectAllRequestsTo takes nothing beside it, IndexDocument is there
        Neither:
          Type: AWS::S3::Bucket
          Properties:
            WebsiteConfiguration: # <- neither IndexDocument nor RedirectAllRequestsTo
              ErrorDocument: error.html
        Rooted:
          Type: AWS::S3::Bucket
          Properties:
            WebsiteConfiguration:
              IndexDocument: /index.html # <- '/index.html' holds a slash: the name is added to the path of each folder
        Folder:
          Type: AWS::S3::Bucket
          Properties:
            WebsiteConfiguration:
              IndexDocument: pages/index.html # <- 'pages/index.html' holds a slash: the name is added to the path of each folder
              RoutingRules:
                - RoutingRuleCondition: { KeyPrefixEquals: old/ }
                  RedirectRule: { ReplaceKeyPrefixWith: new/, ReplaceKeyWith: index.html } # <- ReplaceKeyPrefixWith and ReplaceKeyWith exclude each other
                - RedirectRule: {} # <- the redirect changes nothing
                - RoutingRuleCondition: {} # <- the condition asks for nothing
                  RedirectRule: { Protocol: https }
    `,
    cloudformation`
      Parameters:
        Domain: { Type: String, Default: '' }
      Conditions:
        IsRedirect: !Not [!Equals [!Ref Domain, '']]
      Resources:
        Site:
          Type: AWS::S3::Bucket
          Properties:
            WebsiteConfiguration: # <- neither IndexDocument nor RedirectAllRequestsTo
              RedirectAllRequestsTo: !If [IsRedirect, { HostName: !Ref Domain }, !Ref AWS::NoValue]
    `,
    terraform`
      resource "aws_s3_bucket" "site" {
        bucket = "company-site"
      }
      resource "aws_s3_bucket_website_configuration" "site" {
        bucket = aws_s3_bucket.site.id
        index_document {
          suffix = "pages/index.html" # <- 'pages/index.html' holds a slash: the name is added to the path of each folder
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        Index: { Type: String }
      Resources:
        Site:
          Type: AWS::S3::Bucket
          Properties:
            WebsiteConfiguration:
              IndexDocument: index.html
              ErrorDocument: errors/404.html
              RoutingRules:
                - RoutingRuleCondition: { HttpErrorCodeReturnedEquals: '404' }
                  RedirectRule: { HostName: www.example.com, ReplaceKeyPrefixWith: missing/ }
        Redirect:
          Type: AWS::S3::Bucket
          Properties:
            WebsiteConfiguration: { RedirectAllRequestsTo: { HostName: www.example.com, Protocol: https } }
        Given:
          Type: AWS::S3::Bucket
          Properties: { WebsiteConfiguration: { IndexDocument: !Ref Index } }
        Imported:
          Type: AWS::S3::Bucket
          Properties: { WebsiteConfiguration: { IndexDocument: !ImportValue Index } }
    `,
    terraform`
      resource "aws_s3_bucket" "site" {
        bucket = "company-site"
      }
      resource "aws_s3_bucket_website_configuration" "site" {
        bucket = aws_s3_bucket.site.id
        index_document {
          suffix = "index.html"
        }
      }
    `,
  ],
})

type Website = NonNullable<Bucket['properties']['WebsiteConfiguration']>

/** What a redirect can change. */
const changes = [
  'HostName',
  'ReplaceKeyPrefixWith',
  'ReplaceKeyWith',
  'HttpRedirectCode',
  'Protocol',
] as const

/** What a routing rule says twice or not at all. */
function* contradictionsIn(routing: NonNullable<Website['RoutingRules']>[number]) {
  const { RedirectRule: redirect, RoutingRuleCondition: condition } = routing
  // Of a redirect that is not known nobody can say that it holds both.
  const isKnown = redirect !== undefined && Object.keys(redirect).length > 0
  if (isKnown && redirect.ReplaceKeyPrefixWith && redirect.ReplaceKeyWith)
    yield {
      at: routing.at('RedirectRule'),
      message: 'ReplaceKeyPrefixWith and ReplaceKeyWith exclude each other',
    }
  if (redirect && changes.every(key => redirect[key] === undefined))
    yield { at: routing.at('RedirectRule'), message: 'the redirect changes nothing' }
  if (condition && !condition.KeyPrefixEquals && !condition.HttpErrorCodeReturnedEquals)
    yield { at: routing.at('RoutingRuleCondition'), message: 'the condition asks for nothing' }
}
