import { change, cloudformation, launchOf, mayUseS3, resourceRule, set, terraform } from '../../src/rule.ts'

export default resourceRule<object>({
  title: 'Instance that reaches S3 gives its credentials away without a token',
  severity: 'medium',
  preset: 'recommended',
  consequence: 'exposure',
  why: 'With IMDSv1 a single forged request, through a careless proxy or an application that fetches what it is told to, reads the credentials of the instance role, and with them the buckets; IMDSv2 asks for a token that such requests cannot get.',
  remedy: 'Set MetadataOptions.HttpTokens to required.',
  remedyInCdk: 'requireImdsv2: true on the Instance or LaunchTemplate.',
  remedyInTerraform: 'Set http_tokens = "required" in metadata_options.',
  refs: [
    'AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html',
    'AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-instance-metadataoptions.html',
  ],
  controls: [
    'SecurityHub EC2.8',
    'SecurityHub EC2.170',
    'SecurityHub AutoScaling.3',
    'CIS 5.6',
    'NIST 800-53 AC-3',
    'NIST 800-53 AC-6',
    'PCI DSS 2.2.6',
  ],
  on: ['AWS::EC2::Instance', 'AWS::EC2::LaunchTemplate', 'AWS::AutoScaling::LaunchConfiguration'],
  *check(machine, estate) {
    const { profile, tokens, at, hasMetadata, isCompletedElsewhere } = launchOf(machine)
    // Without a role there is nothing to steal.
    if (tokens === 'required' || !hasMetadata || !profile || !mayUseS3(profile, machine, estate)) return
    const metadata = { MetadataOptions: { HttpTokens: 'required' } }
    const isTemplate = machine.resource.type === 'AWS::EC2::LaunchTemplate'
    const fix = change(
      'require tokens (IMDSv2)',
      'review',
      set(machine, isTemplate ? { LaunchTemplateData: metadata } : metadata),
    )
    if (tokens === 'optional')
      yield { at, message: "IMDSv1 is allowed: HttpTokens is 'optional'", change: fix }
    // What holds then depends on the image and on the defaults of the account and region.
    else if (!isCompletedElsewhere)
      yield {
        at,
        message: 'HttpTokens is not written: IMDSv1 may be allowed',
        severity: 'low',
        preset: 'strict',
        change: fix,
      }
  },
  bad: [
    cloudformation`
      Parameters:
        Tokens: { Type: String, Default: optional }
      Resources:
        Role:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument: {}
            Policies:
              - PolicyName: data
                PolicyDocument:
                  Statement: { Effect: Allow, Action: s3:GetObject, Resource: 'arn:aws:s3:::data/*' }
        Profile:
          Type: AWS::IAM::InstanceProfile
          Properties: { Roles: [!Ref Role] }
        Instance:
          Type: AWS::EC2::Instance
          Properties:
            IamInstanceProfile: !Ref Profile
            MetadataOptions:
              HttpTokens: !Ref Tokens # <- IMDSv1 is allowed: HttpTokens is 'optional'
        Template:
          Type: AWS::EC2::LaunchTemplate
          Properties:
            LaunchTemplateData:
              IamInstanceProfile: { Arn: !GetAtt Profile.Arn }
              MetadataOptions:
                HttpEndpoint: enabled
                HttpTokens: optional # <- IMDSv1 is allowed: HttpTokens is 'optional'
        Configuration: # <- HttpTokens is not written: IMDSv1 may be allowed
          Type: AWS::AutoScaling::LaunchConfiguration
          Properties: { ImageId: ami-0123456789abcdef0, IamInstanceProfile: profile }
    `,
    terraform`
      resource "aws_instance" "worker" {
        ami                  = "ami-0123456789abcdef0"
        instance_type        = "t3.micro"
        iam_instance_profile = "worker"
        metadata_options {
          http_tokens = "optional" # <- IMDSv1 is allowed: HttpTokens is 'optional'
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Role:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument: {}
            ManagedPolicyArns: [arn:aws:iam::aws:policy/CloudWatchLogsFullAccess]
        Profile:
          Type: AWS::IAM::InstanceProfile
          Properties: { Roles: [!Ref Role] }
        WithoutS3:
          Type: AWS::EC2::Instance
          Properties:
            IamInstanceProfile: !Ref Profile
            MetadataOptions: { HttpTokens: optional }
        WithoutRole:
          Type: AWS::EC2::Instance
          Properties: { MetadataOptions: { HttpTokens: optional } }
        Required:
          Type: AWS::EC2::LaunchTemplate
          Properties:
            LaunchTemplateData:
              IamInstanceProfile: { Name: reader }
              MetadataOptions: { HttpTokens: required }
        Closed:
          Type: AWS::AutoScaling::LaunchConfiguration
          Properties:
            IamInstanceProfile: reader
            MetadataOptions: { HttpEndpoint: disabled }
        FromTemplate:
          Type: AWS::EC2::Instance
          Properties:
            IamInstanceProfile: reader
            LaunchTemplate: { LaunchTemplateId: !Ref Required, Version: 1 }
    `,
    terraform`
      resource "aws_instance" "worker" {
        ami                  = "ami-0123456789abcdef0"
        instance_type        = "t3.micro"
        iam_instance_profile = "worker"
        metadata_options {
          http_tokens = "required"
        }
      }
    `,
  ],
})
