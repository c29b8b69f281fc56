/** Services that write results to buckets, and say themselves how these are encrypted. */
import { block, blocks, group, naming, some, text, type Shapes } from './shape.ts'
import type { Twin } from './twin.ts'

const artifacts: Shapes = {
  EncryptionDisabled: text('encryption_disabled'),
  Location: naming('location', 'name'),
  Type: text('type'),
}

const replicatedData: Shapes = {
  BucketFolder: text('bucket_folder'),
  BucketName: naming('bucket_name', 'name'),
  EncryptionMode: text('encryption_mode'),
}

/** Types by their Terraform names. */
export const outputs: Readonly<Record<string, Twin>> = {
  aws_athena_workgroup: {
    type: 'AWS::Athena::WorkGroup',
    shapes: {
      Name: text('name'),
      WorkGroupConfiguration: block('configuration', {
        ResultConfiguration: block('result_configuration', {
          EncryptionConfiguration: block('encryption_configuration', {
            EncryptionOption: text('encryption_option'),
            KmsKey: naming('kms_key_arn', 'Arn'),
          }),
          OutputLocation: text('output_location'),
        }),
      }),
    },
  },
  aws_codebuild_project: {
    type: 'AWS::CodeBuild::Project',
    shapes: {
      Artifacts: block('artifacts', artifacts),
      Environment: block('environment', {
        EnvironmentVariables: blocks('environment_variable', {
          Name: text('name'),
          Type: text('type'),
          Value: text('value'),
        }),
      }),
      LogsConfig: block('logs_config', {
        S3Logs: block('s3_logs', {
          EncryptionDisabled: text('encryption_disabled'),
          Location: text('location'),
          Status: text('status'),
        }),
      }),
      SecondaryArtifacts: blocks('secondary_artifacts', artifacts),
    },
  },
  aws_dms_endpoint: {
    type: 'AWS::DMS::Endpoint',
    shapes: { EndpointType: text('endpoint_type'), S3Settings: block('s3_settings', replicatedData) },
  },
  aws_dms_s3_endpoint: {
    type: 'AWS::DMS::Endpoint',
    shapes: { EndpointType: text('endpoint_type'), S3Settings: group(replicatedData) },
  },
  aws_glue_security_configuration: {
    type: 'AWS::Glue::SecurityConfiguration',
    shapes: {
      Name: text('name'),
      EncryptionConfiguration: block('encryption_configuration', {
        S3Encryptions: some(
          block('s3_encryption', {
            KmsKeyArn: naming('kms_key_arn', 'Arn'),
            S3EncryptionMode: text('s3_encryption_mode'),
          }),
        ),
      }),
    },
  },
}
