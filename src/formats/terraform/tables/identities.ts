/** Users, groups, roles, and the policies that say what they may do. */
import { each, known, naming, namings, policy, recordAt, some, text, written, type Shapes } from './shape.ts'
import type { Twin } from './twin.ts'

const attributes: Twin['attributes'] = { arn: 'Arn', id: 'name', name: 'name' }
const document: Shapes = { PolicyDocument: policy('policy') }

/** Types by their Terraform names. */
export const identities: Readonly<Record<string, Twin>> = {
  aws_iam_user: {
    type: 'AWS::IAM::User',
    attributes,
    shapes: {
      UserName: text('name'),
      Path: text('path'),
      PermissionsBoundary: naming('permissions_boundary', 'Ref'),
    },
  },
  aws_iam_group: {
    type: 'AWS::IAM::Group',
    attributes,
    shapes: { GroupName: text('name'), Path: text('path') },
  },
  aws_iam_role: {
    type: 'AWS::IAM::Role',
    attributes,
    shapes: {
      RoleName: known('name'),
      Path: text('path'),
      AssumeRolePolicyDocument: policy('assume_role_policy'),
      PermissionsBoundary: naming('permissions_boundary', 'Ref'),
      ManagedPolicyArns: written('managed_policy_arns', namings('managed_policy_arns', 'Ref')),
      Policies: written(
        'inline_policy',
        each('inline_policy', item =>
          item.get('policy').isAbsent
            ? []
            : recordAt(item, { PolicyName: text('name'), PolicyDocument: policy('policy') }),
        ),
      ),
    },
  },
  aws_iam_instance_profile: {
    type: 'AWS::IAM::InstanceProfile',
    attributes,
    shapes: { InstanceProfileName: known('name'), Roles: some(naming('role', 'name')) },
  },
  aws_iam_access_key: {
    type: 'AWS::IAM::AccessKey',
    attributes: { id: 'Ref', secret: 'SecretAccessKey' },
    shapes: { Status: text('status'), UserName: naming('user', 'name') },
  },
  aws_iam_policy: {
    type: 'AWS::IAM::ManagedPolicy',
    attributes: { arn: 'Ref', id: 'Ref' },
    shapes: { ManagedPolicyName: known('name'), Path: text('path'), ...document },
  },
  aws_iam_role_policy: {
    type: 'AWS::IAM::RolePolicy',
    shapes: { RoleName: naming('role', 'name'), PolicyName: text('name'), ...document },
  },
  aws_iam_user_policy: {
    type: 'AWS::IAM::UserPolicy',
    shapes: { UserName: naming('user', 'name'), PolicyName: text('name'), ...document },
  },
  aws_iam_group_policy: {
    type: 'AWS::IAM::GroupPolicy',
    shapes: { GroupName: naming('group', 'name'), PolicyName: text('name'), ...document },
  },
}
