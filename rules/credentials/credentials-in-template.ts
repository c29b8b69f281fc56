import { accessKeyIdIn, cloudformation, rule, secretKeysIn, terraform } from '../../src/rule.ts'

/** What people call a secret access key. */
const NAME = /secret[\w.:-]{0,2}(?:access)?[\w.:-]{0,2}key|(?:aws|s3)[_-]?secret/i
/** How far before the key its name may stand: `export AWS_SECRET_ACCESS_KEY="…"`. */
const REACH = 48

export default rule({
  title: 'Access key is written into the template',
  severity: 'critical',
  preset: 'recommended',
  consequence: 'exposure',
  why: 'Whoever can read the repository, the stack, or the user data of the instance has the key, and with it everything that its user may do, until somebody notices and rotates it.',
  remedy:
    'Deactivate the key now. Let an IAM role give the permissions, or take the value from Secrets Manager by a dynamic reference.',
  remedyInTerraform:
    'Deactivate the key now. Let an aws_iam_role give the permissions, or let the program read the value from Secrets Manager: what a variable or data source gives stands in the state.',
  refs: [
    'IAM/latest/UserGuide/best-practices.html',
    'IAM/latest/UserGuide/id_credentials_access-keys.html',
    'IAM/latest/UserGuide/reference_identifiers.html',
  ],
  controls: ['NIST 800-53 IA-5', 'PCI DSS 8.6.2'],
  on: 'text',
  mark: /secret|AKIA|ASIA/i,
  *check({ at, name, text }) {
    const written = text.parts.map(part => (typeof part === 'string' ? part : '\n')).join('')
    const id = accessKeyIdIn(written)
    const isSecret = secretKeysIn(written).some(
      ({ start }) =>
        id !== undefined || NAME.test(name) || NAME.test(written.slice(Math.max(0, start - REACH), start)),
    )
    // What the key is never leaves here; of its id the end is enough to find it in the account.
    if (isSecret)
      yield {
        at,
        message: `'${name}' holds a secret access key${id ? `, of the access key …${id.slice(-4)}` : ''}`,
      }
  },
  bad: [
    cloudformation`
      Resources:
        Worker:
          Type: AWS::EC2::Instance
          Properties:
            UserData: # <- 'UserData' holds a secret access key, of the access key …QQQQ
              Fn::Base64: !Sub |
                #!/bin/sh
                export AWS_DEFAULT_REGION=\${AWS::Region}
                export AWS_ACCESS_KEY_ID=AKIAQQQQQQQQQQQQQQQQ
                export AWS_SECRET_ACCESS_KEY="aB3+aB3+aB3+aB3+aB3+aB3+aB3+aB3+aB3+aB3+"
                aws s3 sync s3://company-data /data
        Encoded:
          Type: AWS::EC2::Instance
          Properties:
            UserData: IyEvYmluL3NoCmV4cG9ydCBBV1NfU0VDUkVUX0FDQ0VTU19LRVk9ImFCMythQjMrYUIzK2FCMythQjMrYUIzK2FCMythQjMrYUIzK2FCMysiCg== # <- 'UserData' holds a secret access key
        Data:
          Type: AWS::S3::Bucket
    `,
    cloudformation`
      Parameters:
        SecretKey:
          Type: String
          NoEcho: true
          Default: aB3+aB3+aB3+aB3+aB3+aB3+aB3+aB3+aB3+aB3+ # <- 'SecretKey' holds a secret access key
      Conditions:
        IsTest: !Equals [!Ref AWS::Region, eu-west-1]
      Resources:
        Task:
          Type: AWS::ECS::TaskDefinition
          Properties:
            ContainerDefinitions:
              - Name: worker
                Image: worker
                Environment:
                  - Name: SECRET
                    Value: !Ref SecretKey
                  - Name: AWS_SECRET_ACCESS_KEY
                    Value: !If [IsTest, aB3+aB3+aB3+aB3+aB3+aB3+aB3+aB3+aB3+aB3+, !Ref SecretKey] # <- 'AWS_SECRET_ACCESS_KEY' holds a secret access key
        Worker:
          Type: AWS::EC2::Instance
          Metadata:
            AWS::CloudFormation::Authentication:
              Packages:
                type: S3
                accessKeyId: !Ref AWS::StackName
                secretKey: aB3+aB3+aB3+aB3+aB3+aB3+aB3+aB3+aB3+aB3+ # <- 'secretKey' holds a secret access key
    `,
    terraform`
      resource "aws_lambda_function" "upload" {
        function_name = "upload"
        role          = "arn:aws:iam::111122223333:role/upload"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "upload.zip"
        environment {
          variables = {
            AWS_SECRET_ACCESS_KEY = "aB3+aB3+aB3+aB3+aB3+aB3+aB3+aB3+aB3+aB3+" # <- 'AWS_SECRET_ACCESS_KEY' holds a secret access key
          }
        }
      }
      resource "aws_launch_template" "worker" {
        name      = "worker"
        user_data = base64encode("export AWS_SECRET_ACCESS_KEY=aB3+aB3+aB3+aB3+aB3+aB3+aB3+aB3+aB3+aB3+") # <- 'UserData' holds a secret access key
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        SecretKey: { Type: String, NoEcho: true }
      Resources:
        Worker:
          Type: AWS::Lambda::Function
          Properties:
            Environment:
              Variables:
                AWS_SECRET_ACCESS_KEY: !Ref SecretKey
                FROM_STORE: '{{resolve:secretsmanager:worker:SecretString:key}}'
                DOCUMENTED_SECRET_KEY: wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
                KEY_ID: AKIAIOSFODNN7EXAMPLE
                SECRET_KEY_NAME: ProductionWorkerSecretAccessKeyParameter
                SECRET_KEY_HASH: 2fd4e1c67a2d28fced849ee1bb76e7391b93eb12
                CONSTRUCT: aB3+aB3+aB3+aB3+aB3+aB3+aB3+aB3+aB3+aB3+
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !ImportValue Data
            PolicyDocument:
              Statement:
                Effect: Deny
                Principal: '*'
                Action: s3:*
                Resource: '*'
                Condition: { StringNotLike: { aws:userId: 'AROAQQQQQQQQQQQQQQQQQ:*' } }
    `,
    terraform`
      resource "aws_instance" "worker" {
        ami                  = "ami-0123456789abcdef0"
        instance_type        = "t3.micro"
        iam_instance_profile = "worker"
        user_data            = <<-EOT
      aws s3 sync s3://company-data /data
      EOT
      }
    `,
  ],
})
