import {
  change,
  cloudformation,
  gone,
  outputsOf,
  resourceRule,
  rewrite,
  writingServices,
  terraform,
} from '../../src/rule.ts'

export default resourceRule<unknown>({
  title: 'Service writes to S3 without a KMS key where one is meant',
  severity: 'low',
  preset: 'strict',
  consequence: 'audit',
  why: 'A service that is told not to encrypt leaves it to the default of the bucket, and one that asks for SSE-S3 overrules a bucket that encrypts with KMS: its output is out of reach of the key policy.',
  remedy: 'Let the service encrypt with a KMS key, or leave its setting out and encrypt the bucket with one.',
  remedyInTerraform:
    'Set encryption_option = "SSE_KMS" (Athena) or s3_encryption_mode = "SSE-KMS" (Glue) with a kms_key_arn, encryption_mode = "SSE_KMS" (DMS), and leave encryption_disabled out (CodeBuild); or leave the setting out and encrypt the bucket.',
  refs: [
    'codebuild/latest/APIReference/API_ProjectArtifacts.html',
    'dms/latest/APIReference/API_S3Settings.html',
    'athena/latest/ug/encrypting-query-results-stored-in-s3.html',
    'glue/latest/dg/console-security-configurations.html',
  ],
  controls: ['SecurityHub CodeBuild.3', 'NIST 800-53 SC-28'],
  on: writingServices,
  *check(resource, estate) {
    for (const { at, what, setting, bucket } of outputsOf(resource, estate)) {
      const algorithm = bucket?.encryption?.ServerSideEncryptionByDefault?.SSEAlgorithm
      const isKms = algorithm?.startsWith('aws:kms') ?? false
      const notes = bucket ? [{ at: bucket.at, message: 'where it is written' }] : []
      const { type } = resource.resource
      if (setting === 'SSE_S3' && isKms)
        yield {
          at,
          message: `${what} are written with SSE-S3 to '${bucket?.id}', whose default is '${algorithm}'`,
          notes,
          // Others have no way to say nothing of it, and need a key.
          change:
            type === 'AWS::Athena::WorkGroup'
              ? change('leave the encryption to the bucket', 'review', rewrite(resource, at, gone))
              : undefined,
        }
      else if (setting === 'DISABLED' && !isKms)
        yield {
          at,
          message: `encryption of ${what} is switched off`,
          notes,
          change:
            type === 'AWS::CodeBuild::Project'
              ? change(`encrypt ${what}`, 'review', rewrite(resource, at, false))
              : undefined,
        }
    }
  },
  bad: [
    cloudformation`
      Parameters:
        Plain: { Type: String, AllowedValues: ['true', 'false'] }
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms } }]
        Build:
          Type: AWS::CodeBuild::Project
          Properties:
            ServiceRole: !ImportValue Role
            Source: { Type: NO_SOURCE }
            Environment: { Type: LINUX_CONTAINER, ComputeType: BUILD_GENERAL1_SMALL, Image: aws/codebuild/standard:7.0 }
            Artifacts:
              Type: S3
              Location: artifacts
              EncryptionDisabled: !Ref Plain # <- encryption of build artifacts is switched off
            LogsConfig:
              S3Logs:
                Status: ENABLED
                Location: !Sub '\${Logs}/build'
                EncryptionDisabled: true # <- encryption of build logs is switched off
        Logs:
          Type: AWS::S3::Bucket
        Target:
          Type: AWS::DMS::Endpoint
          Properties:
            EndpointType: target
            EngineName: s3
            S3Settings: # <- replicated data are written with SSE-S3 to 'Data', whose default is 'aws:kms'
              BucketName: !Ref Data
        Queries:
          Type: AWS::Athena::WorkGroup
          Properties:
            Name: queries
            WorkGroupConfiguration:
              ResultConfiguration:
                OutputLocation: !Sub 's3://\${Data}/results/'
                EncryptionConfiguration:
                  EncryptionOption: SSE_S3 # <- query results are written with SSE-S3 to 'Data', whose default is 'aws:kms'
        Jobs:
          Type: AWS::Glue::SecurityConfiguration
          Properties:
            Name: jobs
            EncryptionConfiguration:
              S3Encryptions:
                - S3EncryptionMode: DISABLED # <- encryption of output of jobs is switched off
    `,
    terraform`
      resource "aws_glue_security_configuration" "jobs" {
        name = "jobs"
        encryption_configuration {
          cloudwatch_encryption {
            cloudwatch_encryption_mode = "DISABLED"
          }
          job_bookmarks_encryption {
            job_bookmarks_encryption_mode = "DISABLED"
          }
          s3_encryption {
            s3_encryption_mode = "DISABLED" # <- encryption of output of jobs is switched off
          }
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
            BucketEncryption:
              ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms } }]
        Plain:
          Type: AWS::S3::Bucket
        Build:
          Type: AWS::CodeBuild::Project
          Properties:
            ServiceRole: !ImportValue Role
            Source: { Type: NO_SOURCE }
            Environment: { Type: LINUX_CONTAINER, ComputeType: BUILD_GENERAL1_SMALL, Image: aws/codebuild/standard:7.0 }
            Artifacts: { Type: S3, Location: !Ref Data, EncryptionDisabled: true }
            SecondaryArtifacts: [{ Type: S3, ArtifactIdentifier: more, Location: !ImportValue Artifacts }]
        Pipeline:
          Type: AWS::CodeBuild::Project
          Properties:
            ServiceRole: !ImportValue Role
            Source: { Type: CODEPIPELINE }
            Environment: { Type: LINUX_CONTAINER, ComputeType: BUILD_GENERAL1_SMALL, Image: aws/codebuild/standard:7.0 }
            Artifacts: { Type: CODEPIPELINE, EncryptionDisabled: true }
        Source:
          Type: AWS::DMS::Endpoint
          Properties: { EndpointType: source, EngineName: s3, S3Settings: { BucketName: !Ref Data } }
        Target:
          Type: AWS::DMS::Endpoint
          Properties:
            EndpointType: target
            EngineName: s3
            S3Settings: { BucketName: !Ref Data, EncryptionMode: SSE_KMS, ServerSideEncryptionKmsKeyId: !ImportValue Key }
        Elsewhere:
          Type: AWS::DMS::Endpoint
          Properties: { EndpointType: target, EngineName: s3, S3Settings: { BucketName: !Ref Plain } }
        Queries:
          Type: AWS::Athena::WorkGroup
          Properties:
            Name: queries
            WorkGroupConfiguration: { ResultConfiguration: { OutputLocation: !Sub 's3://\${Data}/' } }
        Jobs:
          Type: AWS::Glue::SecurityConfiguration
          Properties:
            Name: jobs
            EncryptionConfiguration: { S3Encryptions: [{ S3EncryptionMode: SSE-S3 }] }
    `,
    terraform`
      resource "aws_glue_security_configuration" "jobs" {
        name = "jobs"
        encryption_configuration {
          cloudwatch_encryption {
            cloudwatch_encryption_mode = "DISABLED"
          }
          job_bookmarks_encryption {
            job_bookmarks_encryption_mode = "DISABLED"
          }
          s3_encryption {
            s3_encryption_mode = "SSE-KMS"
            kms_key_arn        = "arn:aws:kms:eu-west-1:111122223333:key/11112222-3333-4444-5555-666677778888"
          }
        }
      }
    `,
  ],
})
