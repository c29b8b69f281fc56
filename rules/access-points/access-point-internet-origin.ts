import { cloudformation, resourceRule, type PropertiesOf, terraform } from '../../src/rule.ts'

export default resourceRule<PropertiesOf<'AWS::S3::AccessPoint'>>({
  title: 'Access point can be reached from the internet',
  severity: 'low',
  preset: 'strict',
  consequence: 'exposure',
  why: 'Credentials that leak work from anywhere. An access point for a VPC takes requests from there alone, whatever its policy says; the origin cannot be changed later.',
  remedy: 'Set VpcConfiguration.VpcId, and give the VPC an endpoint for S3.',
  remedyInTerraform: 'Set vpc_id in vpc_configuration, and give the VPC an aws_vpc_endpoint for S3.',
  refs: [
    'AmazonS3/latest/userguide/access-points-vpc.html',
    'AWSCloudFormation/latest/TemplateReference/aws-resource-s3-accesspoint.html',
  ],
  controls: [],
  on: 'AWS::S3::AccessPoint',
  *check({ at, properties }) {
    if (!properties.VpcConfiguration?.VpcId)
      yield { at, message: 'the access point takes requests from the internet' }
  },
  bad: [
    cloudformation`
      Conditions:
        IsInside: !Equals [!Ref AWS::Region, eu-west-1]
      Resources:
        Open: # <- the access point takes requests from the internet
          Type: AWS::S3::AccessPoint
          Properties: { Name: open, Bucket: data }
        Sometimes: # <- the access point takes requests from the internet
          Type: AWS::S3::AccessPoint
          Properties:
            Name: sometimes
            Bucket: data
            VpcConfiguration: !If [IsInside, { VpcId: vpc-0123456789abcdef0 }, !Ref AWS::NoValue]
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_access_point" "data" { # <- the access point takes requests from the internet
        name   = "data"
        bucket = aws_s3_bucket.data.id
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Inside:
          Type: AWS::S3::AccessPoint
          Properties:
            Name: inside
            Bucket: data
            VpcConfiguration: { VpcId: !ImportValue Network }
        World:
          Type: AWS::S3::MultiRegionAccessPoint
          Properties: { Regions: [{ Bucket: data }] }
    `,
    terraform`
      resource "aws_vpc" "main" {
        cidr_block = "10.0.0.0/16"
      }
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_access_point" "data" {
        name   = "data"
        bucket = aws_s3_bucket.data.id
        vpc_configuration {
          vpc_id = aws_vpc.main.id
        }
      }
    `,
  ],
})
