import {
  cloudformation,
  leadsToS3,
  resourceRule,
  wideStatements,
  type PropertiesOf,
  terraform,
} from '../../src/rule.ts'

export default resourceRule<PropertiesOf<'AWS::EC2::VPCEndpoint'>>({
  title: 'VPC endpoint lets requests to any bucket through',
  severity: 'low',
  preset: 'strict',
  consequence: 'exposure',
  why: 'Without a policy of its own an endpoint lets everything through: whoever gets into the VPC carries its data out to a bucket of another account, with credentials of that account, and no bucket policy of yours can stop it.',
  remedy:
    'Name the buckets in Resource, or limit the statement by aws:ResourceAccount or aws:ResourceOrgID; remember the buckets of AWS that updates and agents come from.',
  refs: [
    'vpc/latest/privatelink/vpc-endpoints-s3.html',
    'vpc/latest/privatelink/vpc-endpoints-access.html',
    'AmazonS3/latest/userguide/example-bucket-policies-vpc-endpoint.html',
  ],
  controls: ['NIST 800-53 AC-4', 'NIST 800-53 SC-7'],
  on: 'AWS::EC2::VPCEndpoint',
  *check(endpoint) {
    if (!leadsToS3(endpoint)) return
    const { PolicyDocument: document } = endpoint.properties
    if (!document)
      yield { at: endpoint.at, message: 'the endpoint has no policy: requests to any bucket get through' }
    else
      for (const { at } of wideStatements(document, endpoint, 'resource'))
        yield { at, message: 'the endpoint policy lets requests to any bucket through' }
  },
  bad: [
    cloudformation`
      Resources:
        Gateway: # <- the endpoint has no policy: requests to any bucket get through
          Type: AWS::EC2::VPCEndpoint
          Properties:
            VpcId: vpc-0123456789abcdef0
            ServiceName: !Sub com.amazonaws.\${AWS::Region}.s3
        Interface:
          Type: AWS::EC2::VPCEndpoint
          Properties:
            VpcId: vpc-0123456789abcdef0
            VpcEndpointType: Interface
            ServiceName: com.amazonaws.eu-west-1.s3
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: '*'
                  Action: s3:*
                  Resource: '*' # <- the endpoint policy lets requests to any bucket through
    `,
    terraform`
      resource "aws_vpc" "main" {
        cidr_block = "10.0.0.0/16"
      }
      resource "aws_vpc_endpoint" "s3" { # <- the endpoint has no policy: requests to any bucket get through
        vpc_id       = aws_vpc.main.id
        service_name = "com.amazonaws.eu-west-1.s3"
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        Service: { Type: String }
      Resources:
        Data:
          Type: AWS::S3::Bucket
        Limited:
          Type: AWS::EC2::VPCEndpoint
          Properties:
            VpcId: vpc-0123456789abcdef0
            ServiceName: !Sub com.amazonaws.\${AWS::Region}.s3
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - { Effect: Allow, Principal: '*', Action: s3:*, Resource: [!GetAtt Data.Arn, !Sub '\${Data.Arn}/*'] }
                - { Effect: Allow, Principal: '*', Action: s3:GetObject, Resource: 'arn:aws:s3:::amazonlinux-*/*' }
                - Effect: Allow
                  Principal: '*'
                  Action: s3:*
                  Resource: '*'
                  Condition: { StringEquals: { aws:ResourceAccount: !Ref AWS::AccountId } }
        Imported:
          Type: AWS::EC2::VPCEndpoint
          Properties:
            VpcId: vpc-0123456789abcdef0
            ServiceName: !Sub com.amazonaws.\${AWS::Region}.s3
            PolicyDocument:
              Statement: { Effect: Allow, Principal: '*', Action: s3:*, Resource: !ImportValue Buckets }
        Queues:
          Type: AWS::EC2::VPCEndpoint
          Properties: { VpcId: vpc-0123456789abcdef0, ServiceName: !Sub 'com.amazonaws.\${AWS::Region}.sqs' }
        Any:
          Type: AWS::EC2::VPCEndpoint
          Properties: { VpcId: vpc-0123456789abcdef0, ServiceName: !Ref Service }
    `,
    terraform`
      resource "aws_vpc" "main" {
        cidr_block = "10.0.0.0/16"
      }
      resource "aws_vpc_endpoint" "s3" {
        vpc_id       = aws_vpc.main.id
        service_name = "com.amazonaws.eu-west-1.s3"
      }
      resource "aws_vpc_endpoint_policy" "s3" {
        vpc_endpoint_id = aws_vpc_endpoint.s3.id
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect    = "Allow"
            Principal = "*"
            Action    = "s3:*"
            Resource  = ["arn:aws:s3:::company-data", "arn:aws:s3:::company-data/*"]
          }]
        })
      }
    `,
  ],
})
