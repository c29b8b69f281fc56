import {
  archiveTier,
  change,
  cloudformation,
  days,
  gone,
  isSettled,
  rewrite,
  rule,
  terraform,
  type Bucket,
} from '../../src/rule.ts'

export default rule({
  title: 'Archive tiers of Intelligent-Tiering that S3 rejects',
  severity: 'high',
  preset: 'recommended',
  consequence: 'deploy-failure',
  why: 'Objects go to the Archive Access tier after 90 to 730 days without access, to Deep Archive Access after 180 to 730, and a configuration names each tier once: S3 rejects anything else.',
  remedy: 'Name each tier once, with days within its bounds, and Deep Archive Access after Archive Access.',
  remedyInTerraform:
    'Write one tiering for each access_tier, with days within its bounds, and DEEP_ARCHIVE_ACCESS after ARCHIVE_ACCESS.',
  refs: [
    'AmazonS3/latest/API/API_Tiering.html',
    'AmazonS3/latest/userguide/intelligent-tiering-overview.html',
    'AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-tiering.html',
  ],
  controls: [],
  *check(bucket) {
    let isClear: boolean | undefined
    for (const configuration of bucket.properties.IntelligentTieringConfigurations ?? []) {
      const seen = new Map<string, number>()
      for (const tiering of configuration.Tierings ?? []) {
        const { AccessTier: name = '', Days: age = NaN } = tiering
        const tier = archiveTier(name)
        if (seen.has(name))
          yield {
            at: tiering.at('AccessTier'),
            message: `tier '${name}' is there twice`,
            // Of two ages nobody can tell which is meant.
            change:
              seen.get(name) === age
                ? change('name the tier once', 'safe', rewrite(bucket, tiering.at(), gone))
                : undefined,
          }
        else if (tier && (age < tier.least || age > tier.most)) {
          isClear ??= isSettled(bucket, tieringsOf)
          const nearest = age < tier.least ? tier.least : tier.most
          yield {
            at: tiering.at('Days'),
            message: `tier '${name}' takes objects after ${tier.least} to ${tier.most} days, not after ${age}`,
            change: isClear
              ? change(
                  `move them after ${days(nearest)}`,
                  'review',
                  rewrite(bucket, tiering.at('Days'), nearest),
                )
              : undefined,
          }
        }
        if (!seen.has(name)) seen.set(name, age)
      }
      const [archive, deep] = [seen.get('ARCHIVE_ACCESS') ?? NaN, seen.get('DEEP_ARCHIVE_ACCESS') ?? NaN]
      if (archive >= deep)
        yield {
          at: configuration.at('Tierings'),
          message: `objects go to DEEP_ARCHIVE_ACCESS after ${days(deep)}, so that none comes to ARCHIVE_ACCESS after ${days(archive)}`,
          // Nobody says that S3 rejects it.
          severity: 'medium',
        }
    }
  },
  bad: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            IntelligentTieringConfigurations:
              - Id: bounds
                Status: Enabled
                Tierings:
                  - AccessTier: ARCHIVE_ACCESS
                    Days: 30 # <- tier 'ARCHIVE_ACCESS' takes objects after 90 to 730 days, not after 30
                  - AccessTier: DEEP_ARCHIVE_ACCESS
                    Days: 731 # <- tier 'DEEP_ARCHIVE_ACCESS' takes objects after 180 to 730 days, not after 731
              - Id: twice
                Status: Disabled
                Prefix: a/
                Tierings:
                  - { AccessTier: ARCHIVE_ACCESS, Days: 90 }
                  - Days: 120
                    AccessTier: ARCHIVE_ACCESS # <- tier 'ARCHIVE_ACCESS' is there twice
                  - AccessTier: ARCHIVE_ACCESS # <- tier 'ARCHIVE_ACCESS' is there twice
                    Days: 90
              - Id: order
                Status: Enabled
                Prefix: b/
                Tierings: # <- objects go to DEEP_ARCHIVE_ACCESS after 180 days, so that none comes to ARCHIVE_ACCESS after 200 days
                  - { AccessTier: ARCHIVE_ACCESS, Days: 200 }
                  - { AccessTier: DEEP_ARCHIVE_ACCESS, Days: 180 }
    `,
    cloudformation`
      Parameters:
        Tier: { Type: String, AllowedValues: [ARCHIVE_ACCESS, DEEP_ARCHIVE_ACCESS] }
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            IntelligentTieringConfigurations:
              - Id: tier
                Status: Enabled
                Tierings:
                  - AccessTier: !Ref Tier
                    Days: 90 # <- tier 'DEEP_ARCHIVE_ACCESS' takes objects after 180 to 730 days, not after 90
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_intelligent_tiering_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        name   = "archive"
        tiering {
          access_tier = "ARCHIVE_ACCESS"
          days        = 30 # <- tier 'ARCHIVE_ACCESS' takes objects after 90 to 730 days, not after 30
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        Age: { Type: Number, Default: 90 }
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            IntelligentTieringConfigurations:
              - Id: both
                Status: Enabled
                Tierings:
                  - { AccessTier: ARCHIVE_ACCESS, Days: !Ref Age }
                  - { AccessTier: DEEP_ARCHIVE_ACCESS, Days: 730 }
              - Id: deep
                Status: Enabled
                Prefix: a/
                Tierings: [{ AccessTier: DEEP_ARCHIVE_ACCESS, Days: 180 }]
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_intelligent_tiering_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        name   = "archive"
        tiering {
          access_tier = "ARCHIVE_ACCESS"
          days        = 90
        }
        tiering {
          access_tier = "DEEP_ARCHIVE_ACCESS"
          days        = 180
        }
      }
    `,
  ],
})

function tieringsOf({ properties }: Bucket) {
  return (properties.IntelligentTieringConfigurations ?? []).map(({ Tierings: tierings = [] }) =>
    tierings.map(({ AccessTier: tier, Days: age }) => [tier, age]),
  )
}
