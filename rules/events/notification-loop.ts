import { cloudformation, loopsOf, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Function writes where that calls it again',
  severity: 'high',
  preset: 'recommended',
  consequence: 'cost',
  why: 'Each object that the function writes is an event that calls it again: it runs until Lambda stops the loop and drops the event, or, where it goes round by other ways, until somebody sees the bill.',
  remedy:
    'Let the function write to another bucket, or below a prefix that the notification does not cover, and allow its role no other.',
  remedyInTerraform:
    'Let the function write to another bucket, or give its lambda_function block a filter_prefix that it does not write below, and allow its role no other.',
  refs: [
    'AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html',
    'lambda/latest/dg/invocation-recursion.html',
    'lambda/latest/dg/with-s3.html',
  ],
  controls: [],
  *check(bucket) {
    for (const { at, function: called, action, statements } of loopsOf(bucket))
      yield {
        at,
        message: `function '${called.id}' may call ${action} nowhere but where that calls it again`,
        notes: [
          ...statements.map(place => ({ at: place, message: 'what lets it write' })),
          { at: called.at, message: 'the function' },
        ],
      }
  },
  bad: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            NotificationConfiguration:
              LambdaConfigurations:
                - { Event: 's3:ObjectCreated:*', Function: !GetAtt Resize.Arn } # <- function 'Resize' may call s3:PutObject nowhere but where that calls it again
        Resize:
          Type: AWS::Lambda::Function
          Properties: { Role: !GetAtt Role.Arn, Code: { ZipFile: '' } }
        Role:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument: {}
            ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole']
            Policies:
              - PolicyName: images
                PolicyDocument:
                  Statement:
                    - { Effect: Allow, Action: [s3:GetObject, s3:PutObject], Resource: !Sub '\${Data.Arn}/*' }
                    - { Effect: Allow, Action: 's3:ListBucket', Resource: !GetAtt Data.Arn }
    `,
    cloudformation`
      Parameters:
        Stage: { Type: String, AllowedValues: [test, prod] }
      Conditions:
        IsProd: !Equals [!Ref Stage, prod]
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: !Sub company-data-\${Stage}
            NotificationConfiguration:
              LambdaConfigurations:
                - Event: s3:ObjectTagging:*
                  Function: !GetAtt Tag.Arn # <- function 'Tag' may call s3:PutObjectTagging nowhere but where that calls it again
                  Filter: { S3Key: { Rules: [{ Name: prefix, Value: in/ }] } }
        Tag:
          Type: AWS::Lambda::Function
          Properties: { Role: !GetAtt Role.Arn, Code: { ZipFile: '' } }
        Role:
          Type: AWS::IAM::Role
          Properties: { AssumeRolePolicyDocument: {} }
        Policy:
          Type: AWS::IAM::Policy
          Properties:
            PolicyName: tags
            Roles: [!Ref Role]
            PolicyDocument:
              Statement:
                - Effect: Allow
                  Action: s3:PutObjectTagging
                  Resource: !If
                    - IsProd
                    - !Sub arn:aws:s3:::company-data-\${Stage}/out/*
                    - !Sub arn:aws:s3:::company-data-\${Stage}/in/*
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_iam_role" "resize" {
        name = "resize"
        assume_role_policy = jsonencode({
          Version   = "2012-10-17"
          Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
        })
      }
      resource "aws_iam_role_policy" "resize" {
        role = aws_iam_role.resize.id
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect   = "Allow"
            Action   = ["s3:GetObject", "s3:PutObject"]
            Resource = "\${aws_s3_bucket.data.arn}/*"
          }]
        })
      }
      resource "aws_lambda_function" "resize" {
        function_name = "resize"
        role          = aws_iam_role.resize.arn
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "resize.zip"
      }
      resource "aws_s3_bucket_notification" "data" {
        bucket = aws_s3_bucket.data.id
        lambda_function {
          lambda_function_arn = aws_lambda_function.resize.arn # <- function 'aws_lambda_function.resize' may call s3:PutObject nowhere but where that calls it again
          events              = ["s3:ObjectCreated:*"]
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            NotificationConfiguration:
              LambdaConfigurations:
                - Event: s3:ObjectCreated:*
                  Function: !GetAtt Resize.Arn
                  Filter: { S3Key: { Rules: [{ Name: prefix, Value: in/ }] } }
                - { Event: 's3:ObjectRemoved:*', Function: !GetAtt Elsewhere.Arn }
                - { Event: 's3:ObjectTagging:*', Function: !GetAtt Wide.Arn }
                - { Event: 's3:ObjectAcl:Put', Function: !GetAtt Meant.Arn }
        Resize:
          Type: AWS::Lambda::Function
          Properties: { Role: !GetAtt ResizeRole.Arn, Code: { ZipFile: '' } }
        ResizeRole:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument: {}
            Policies:
              - PolicyName: all-of-bucket
                PolicyDocument: { Statement: { Effect: Allow, Action: 's3:PutObject', Resource: !Sub '\${Data.Arn}/*' } }
        Elsewhere:
          Type: AWS::Lambda::Function
          Properties: { Role: !GetAtt ElsewhereRole.Arn, Code: { ZipFile: '' } }
        ElsewhereRole:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument: {}
            Policies:
              - PolicyName: deletes
                PolicyDocument: { Statement: { Effect: Allow, Action: 's3:DeleteObject', Resource: !Sub '\${Data.Arn}/*' } }
        Wide:
          Type: AWS::Lambda::Function
          Properties: { Role: !GetAtt WideRole.Arn, Code: { ZipFile: '' } }
        WideRole:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument: {}
            Policies:
              - PolicyName: anything
                PolicyDocument: { Statement: { Effect: Allow, Action: 's3:*', Resource: !Sub '\${Data.Arn}/*' } }
        Meant:
          Type: AWS::Lambda::Function
          Properties: { Role: !GetAtt MeantRole.Arn, RecursiveLoop: Allow, Code: { ZipFile: '' } }
        MeantRole:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument: {}
            Policies:
              - PolicyName: acls
                PolicyDocument: { Statement: { Effect: Allow, Action: 's3:PutObjectAcl', Resource: !Sub '\${Data.Arn}/*' } }
    `,
    cloudformation`
      Parameters:
        RoleArn: { Type: String }
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            NotificationConfiguration:
              LambdaConfigurations:
                - { Event: 's3:ObjectCreated:*', Function: !GetAtt Copy.Arn }
                - { Event: 's3:ObjectTagging:*', Function: !GetAtt Given.Arn }
                - { Event: 's3:ObjectAcl:Put', Function: !ImportValue Function }
        Results:
          Type: AWS::S3::Bucket
        Given:
          Type: AWS::Lambda::Function
          Properties: { Role: !Ref RoleArn, Code: { ZipFile: '' } }
        Copy:
          Type: AWS::Lambda::Function
          Properties: { Role: !GetAtt Role.Arn, Code: { ZipFile: '' } }
        Role:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument: {}
            Policies:
              - PolicyName: both
                PolicyDocument:
                  Statement:
                    Effect: Allow
                    Action: [s3:GetObject, s3:PutObject]
                    Resource: [!Sub '\${Data.Arn}/*', !Sub '\${Results.Arn}/*']
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket" "small" {
        bucket = "company-small"
      }
      resource "aws_iam_role" "resize" {
        name = "resize"
        assume_role_policy = jsonencode({
          Version   = "2012-10-17"
          Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
        })
      }
      resource "aws_iam_role_policy" "resize" {
        role = aws_iam_role.resize.id
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect   = "Allow"
            Action   = "s3:GetObject"
            Resource = "\${aws_s3_bucket.data.arn}/*"
            }, {
            Effect   = "Allow"
            Action   = "s3:PutObject"
            Resource = "\${aws_s3_bucket.small.arn}/*"
          }]
        })
      }
      resource "aws_lambda_function" "resize" {
        function_name = "resize"
        role          = aws_iam_role.resize.arn
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "resize.zip"
      }
      resource "aws_s3_bucket_notification" "data" {
        bucket = aws_s3_bucket.data.id
        lambda_function {
          lambda_function_arn = aws_lambda_function.resize.arn
          events              = ["s3:ObjectCreated:*"]
        }
      }
    `,
  ],
})
