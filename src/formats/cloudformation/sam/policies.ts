/** Reads the `Policies` of a function or state machine: managed policies, policy documents, SAM's policy templates. */
import type { Entry, Node } from '../../../syntax/node.ts'
import { build, keyPlace, type Place } from '../build.ts'
import { intrinsicOf, plainScalar } from '../intrinsic.ts'
import { isNoValue } from '../ref.ts'
import { either, ifParts } from './conditional.ts'
import { policyOfTemplate } from './policy-templates.ts'
import type { Transform } from './transform.ts'

/** What a role gets: items of `ManagedPolicyArns` and of `Policies`. */
export interface Attached {
  readonly managed: readonly Node[]
  readonly inline: readonly Node[]
}

/** One entry of `Policies`; under a condition it can be both. */
interface Policy {
  readonly managed?: Node | undefined
  readonly inline?: Node | undefined
}

/** The policies that the role `roleId` gets from a `Policies` property. */
export function attachedPolicies(transform: Transform, policies: Node | undefined, roleId: string): Attached {
  if (!policies) return { managed: [], inline: [] }
  const isList = policies.kind === 'list' && !intrinsicOf(policies)
  const read = (isList ? policies.items : [policies]).map((item, index) =>
    readPolicy(transform, item, `${roleId}Policy${index}`),
  )
  return {
    managed: read.flatMap(({ managed }) => managed ?? []),
    inline: read.flatMap(({ inline }) => inline ?? []),
  }
}

function readPolicy(transform: Transform, node: Node, name: string): Policy {
  transform.spend(10, node)
  const conditional = ifParts(node)
  if (conditional) {
    const [condition, yes, no] = conditional
    const whenYes = readPolicy(transform, yes, name)
    const whenNo = readPolicy(transform, no, name)
    return {
      managed: choice(node, condition, whenYes.managed, whenNo.managed),
      inline: choice(node, condition, whenYes.inline, whenNo.inline),
    }
  }
  if (isNoValue(node)) return {}
  const managedName = plainScalar(node)
  if (managedName !== undefined) return { managed: managedPolicy(node, managedName) }
  if (intrinsicOf(node)) return { managed: node }
  if (node.kind === 'map' && node.get('Statement')) return { inline: inlinePolicy(node, name, node) }
  const [template, ...others] = node.kind === 'map' ? node.entries : []
  if (template && others.length === 0) return { inline: ofTemplate(transform, template, name) }
  const message = `an entry of Policies, for ${name}, is none: expected a policy name or ARN, a policy document with Statement, or a SAM policy template`
  transform.error(message, node.span)
  return {}
}

function ofTemplate(transform: Transform, template: Entry, name: string): Node | undefined {
  const at = keyPlace(template)
  const { key, keySpan, value } = template
  if (value.kind !== 'map') {
    const message = `the policy template ${key} has no values: expected a map of its parameters`
    transform.error(message, keySpan)
    return undefined
  }
  transform.spend(50, at)
  const document = policyOfTemplate(key, value, at)
  if (document === 'elsewhere') return undefined
  if (document === 'unknown') {
    const message = `the policy template ${key} is not known: what it allows is not checked`
    transform.notice(message, keySpan)
    return undefined
  }
  if ('missing' in document) {
    const message = `the policy template ${key} lacks a value: expected ${document.missing}`
    transform.error(message, keySpan)
    return undefined
  }
  return inlinePolicy(at, name, document)
}

function inlinePolicy(at: Place, name: string, document: Node): Node {
  return build(at, { PolicyName: name, PolicyDocument: document })
}

/** Managed policies that functions use and whose ARN has a path. */
const SERVICE_ROLES =
  /^(?:AWSLambda(?:BasicExecution|VPCAccessExecution|DynamoDBExecution|KinesisExecution|MSKExecution|SQSQueueExecution|)Role|AWSLambdaENIManagementAccess|AWSLambdaBasicDurableExecutionRolePolicy|AWSCodeDeployRoleForLambda(?:Limited)?|AmazonS3ObjectLambdaExecutionRolePolicy)$/

/** A managed policy by its ARN, or by its name if it is one of AWS's. */
export function managedPolicy(at: Place, name: string): Node {
  if (/^arn:|\{\{/.test(name)) return build(at, name)
  const path = SERVICE_ROLES.test(name) ? `service-role/${name}` : name
  return build(at, { 'Fn::Sub': `arn:\${AWS::Partition}:iam::aws:policy/${path}` })
}

function choice(at: Place, condition: Node, yes: Node | undefined, no: Node | undefined): Node | undefined {
  return yes || no ? either(at, condition, yes, no) : undefined
}
