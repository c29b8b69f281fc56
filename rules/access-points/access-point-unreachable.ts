import { barrierBefore, cloudformation, resourceRule, type PropertiesOf, terraform } from '../../src/rule.ts'

export default resourceRule<PropertiesOf<'AWS::S3::AccessPoint'>>({
  title: 'Access point that its VPC cannot reach',
  severity: 'high',
  preset: 'recommended',
  consequence: 'broken',
  why: 'An access point of a VPC takes requests through a VPC endpoint for S3 only, whose policy has to allow both the access point and the bucket behind it.',
  remedy:
    'Put a gateway or interface endpoint for S3 into the VPC, and allow in its policy the ARNs of the access point and of the bucket.',
  remedyInTerraform:
    'Put an aws_vpc_endpoint with the service_name of S3 into the VPC, and allow in its policy the ARNs of the access point and of the bucket.',
  refs: [
    'AmazonS3/latest/userguide/access-points-vpc.html',
    'AmazonS3/latest/userguide/access-points-policies.html',
    'vpc/latest/privatelink/vpc-endpoints-s3.html',
  ],
  controls: [],
  on: 'AWS::S3::AccessPoint',
  *check(point, estate) {
    const { VpcConfiguration: origin } = point.properties
    const vpc = origin?.VpcId
    const barrier = vpc && barrierBefore(point, vpc, estate)
    if (!barrier) return
    const at = origin.at('VpcId')
    if (barrier.kind === 'no endpoint')
      yield { at, message: `VPC '${vpc.toString()}' has no endpoint for S3` }
    else {
      const { endpoint, refused } = barrier
      yield {
        at,
        message: `the policy of endpoint '${endpoint.id}' lets no request to the ${refused} through`,
        notes: [{ at: endpoint.properties.at('PolicyDocument'), message: 'the endpoint policy' }],
      }
    }
  },
  bad: [
    cloudformation`
      Resources:
        Network:
          Type: AWS::EC2::VPC
          Properties: { CidrBlock: 10.0.0.0/16 }
        Data:
          Type: AWS::S3::Bucket
        Private:
          Type: AWS::S3::AccessPoint
          Properties:
            Name: private
            Bucket: !Ref Data
            VpcConfiguration:
              VpcId: !Ref Network # <- VPC '\${Network}' has no endpoint for S3
        Queues:
          Type: AWS::EC2::VPCEndpoint
          Properties:
            VpcId: !Ref Network
            ServiceName: !Sub com.amazonaws.\${AWS::Region}.sqs
    `,
    cloudformation`
      Parameters:
        Network: { Type: AWS::EC2::VPC::Id }
      Resources:
        Data:
          Type: AWS::S3::Bucket
        Private:
          Type: AWS::S3::AccessPoint
          Properties:
            Name: private
            Bucket: !Ref Data
            VpcConfiguration:
              VpcId: !Ref Network # <- the policy of endpoint 'Gateway' lets no request to the access point through
        Gateway:
          Type: AWS::EC2::VPCEndpoint
          Properties:
            VpcId: !Ref Network
            ServiceName: !Sub com.amazonaws.\${AWS::Region}.s3
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: '*'
                  Action: s3:*
                  Resource: [!GetAtt Data.Arn, !Sub '\${Data.Arn}/*']
    `,
    cloudformation`
      Parameters:
        Network: { Type: AWS::EC2::VPC::Id }
      Resources:
        Data:
          Type: AWS::S3::Bucket
        Private:
          Type: AWS::S3::AccessPoint
          Properties:
            Name: private
            Bucket: !Ref Data
            VpcConfiguration:
              VpcId: !Ref Network # <- the policy of endpoint 'Gateway' lets no request to the bucket through
        Gateway:
          Type: AWS::EC2::VPCEndpoint
          Properties:
            VpcId: !Ref Network
            ServiceName: !Sub com.amazonaws.\${AWS::Region}.s3
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: '*'
                  Action: s3:*
                  Resource: !Sub 'arn:aws:s3:\${AWS::Region}:\${AWS::AccountId}:accesspoint/private*'
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
          vpc_id = aws_vpc.main.id # <- VPC '\${aws_vpc.main}' has no endpoint for S3
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        Network: { Type: AWS::EC2::VPC::Id }
      Resources:
        Data:
          Type: AWS::S3::Bucket
        Private:
          Type: AWS::S3::AccessPoint
          Properties:
            Name: private
            Bucket: !Ref Data
            VpcConfiguration: { VpcId: !Ref Network }
        Gateway:
          Type: AWS::EC2::VPCEndpoint
          Properties:
            VpcId: !Ref Network
            ServiceName: !Sub com.amazonaws.\${AWS::Region}.s3
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: '*'
                  Action: s3:GetObject
                  Resource:
                    - !Sub '\${Data.Arn}/in/*'
                    - !Sub 'arn:aws:s3:\${AWS::Region}:\${AWS::AccountId}:accesspoint/private/object/in/*'
    `,
    cloudformation`
      Resources:
        Network:
          Type: AWS::EC2::VPC
          Properties: { CidrBlock: 10.0.0.0/16 }
        Data:
          Type: AWS::S3::Bucket
        Private:
          Type: AWS::S3::AccessPoint
          Properties:
            Name: private
            Bucket: !Ref Data
            VpcConfiguration: { VpcId: !Ref Network }
        Gateway:
          Type: AWS::EC2::VPCEndpoint
          Properties:
            VpcId: !Ref Network
            ServiceName: !Join ['', [com.amazonaws., !Ref AWS::Region, .s3]]
        Elsewhere:
          Type: AWS::S3::AccessPoint
          Properties:
            Name: elsewhere
            Bucket: !Ref Data
            VpcConfiguration: { VpcId: !ImportValue Network }
        Open:
          Type: AWS::S3::AccessPoint
          Properties: { Name: open, Bucket: !Ref Data }
    `,
    cloudformation`
      Parameters:
        Service: { Type: String }
      Resources:
        Network:
          Type: AWS::EC2::VPC
          Properties: { CidrBlock: 10.0.0.0/16 }
        Data:
          Type: AWS::S3::Bucket
        Private:
          Type: AWS::S3::AccessPoint
          Properties:
            Name: private
            Bucket: !Ref Data
            VpcConfiguration: { VpcId: !Ref Network }
        Perhaps:
          Type: AWS::EC2::VPCEndpoint
          Properties:
            VpcId: !Ref Network
            ServiceName: !Ref Service
    `,
    terraform`
      resource "aws_vpc" "main" {
        cidr_block = "10.0.0.0/16"
      }
      resource "aws_vpc_endpoint" "s3" {
        vpc_id       = aws_vpc.main.id
        service_name = "com.amazonaws.eu-west-1.s3"
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
