/** Machines, and what they are launched from. */
import { block, group, known, naming, policy, text, written, type Shape, type Shapes } from './shape.ts'
import type { Twin } from './twin.ts'

const metadata: Shape = written(
  'metadata_options',
  block('metadata_options', {
    HttpEndpoint: written('http_endpoint', text('http_endpoint')),
    HttpTokens: written('http_tokens', text('http_tokens')),
  }),
)

/** Scripts stand in the clear, or encoded in an attribute of their own. */
const userData: Shape = cell =>
  text('user_data')(cell) ?? written('user_data_base64', text('user_data_base64'))(cell)

const instance: Shapes = {
  IamInstanceProfile: written('iam_instance_profile', naming('iam_instance_profile', 'name')),
  LaunchTemplate: block('launch_template', {
    LaunchTemplateId: written('id', naming('id', 'Ref')),
    LaunchTemplateName: written('name', naming('name', 'name')),
    Version: text('version'),
  }),
  MetadataOptions: metadata,
  UserData: written('user_data', userData),
}

/** Types by their Terraform names. */
export const machines: Readonly<Record<string, Twin>> = {
  aws_instance: { type: 'AWS::EC2::Instance', shapes: instance },
  aws_spot_instance_request: { type: 'AWS::EC2::Instance', shapes: instance },
  aws_launch_template: {
    type: 'AWS::EC2::LaunchTemplate',
    attributes: { id: 'Ref' },
    shapes: {
      LaunchTemplateName: known('name'),
      LaunchTemplateData: group({
        IamInstanceProfile: block('iam_instance_profile', {
          Arn: naming('arn', 'Arn'),
          Name: naming('name', 'name'),
        }),
        MetadataOptions: metadata,
        UserData: text('user_data'),
      }),
    },
  },
  aws_ecs_task_definition: {
    type: 'AWS::ECS::TaskDefinition',
    // JSON text, whose keys begin with small letters there.
    shapes: { ContainerDefinitions: policy('container_definitions'), Family: text('family') },
  },
  aws_launch_configuration: {
    type: 'AWS::AutoScaling::LaunchConfiguration',
    shapes: {
      IamInstanceProfile: naming('iam_instance_profile', 'name'),
      MetadataOptions: metadata,
      UserData: userData,
    },
  },
}
