import {
  cloudformation,
  resourceRule,
  writingEverywhere,
  type IdentityProperties,
  terraform,
} from '../../src/rule.ts'

export default resourceRule<IdentityProperties>({
  on: [
    'AWS::IAM::Group',
    'AWS::IAM::GroupPolicy',
    'AWS::IAM::ManagedPolicy',
    'AWS::IAM::Policy',
    'AWS::IAM::Role',
    'AWS::IAM::RolePolicy',
    'AWS::IAM::User',
    'AWS::IAM::UserPolicy',
  ],
  title: 'Identity policy lets its holder write to every bucket',
  severity: 'medium',
  preset: 'strict',
  consequence: 'exposure',
  why: 'Whoever takes over the holder of the policy can change or destroy the data of every bucket of the account, and write to foreign buckets that let the account in.',
  remedy:
    'Name the buckets in Resource, or limit the statement by aws:ResourceAccount or s3:ResourceAccount.',
  remedyInCdk: 'bucket.grantReadWrite(role) for each bucket, in place of the statement.',
  refs: [
    'AmazonS3/latest/userguide/security-best-practices.html',
    'IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
  ],
  controls: ['SecurityHub IAM.21', 'NIST 800-53 AC-6', 'PCI DSS 7.2.2'],
  *check(holder) {
    const { PermissionsBoundary, Path } = holder.properties
    // Nobody can change what a construct of the CDK library gives its own handlers.
    if (holder.isGenerated) return
    // What a boundary leaves of the policy stands elsewhere; roles of AWS services are theirs.
    if (PermissionsBoundary ?? Path?.startsWith('/aws-service-role/')) return
    for (const { at, allowed } of writingEverywhere(holder))
      yield {
        at,
        message: `${allowed.map(each => `'${each}'`).join(', ')} ${allowed.length > 1 ? 'are' : 'is'} allowed on every bucket`,
      }
  },
  bad: [
    cloudformation`
      Resources:
        Worker:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument: {}
            ManagedPolicyArns:
              - arn:aws:iam::aws:policy/AmazonS3FullAccess # <- 'arn:aws:iam::aws:policy/AmazonS3FullAccess' is allowed on every bucket
            Policies:
              - PolicyName: work
                PolicyDocument:
                  Statement:
                    - Effect: Allow
                      Action: s3:*
                      Resource: '*' # <- 's3:*' is allowed on every bucket
                    - Effect: Allow
                      Action: [s3:GetObject, s3:PutObject, s3:DeleteObject]
                      Resource: arn:aws:s3:::*/* # <- 's3:PutObject', 's3:DeleteObject' are allowed on every bucket
                    - Effect: Deny
                      Action: s3:*
                      Resource: arn:aws:s3:::audit*
    `,
    cloudformation`
      Parameters:
        Target: { Type: String, Default: '*', AllowedValues: ['*', work] }
      Resources:
        Write:
          Type: AWS::IAM::ManagedPolicy
          Properties:
            PolicyDocument:
              Statement:
                Effect: Allow
                Action: s3:Put*
                Resource: !Sub arn:aws:s3:::\${Target}/* # <- 's3:Put*' is allowed on every bucket
        Operate:
          Type: AWS::IAM::UserPolicy
          Properties:
            PolicyName: operate
            UserName: operator
            PolicyDocument:
              Statement:
                - Effect: Allow
                  Action: '*'
                  Resource: '*' # <- '*' is allowed on every bucket
                  Condition: { Bool: { aws:SecureTransport: true } }
    `,
    terraform`
      resource "aws_iam_role" "worker" {
        name = "worker"
        assume_role_policy = jsonencode({
          Version   = "2012-10-17"
          Statement = [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }]
        })
      }
      resource "aws_iam_role_policy_attachment" "worker" {
        role       = aws_iam_role.worker.name
        policy_arn = "arn:aws:iam::aws:policy/AmazonS3FullAccess" # <- 'arn:aws:iam::aws:policy/AmazonS3FullAccess' is allowed on every bucket
      }
      resource "aws_iam_user" "operator" {
        name = "operator"
      }
      resource "aws_iam_user_policy" "operator" {
        user = aws_iam_user.operator.name
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect   = "Allow"
            Action   = "s3:*"
            Resource = "*" # <- 's3:*' is allowed on every bucket
          }]
        })
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        HandlerPolicy:
          Type: AWS::IAM::Policy
          Metadata: { aws:cdk:path: 'App/Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C/ServiceRole/DefaultPolicy/Resource' }
          Properties:
            PolicyName: handler
            PolicyDocument:
              Statement: { Effect: Allow, Action: s3:*, Resource: '*' }
    `,
    cloudformation`
      Parameters:
        Target: { Type: String }
      Resources:
        Data:
          Type: AWS::S3::Bucket
        Worker:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument: {}
            ManagedPolicyArns:
              - arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess
              - !ImportValue Policy
            Policies:
              - PolicyName: work
                PolicyDocument:
                  Statement:
                    - { Effect: Allow, Action: [s3:Get*, s3:List*, s3:CreateBucket, 'ec2:*'], Resource: '*' }
                    - { Effect: Allow, Action: s3:*, Resource: [!GetAtt Data.Arn, !Sub '\${Data.Arn}/*'] }
                    - { Effect: Allow, Action: s3:*, Resource: 'arn:aws:s3:::company-*' }
                    - { Effect: Allow, Action: s3:*, Resource: !Sub 'arn:aws:s3:::\${Target}/*' }
                    - { Effect: Allow, Action: s3:*, Resource: !ImportValue Where }
                    - Effect: Allow
                      Action: s3:*
                      Resource: '*'
                      Condition: { StringEquals: { aws:ResourceAccount: !Ref AWS::AccountId } }
                    - Effect: Allow
                      Action: s3:*
                      Resource: '*'
                      Condition: { StringEquals: { s3:ResourceAccount: ['111122223333'] } }
        Bounded:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument: {}
            PermissionsBoundary: !ImportValue Boundary
            ManagedPolicyArns: [arn:aws:iam::aws:policy/AdministratorAccess]
    `,
    terraform`
      resource "aws_iam_role" "worker" {
        name = "worker"
        assume_role_policy = jsonencode({
          Version   = "2012-10-17"
          Statement = [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }]
        })
      }
      resource "aws_iam_role_policy_attachment" "worker" {
        role       = aws_iam_role.worker.name
        policy_arn = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"
      }
      resource "aws_iam_role_policy" "worker" {
        role = aws_iam_role.worker.id
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect   = "Allow"
            Action   = "s3:PutObject"
            Resource = "arn:aws:s3:::company-data/*"
          }]
        })
      }
    `,
  ],
})
