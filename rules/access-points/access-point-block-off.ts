import {
  allOn,
  change,
  cloudformation,
  publicAccessFlags,
  resourceRule,
  set,
  type PropertiesOf,
  terraform,
} from '../../src/rule.ts'

type Properties = PropertiesOf<'AWS::S3::AccessPoint' | 'AWS::S3::MultiRegionAccessPoint'>

export default resourceRule<Properties>({
  title: 'Public access block of an access point is switched off',
  severity: 'high',
  preset: 'recommended',
  consequence: 'exposure',
  why: 'An access point blocks public access unless told otherwise. With a setting off, a careless policy of the access point or ACL of an object opens the data, and S3 never lets the setting be changed: only a new access point has it on.',
  remedy: 'Leave PublicAccessBlockConfiguration out, or set all four settings to true.',
  remedyInTerraform: 'Leave public_access_block_configuration out, or set all four of its arguments to true.',
  refs: [
    'AmazonS3/latest/userguide/access-points-bpa-settings.html',
    'AmazonS3/latest/userguide/multi-region-access-point-block-public-access.html',
  ],
  controls: ['SecurityHub S3.19', 'SecurityHub S3.24', 'NIST 800-53 AC-3', 'PCI DSS 1.4.4'],
  on: ['AWS::S3::AccessPoint', 'AWS::S3::MultiRegionAccessPoint'],
  *check(point) {
    const { properties } = point
    const block = properties.PublicAccessBlockConfiguration
    const off = publicAccessFlags.filter(flag => block?.[flag] === false)
    const [first] = off
    if (!block || !first) return
    // A policy that lets anyone in would be rejected then.
    const isWithoutPolicy = !('Policy' in properties) || !properties.Policy
    yield {
      at: off.length === 1 ? block.at(first) : properties.at('PublicAccessBlockConfiguration'),
      message: `public access block is switched off for good: ${off.join(', ')}`,
      // What only a VPC reaches is never public.
      ...('VpcConfiguration' in properties && properties.VpcConfiguration && { severity: 'low' }),
      change: isWithoutPolicy
        ? change(
            'block public access to the access point, which replaces it',
            'review',
            set(point, { PublicAccessBlockConfiguration: allOn(off) }),
          )
        : undefined,
    }
  },
  bad: [
    cloudformation`
      Parameters:
        Shared: { Type: String, AllowedValues: ['true', 'false'] }
      Resources:
        Data:
          Type: AWS::S3::Bucket
        Open:
          Type: AWS::S3::AccessPoint
          Properties:
            Name: open
            Bucket: !Ref Data
            PublicAccessBlockConfiguration: # <- public access block is switched off for good: BlockPublicPolicy, RestrictPublicBuckets
              BlockPublicAcls: true
              BlockPublicPolicy: false
              RestrictPublicBuckets: false
        World:
          Type: AWS::S3::MultiRegionAccessPoint
          Properties:
            Regions: [{ Bucket: !Ref Data }]
            PublicAccessBlockConfiguration:
              BlockPublicPolicy: !Ref Shared # <- public access block is switched off for good: BlockPublicPolicy
        Inside:
          Type: AWS::S3::AccessPoint
          Properties:
            Name: inside
            Bucket: !Ref Data
            VpcConfiguration: { VpcId: !ImportValue Network }
            PublicAccessBlockConfiguration:
              IgnorePublicAcls: false # <- public access block is switched off for good: IgnorePublicAcls
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_access_point" "data" {
        name   = "data"
        bucket = aws_s3_bucket.data.id
        public_access_block_configuration {
          block_public_acls       = true
          block_public_policy     = false # <- public access block is switched off for good: BlockPublicPolicy
          ignore_public_acls      = true
          restrict_public_buckets = true
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
        ByDefault:
          Type: AWS::S3::AccessPoint
          Properties: { Name: by-default, Bucket: !Ref Data }
        Partly:
          Type: AWS::S3::AccessPoint
          Properties:
            Name: partly
            Bucket: !Ref Data
            PublicAccessBlockConfiguration: { BlockPublicPolicy: true }
        World:
          Type: AWS::S3::MultiRegionAccessPoint
          Properties:
            Regions: [{ Bucket: !Ref Data }]
            PublicAccessBlockConfiguration: !Ref AWS::NoValue
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_access_point" "data" {
        name   = "data"
        bucket = aws_s3_bucket.data.id
      }
    `,
  ],
})
