/** Machines, and what they are launched from: the role that they have, and how its credentials are got at. */
import type { EstateView } from '../model/bucket.ts'
import type { Resource } from '../model/resource.ts'
import { ResourceView } from '../model/resource-view.ts'
import type { PropertiesOf } from '../model/schema/index.ts'
import type { TextView } from '../model/text-view.ts'
import type { Origin } from '../model/value.ts'
import type { RecordView } from '../model/view.ts'
import { RoleAccess } from './identity.ts'

/** What is launched. */
export interface Launch {
  /** The name or ARN of the instance profile. */
  readonly profile: TextView | undefined
  readonly tokens: 'optional' | 'required' | 'not written'
  /** The place that says so, or the resource. */
  readonly at: Origin
  /** Whether the metadata, and with it the credentials, can be read at all. */
  readonly hasMetadata: boolean
  /** Whether more of it stands in a launch template elsewhere. */
  readonly isCompletedElsewhere: boolean
}

/** What an instance, launch template or launch configuration launches. */
export function launchOf({ resource, world }: ResourceView<unknown>): Launch {
  if (resource.type === 'AWS::EC2::Instance') {
    const { properties } = new ResourceView<PropertiesOf<'AWS::EC2::Instance'>>(resource, world)
    const { IamInstanceProfile: profile, MetadataOptions: metadata, LaunchTemplate: template } = properties
    return {
      profile,
      tokens: metadata?.HttpTokens ?? 'not written',
      at: metadata?.at('HttpTokens') ?? resource.at,
      hasMetadata: metadata?.HttpEndpoint !== 'disabled',
      isCompletedElsewhere: template !== undefined,
    }
  }
  if (resource.type === 'AWS::EC2::LaunchTemplate') {
    const { properties } = new ResourceView<PropertiesOf<'AWS::EC2::LaunchTemplate'>>(resource, world)
    const data = properties.LaunchTemplateData
    const profile = data?.IamInstanceProfile
    return launch(resource, data?.MetadataOptions, profile?.Arn ?? profile?.Name)
  }
  const { properties } = new ResourceView<PropertiesOf<'AWS::AutoScaling::LaunchConfiguration'>>(
    resource,
    world,
  )
  return launch(resource, properties.MetadataOptions, properties.IamInstanceProfile)
}

type Metadata = RecordView<{ readonly HttpTokens?: string; readonly HttpEndpoint?: string }>

function launch({ at }: Resource, metadata: Metadata | undefined, profile: TextView | undefined): Launch {
  const tokens = metadata?.HttpTokens
  return {
    profile,
    tokens: tokens === undefined ? 'not written' : tokens.is('optional') ? 'optional' : 'required',
    at: metadata?.at('HttpTokens') ?? at,
    hasMetadata: !metadata?.HttpEndpoint?.is('disabled'),
    isCompletedElsewhere: false,
  }
}

/** Whether a profile may give a role that has to do with S3; what is defined elsewhere may. */
export function mayUseS3(profile: TextView, near: ResourceView<unknown>, estate: EstateView): boolean {
  const written = estate.resource('AWS::IAM::InstanceProfile', profile, near)
  const roles = written?.properties.Roles
  if (!roles) return true
  return roles.some(name => {
    const role = estate.resource('AWS::IAM::Role', name, near)
    return !role || new RoleAccess(role, estate).mayUseS3()
  })
}
