import { cloudformation, publicUse, resourceRule, type PropertiesOf, terraform } from '../../src/rule.ts'

export default resourceRule<PropertiesOf<'AWS::KMS::Key'>>({
  title: 'KMS key that anyone may use',
  severity: 'critical',
  preset: 'recommended',
  consequence: 'exposure',
  why: 'A key policy for everyone lets any AWS account decrypt with the key, run up its bill, or destroy it and with it all that it encrypts.',
  remedy:
    'Name the account, roles or services in Principal, or limit the statement by kms:CallerAccount or aws:PrincipalOrgID.',
  refs: [
    'kms/latest/developerguide/key-policy-overview.html',
    'kms/latest/developerguide/key-policy-default.html',
    'kms/latest/developerguide/conditions-kms.html',
  ],
  controls: ['NIST 800-53 SC-12'],
  on: ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'],
  *check(key) {
    const use = publicUse(key)
    if (!use) return
    const [first, ...others] = use.notes
    yield {
      at: first?.at ?? key.properties.at('KeyPolicy'),
      message: `the key policy lets anyone with an AWS account call ${use.action}`,
      witness: use.witness,
      notes: others,
    }
  },
  bad: [
    cloudformation`
      Resources:
        Key:
          Type: AWS::KMS::Key
          Properties:
            KeyPolicy:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: { AWS: !Sub 'arn:aws:iam::\${AWS::AccountId}:root' }
                  Action: kms:*
                  Resource: '*'
                - Effect: Allow # <- the key policy lets anyone with an AWS account call kms:Decrypt
                  Principal: { AWS: '*' }
                  Action: [kms:Decrypt, kms:GenerateDataKey*]
                  Resource: '*'
    `,
    cloudformation`
      Parameters:
        Principal: { Type: String, Default: '*' }
      Resources:
        Key:
          Type: AWS::KMS::Key
          Properties:
            KeyPolicy:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow # <- the key policy lets anyone with an AWS account call kms:PutKeyPolicy
                  Principal: { AWS: !Ref Principal }
                  Action: [kms:Put*, kms:Describe*]
                  Resource: '*'
                  Condition: { Bool: { aws:SecureTransport: 'true' } }
    `,
    terraform`
      data "aws_caller_identity" "here" {}
      resource "aws_kms_key" "data" {
        enable_key_rotation = true
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect    = "Allow"
            Principal = { AWS = "arn:aws:iam::\${data.aws_caller_identity.here.account_id}:root" }
            Action    = "kms:*"
            Resource  = "*"
            }, { # <- the key policy lets anyone with an AWS account call kms:Decrypt
            Effect    = "Allow"
            Principal = "*"
            Action    = "kms:Decrypt"
            Resource  = "*"
          }]
        })
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Key:
          Type: AWS::KMS::Key
          Properties:
            KeyPolicy:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: { AWS: !Sub 'arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root' }
                  Action: kms:*
                  Resource: '*'
                - Effect: Allow
                  Principal: { AWS: '*' }
                  Action: [kms:Encrypt, kms:Decrypt]
                  Resource: '*'
                  Condition:
                    StringEquals:
                      kms:CallerAccount: !Ref AWS::AccountId
                      kms:ViaService: !Sub 's3.\${AWS::Region}.amazonaws.com'
                - Effect: Allow
                  Principal: '*'
                  Action: kms:Decrypt
                  Resource: '*'
                  Condition: { StringEquals: { kms:CallerAccount: '111122223333' } }
                - Effect: Allow
                  Principal: { Service: [logging.s3.amazonaws.com, cloudfront.amazonaws.com] }
                  Action: kms:GenerateDataKey*
                  Resource: '*'
                - Effect: Allow
                  Principal: '*'
                  Action: kms:Decrypt
                  Resource: '*'
                  Condition: { StringEquals: { aws:PrincipalOrgID: !ImportValue Organization } }
                - Effect: Allow
                  Principal: '*'
                  Action: kms:DescribeKey
                  Resource: '*'
                - Effect: Deny
                  Principal: '*'
                  Action: kms:ScheduleKeyDeletion
                  Resource: '*'
    `,
    cloudformation`
      Resources:
        Default:
          Type: AWS::KMS::Key
    `,
    terraform`
      data "aws_caller_identity" "here" {}
      resource "aws_kms_key" "data" {
        enable_key_rotation = true
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect    = "Allow"
            Principal = { AWS = "arn:aws:iam::\${data.aws_caller_identity.here.account_id}:root" }
            Action    = "kms:*"
            Resource  = "*"
          }]
        })
      }
    `,
  ],
})
