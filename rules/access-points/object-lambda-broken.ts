import {
  add,
  arnOf,
  change,
  cloudformation,
  muteFunctionsOf,
  namedAccessPoint,
  nameOf,
  notAnAccessPoint,
  resourceRule,
  rewrite,
  type PropertiesOf,
  terraform,
} from '../../src/rule.ts'

const messages = {
  'named without its ARN': 'is the name of an access point, not its ARN',
  'a bucket': 'is a bucket, not an access point',
  'no ARN': 'is not the ARN of an access point',
}

export default resourceRule<PropertiesOf<'AWS::S3ObjectLambda::AccessPoint'>>({
  title: 'Object Lambda access point that cannot answer',
  severity: 'high',
  preset: 'recommended',
  consequence: 'broken',
  why: 'An Object Lambda access point reads through a standard access point and has a function send what it made of the object: without either, every GetObject fails. Since November 2025 AWS gives Object Lambda to those only who used it before.',
  remedy:
    "Give SupportingAccessPoint the ARN of an access point, and allow the function's role s3-object-lambda:WriteGetObjectResponse.",
  remedyInTerraform:
    'Give supporting_access_point the arn of an aws_s3_access_point, and allow the role of the function s3-object-lambda:WriteGetObjectResponse in an aws_iam_role_policy.',
  refs: [
    'AmazonS3/latest/userguide/olap-policies.html',
    'AmazonS3/latest/userguide/olap-create.html',
    'AmazonS3/latest/userguide/amazons3-ol-change.html',
  ],
  controls: [],
  on: 'AWS::S3ObjectLambda::AccessPoint',
  *check(point, estate) {
    const configuration = point.properties.ObjectLambdaConfiguration
    const supporting = configuration?.SupportingAccessPoint
    const wrong = supporting && notAnAccessPoint(supporting, point, estate)
    if (wrong) {
      const named = namedAccessPoint(supporting, point, estate)
      yield {
        at: supporting.at,
        message: `'${supporting.toString()}' ${messages[wrong]}`,
        change: change(
          'name the access point by its ARN',
          'safe',
          named && rewrite(point, supporting.at, arnOf(named)),
        ),
      }
    }
    for (const {
      at,
      function: { id },
      role,
    } of muteFunctionsOf(point, estate))
      yield {
        at,
        message: `function '${id}' may not send its answers: its role lacks s3-object-lambda:WriteGetObjectResponse`,
        notes: [{ at: role.at, message: 'the role' }],
        change: change(
          'let the function send its answers',
          'review',
          add(role, 'AWS::IAM::RolePolicy', 'Answers', {
            RoleName: nameOf(role),
            PolicyName: 'answers',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                { Effect: 'Allow', Action: 's3-object-lambda:WriteGetObjectResponse', Resource: '*' },
              ],
            },
          }),
        ),
      }
  },
  bad: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
        Standard:
          Type: AWS::S3::AccessPoint
          Properties: { Bucket: !Ref Data }
        Role:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument: {}
            ManagedPolicyArns: [arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]
            Policies:
              - PolicyName: read
                PolicyDocument:
                  Statement: { Effect: Allow, Action: s3:GetObject, Resource: '*' }
        Redact:
          Type: AWS::Lambda::Function
          Properties: { Role: !GetAtt Role.Arn }
        Redacted:
          Type: AWS::S3ObjectLambda::AccessPoint
          Properties:
            ObjectLambdaConfiguration:
              SupportingAccessPoint: !Ref Standard # <- '\${Standard}' is the name of an access point, not its ARN
              TransformationConfigurations:
                - Actions: [GetObject, HeadObject]
                  ContentTransformation:
                    AwsLambda:
                      FunctionArn: !GetAtt Redact.Arn # <- function 'Redact' may not send its answers: its role lacks s3-object-lambda:WriteGetObjectResponse
    `,
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
        OnBucket:
          Type: AWS::S3ObjectLambda::AccessPoint
          Properties:
            ObjectLambdaConfiguration:
              SupportingAccessPoint: !GetAtt Data.Arn # <- 'arn:aws:s3:::\${Data}' is a bucket, not an access point
              TransformationConfigurations: []
        Named:
          Type: AWS::S3ObjectLambda::AccessPoint
          Properties:
            ObjectLambdaConfiguration:
              SupportingAccessPoint: standard # <- 'standard' is not the ARN of an access point
              TransformationConfigurations: []
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_access_point" "data" {
        name   = "data"
        bucket = aws_s3_bucket.data.id
      }
      resource "aws_iam_role" "redact" {
        name = "redact"
        assume_role_policy = jsonencode({
          Version   = "2012-10-17"
          Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
        })
      }
      resource "aws_lambda_function" "redact" {
        function_name = "redact"
        role          = aws_iam_role.redact.arn
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "redact.zip"
      }
      resource "aws_s3control_object_lambda_access_point" "redacted" {
        name = "redacted"
        configuration {
          supporting_access_point = aws_s3_access_point.data.arn
          transformation_configuration {
            actions = ["GetObject"]
            content_transformation {
              aws_lambda {
                function_arn = aws_lambda_function.redact.arn # <- function 'aws_lambda_function.redact' may not send its answers: its role lacks s3-object-lambda:WriteGetObjectResponse
              }
            }
          }
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        Standard: { Type: String }
      Resources:
        Role:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument: {}
            Policies:
              - PolicyName: answer
                PolicyDocument:
                  Statement:
                    Effect: Allow
                    Action: s3-object-lambda:Write*
                    Resource: !Sub 'arn:aws:s3-object-lambda:\${AWS::Region}:\${AWS::AccountId}:accesspoint/*'
        Managed:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument: {}
            ManagedPolicyArns: [arn:aws:iam::aws:policy/service-role/AmazonS3ObjectLambdaExecutionRolePolicy]
        Redact:
          Type: AWS::Lambda::Function
          Properties: { Role: !GetAtt Role.Arn }
        Translate:
          Type: AWS::Lambda::Function
          Properties: { Role: !GetAtt Managed.Arn }
        Redacted:
          Type: AWS::S3ObjectLambda::AccessPoint
          Properties:
            ObjectLambdaConfiguration:
              SupportingAccessPoint: !Ref Standard
              TransformationConfigurations:
                - Actions: [GetObject]
                  ContentTransformation: { AwsLambda: { FunctionArn: !GetAtt Redact.Arn } }
                - Actions: [GetObject]
                  ContentTransformation: { AwsLambda: { FunctionArn: !GetAtt Translate.Arn } }
                - Actions: [GetObject]
                  ContentTransformation: { AwsLambda: { FunctionArn: !ImportValue Function } }
    `,
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
        Standard:
          Type: AWS::S3::AccessPoint
          Properties: { Name: standard, Bucket: !Ref Data }
        Role:
          Type: AWS::IAM::Role
          Properties: { AssumeRolePolicyDocument: {} }
        Count:
          Type: AWS::Lambda::Function
          Properties: { Role: !GetAtt Role.Arn }
        Listed:
          Type: AWS::S3ObjectLambda::AccessPoint
          Properties:
            ObjectLambdaConfiguration:
              SupportingAccessPoint: !GetAtt Standard.Arn
              TransformationConfigurations:
                - Actions: [ListObjectsV2]
                  ContentTransformation: { AwsLambda: { FunctionArn: !GetAtt Count.Arn } }
        Elsewhere:
          Type: AWS::S3ObjectLambda::AccessPoint
          Properties:
            ObjectLambdaConfiguration:
              SupportingAccessPoint: arn:aws:s3:eu-west-1:111122223333:accesspoint/standard
              TransformationConfigurations: []
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_access_point" "data" {
        name   = "data"
        bucket = aws_s3_bucket.data.id
      }
      resource "aws_iam_role" "redact" {
        name = "redact"
        assume_role_policy = jsonencode({
          Version   = "2012-10-17"
          Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
        })
      }
      resource "aws_iam_role_policy" "redact" {
        role = aws_iam_role.redact.id
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect   = "Allow"
            Action   = "s3-object-lambda:WriteGetObjectResponse"
            Resource = "*"
          }]
        })
      }
      resource "aws_lambda_function" "redact" {
        function_name = "redact"
        role          = aws_iam_role.redact.arn
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "redact.zip"
      }
      resource "aws_s3control_object_lambda_access_point" "redacted" {
        name = "redacted"
        configuration {
          supporting_access_point = aws_s3_access_point.data.arn
          transformation_configuration {
            actions = ["GetObject"]
            content_transformation {
              aws_lambda {
                function_arn = aws_lambda_function.redact.arn
              }
            }
          }
        }
      }
    `,
  ],
})
