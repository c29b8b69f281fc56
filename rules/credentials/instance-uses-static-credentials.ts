import { cloudformation, rule, terraform } from '../../src/rule.ts'

const NAME = /^AWS_SECRET_ACCESS_KEY$/i
/** What stands before a value in scripts and files: `AWS_SECRET_ACCESS_KEY="`, `aws configure set aws_secret_access_key `. */
const BEFORE = /aws_secret_access_key["']?\s{0,4}[=:]?\s{0,4}["']?$/i

export default rule({
  title: 'Access key is handed to a machine that could have a role',
  severity: 'high',
  preset: 'recommended',
  consequence: 'exposure',
  why: 'The key of a user never expires, lies in the clear in user data, environment or console, and works from anywhere; credentials of a role rotate by themselves and stay on the machine. Lambda refuses the variable altogether.',
  remedy:
    'Give the instance a profile, the function or the task a role, with the permissions that it needs, and delete the access key.',
  remedyInCdk: 'bucket.grantReadWrite() for the instance, function or task role, in place of the key.',
  remedyInTerraform:
    'Set iam_instance_profile on the instance, role on the function or the role of the task, with the permissions that it needs, and delete the aws_iam_access_key.',
  refs: [
    'IAM/latest/UserGuide/best-practices.html',
    'IAM/latest/UserGuide/id_roles_use_switch-role-ec2.html',
    'lambda/latest/dg/configuration-envvars.html',
    'AmazonECS/latest/developerguide/task-iam-roles.html',
  ],
  controls: ['SecurityHub ECS.8', 'NIST 800-53 IA-5', 'PCI DSS 8.6.2'],
  on: 'text',
  mark: /AWS_SECRET_ACCESS_KEY/i,
  *check({ at, name, above, text }) {
    // A secret that is written out is credentials-in-template's to tell; any other literal is a dummy.
    const isSymbol = text.symbols.length > 0
    const isVariable = NAME.test(name) && above.some(key => /environment/i.test(key))
    if (isVariable && isSymbol) yield { at, message: `'${name}' of a user is passed in the environment` }
    const isInScript = text.parts.some((part, index) => {
      const before = text.parts[index - 1]
      return typeof part !== 'string' && typeof before === 'string' && BEFORE.test(before)
    })
    if (isInScript) yield { at, message: `the AWS_SECRET_ACCESS_KEY of a user is written into '${name}'` }
  },
  bad: [
    cloudformation`
      Parameters:
        SecretKey: { Type: String, NoEcho: true }
      Resources:
        Key:
          Type: AWS::IAM::AccessKey
          Properties: { UserName: uploader }
        Data:
          Type: AWS::S3::Bucket
        Instance:
          Type: AWS::EC2::Instance
          Properties:
            UserData: # <- the AWS_SECRET_ACCESS_KEY of a user is written into 'UserData'
              Fn::Base64: !Sub |
                #!/bin/sh
                export AWS_ACCESS_KEY_ID=\${Key}
                export AWS_SECRET_ACCESS_KEY="\${Key.SecretAccessKey}"
                aws s3 sync /data s3://\${Data}
        Function:
          Type: AWS::Lambda::Function
          Properties:
            Environment:
              Variables:
                AWS_SECRET_ACCESS_KEY: !Ref SecretKey # <- 'AWS_SECRET_ACCESS_KEY' of a user is passed in the environment
        Task:
          Type: AWS::ECS::TaskDefinition
          Properties:
            ContainerDefinitions:
              - Name: uploader
                Image: uploader
                Environment:
                  - Name: AWS_ACCESS_KEY_ID
                    Value: !Ref Key
                  - Name: AWS_SECRET_ACCESS_KEY
                    Value: '{{resolve:secretsmanager:uploader:SecretString:key}}' # <- 'AWS_SECRET_ACCESS_KEY' of a user is passed in the environment
    `,
    terraform`
      resource "aws_iam_access_key" "upload" {
        user = "upload"
      }
      resource "aws_lambda_function" "upload" {
        function_name = "upload"
        role          = "arn:aws:iam::111122223333:role/upload"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "upload.zip"
        environment {
          variables = {
            AWS_SECRET_ACCESS_KEY = aws_iam_access_key.upload.secret # <- 'AWS_SECRET_ACCESS_KEY' of a user is passed in the environment
          }
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        SecretKey: { Type: String, NoEcho: true }
      Resources:
        Instance:
          Type: AWS::EC2::Instance
          Properties:
            UserData:
              Fn::Base64: !Sub |
                #!/bin/sh
                unset AWS_SECRET_ACCESS_KEY
                export AWS_SECRET_ACCESS_KEY=$(aws ssm get-parameter --name \${AWS::StackName} --query Parameter.Value)
        Function:
          Type: AWS::Lambda::Function
          Properties:
            Environment:
              Variables:
                STORE_SECRET: !Ref SecretKey
        Local:
          Type: AWS::ECS::TaskDefinition
          Properties:
            ContainerDefinitions:
              - Name: store
                Environment:
                  - { Name: AWS_SECRET_ACCESS_KEY, Value: local }
        Secret:
          Type: AWS::SecretsManager::Secret
          Properties:
            SecretString: !Sub '{"AWS_ACCESS_KEY_ID": "\${SecretKey}"}'
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
            BUCKET = "company-data"
          }
        }
      }
    `,
  ],
})
