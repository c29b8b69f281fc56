import { cloudformation, rule } from '../../src/rule.ts'

export default rule({
  title: 'Bucket is a static website',
  severity: 'info',
  preset: 'strict',
  consequence: 'exposure',
  why: 'What a website endpoint serves anyone may read, by plain HTTP only; many organizations serve pages by CloudFront alone and want to know of every bucket that does otherwise.',
  remedy: 'Drop the website configuration and serve the bucket by CloudFront with origin access control.',
  remedyInCdk:
    'Drop websiteIndexDocument, and serve the Bucket by a Distribution with S3BucketOrigin.withOriginAccessControl(bucket).',
  refs: [
    'AmazonS3/latest/userguide/WebsiteHosting.html',
    'AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html',
  ],
  controls: [],
  *check(bucket) {
    const website = bucket.properties.WebsiteConfiguration
    // A redirect shows nothing of what is in the bucket.
    if (website && !website.RedirectAllRequestsTo)
      yield { at: bucket.place('WebsiteConfiguration'), message: 'the bucket is a static website' }
  },
  bad: [
    cloudformation`
      Parameters:
        Stage: { Type: String, AllowedValues: [test, prod] }
      Conditions:
        IsTest: !Equals [!Ref Stage, test]
      Resources:
        Site:
          Type: AWS::S3::Bucket
          Properties:
            WebsiteConfiguration: { IndexDocument: index.html } # <- the bucket is a static website
        Preview:
          Type: AWS::S3::Bucket
          Properties:
            WebsiteConfiguration: !If [IsTest, { IndexDocument: index.html }, !Ref AWS::NoValue] # <- the bucket is a static website
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
        Redirect:
          Type: AWS::S3::Bucket
          Properties: { WebsiteConfiguration: { RedirectAllRequestsTo: { HostName: www.example.com } } }
    `,
  ],
})
