/** The execution role of a function or state machine: the one given, or one that SAM makes. */
import type { Entry, Node } from '../../../syntax/node.ts'
import { build, changed, entry, type Shape } from '../build.ts'
import { isNoValue } from '../ref.ts'
import { either, ifParts } from './conditional.ts'
import { attachedPolicies, managedPolicy } from './policies.ts'
import { given, inherited, type ServerlessResource, type Transform } from './transform.ts'

/** What SAM gives to a role without being asked. */
export interface Basics {
  /** Who may assume it. */
  readonly service: string
  /** Names of managed policies. */
  readonly managed: readonly string[]
  /** Items of `Policies`. */
  readonly inline: readonly Node[]
  readonly tags: Node
}

/** The role's ARN, at the key that is written for it, and the role where one is made. */
export interface ExecutionRole {
  readonly arn: Entry
  readonly made: readonly Entry[]
}

/** The role that a resource runs with. */
export function executionRole(
  transform: Transform,
  resource: ServerlessResource,
  basics: Basics,
): ExecutionRole {
  const { at, id, properties } = resource
  const roleId = `${id}Role`
  const made = build(at, { 'Fn::GetAtt': [roleId, 'Arn'] })
  const written = given(properties, 'Role')
  if (!written) return { arn: entry(at, 'Role', made), made: [makeRole(transform, resource, roleId, basics)] }

  const parts = ifParts(written.value)
  if (!parts?.some(isNoValue)) return { arn: written, made: [] }
  const [condition, yes, no] = parts
  const both = isNoValue(yes) && isNoValue(no)
  const arn = either(written.value, condition, isNoValue(yes) ? made : yes, isNoValue(no) ? made : no)
  const attributes = both ? undefined : underCondition(transform, resource, roleId, condition, isNoValue(yes))
  return { arn: changed(written, arn), made: [makeRole(transform, resource, roleId, basics, attributes)] }
}

function makeRole(
  transform: Transform,
  resource: ServerlessResource,
  roleId: string,
  basics: Basics,
  attributes?: readonly Entry[],
): Entry {
  const { at, properties } = resource
  const { managed, inline } = attachedPolicies(transform, given(properties, 'Policies')?.value, roleId)
  const policies = [...basics.inline, ...inline]
  const role = {
    AssumeRolePolicyDocument: given(properties, 'AssumeRolePolicyDocument')?.value ?? trust(basics.service),
    ManagedPolicyArns: [...basics.managed.map(name => managedPolicy(at, name)), ...managed],
    Policies: policies.length > 0 ? policies : undefined,
    Path: given(properties, 'RolePath')?.value,
    PermissionsBoundary: given(properties, 'PermissionsBoundary')?.value,
    Tags: basics.tags,
  }
  return transform.generate(resource, at, roleId, 'AWS::IAM::Role', role, attributes)
}

/** The attributes of a role that is made only where a condition holds, or only where it does not. */
function underCondition(
  transform: Transform,
  { at, node }: ServerlessResource,
  roleId: string,
  condition: Node,
  holds: boolean,
): readonly Entry[] {
  const others = inherited(node).filter(({ key }) => key !== 'Condition')
  const owners = node.get('Condition')?.value
  if (holds && !owners) return [entry(at, 'Condition', condition), ...others]
  const own: Shape = holds ? { Condition: condition } : { 'Fn::Not': [{ Condition: condition }] }
  const formula = owners ? { 'Fn::And': [{ Condition: owners }, own] } : own
  const name = `${roleId}Condition`
  transform.conditions.push(entry(condition, name, build(condition, formula)))
  return [entry(at, 'Condition', build(at, name)), ...others]
}

function trust(service: string): Shape {
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: [service] }, Action: ['sts:AssumeRole'] }],
  }
}
