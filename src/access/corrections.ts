/** What people meant by words of a bucket policy that S3 refuses, where that is plain. */
import { permittingActions } from '../data/operations.ts'
import { gone, type Reference, type Wanted, type Wish } from '../model/change.ts'
import type { Bucket } from '../model/bucket.ts'
import type { Resource } from '../model/resource.ts'
import { isSlip, nearestName } from '../model/schema/index.ts'
import { arnOf } from '../model/wishes.ts'
import { actionsMatching, conditionOperators } from '../proof/index.ts'
import { restated } from './amend.ts'
import type { BucketPolicyReading, PolicyIssue } from './bucket-policy.ts'
import type { StatementView } from './statement.ts'
import { moved } from './untrap.ts'

interface Policy {
  readonly resource: Resource
}

/** What makes a part say what it meant, of which is complained that it is no action, no ARN or no operator. */
export function respelled(
  policy: Policy,
  reading: BucketPolicyReading,
  { at, problem, message }: PolicyIssue,
  bucketOf: () => Bucket | undefined,
): Wish | undefined {
  for (const statement of reading.statements) {
    const { actions, resources, conditions } = statement.proof
    const misspelt = conditions.find(
      ({ operator }) => statement.place('Condition', operator).address === at.address,
    )
    if (problem === 'operator' && misspelt) {
      const { operator } = misspelt
      const other = meantOperator(operator)
      const keys = conditions.flatMap(each => (each.operator === operator ? each.key : []))
      return other === undefined
        ? undefined
        : moved(policy, reading, statement, operator, keys, { operator: other })
    }
    const isIn = (element: string) => statement.place(element).address === at.address
    if (problem === 'action' && isIn(elementOf(statement, 'Action'))) {
      const index = actions.texts.findIndex(text => message.endsWith(`'${text}'`))
      const meant = meantAction(actions.texts[index] ?? '')
      return meant === undefined ? undefined : withAction(policy, statement, index, meant)
    }
    if (problem === 'resource' && isIn(elementOf(statement, 'Resource'))) {
      const index = resources.texts.findIndex(text => message.endsWith(`'${reading.shown([text]).join('')}'`))
      const path = reading.afterName(resources.texts[index] ?? '')
      const bucket = path === undefined ? undefined : bucketOf()
      if (bucket === undefined || path === undefined) return undefined
      return withItem(policy, statement, 'Resource', index, arnOf(bucket, path))
    }
  }
  return undefined
}

/** The operator that one which is none is a slip of. */
function meantOperator(written: string): string | undefined {
  const [, before = '', name = '', behind = ''] = /^(\w+:)?(\w+?)(IfExists)?$/.exec(written) ?? []
  const meant = isSlip(name, conditionOperators) ? nearestName(name, conditionOperators) : undefined
  return meant === undefined ? undefined : before + meant + behind
}

/** The action that permits what a name says which is none: an operation of S3, one without its service, or a slip. */
export function meantAction(name: string): string | undefined {
  const full = name.includes(':') ? name : `s3:${name}`
  const names = actionsMatching('s3:*').map(action => action.name)
  const slip = isSlip(full, names) ? nearestName(full, names) : undefined
  const meant = permittingActions.get(full.toLowerCase()) ?? slip
  return meant !== undefined && actsOnBuckets(meant) ? meant : undefined
}

function actsOnBuckets(name: string): boolean {
  return actionsMatching(name).some(({ resourceTypes }) =>
    resourceTypes.some(type => type === 'bucket' || type === 'object'),
  )
}

/** Another action in the place of one, by its number in the statement. */
export function withAction(policy: Policy, statement: StatementView, index: number, action: string) {
  return withItem(policy, statement, 'Action', index, action)
}

/** A statement without one of its actions; `undefined` where it has no other. */
export function withoutAction(policy: Policy, statement: StatementView, index: number) {
  const isOnly = statement.proof.actions.texts.length < 2
  return isOnly ? undefined : withItem(policy, statement, 'Action', index, gone)
}

/** A statement without one of its resources; `undefined` where it has no other. */
export function withoutResource(policy: Policy, statement: StatementView, index: number) {
  const isOnly = statement.proof.resources.texts.length < 2
  return isOnly ? undefined : withItem(policy, statement, 'Resource', index, gone)
}

/**
 * What the resources of a statement name in a bucket, where each says its name alone, or spells out the ARN of another
 * bucket: what follows the name stays.
 */
export function inBucket(
  bucket: Bucket,
  reading: BucketPolicyReading,
  { proof: { resources } }: StatementView,
): readonly Reference[] | undefined {
  const arns = resources.texts.map(text => {
    const [, behindOther] =
      /^arn:[^:]*:s3:::[\w.-]+((?:\/[^$]*)?)$/.exec(reading.shown([text]).join('')) ?? []
    const path = reading.afterName(text) ?? behindOther
    return path === undefined ? undefined : arnOf(bucket, path)
  })
  return arns.every(arn => arn !== undefined) ? arns : undefined
}

/** One of several items needs a place of its own: what a function makes of many has none. */
function withItem(
  policy: Policy,
  statement: StatementView,
  element: 'Action' | 'Resource',
  index: number,
  to: Wanted,
): Wish | undefined {
  const name = elementOf(statement, element)
  const { texts } = element === 'Action' ? statement.proof.actions : statement.proof.resources
  const isApart = statement.place(name, index).span.start !== statement.place(name).span.start
  return isApart || texts.length === 1 ? restated(policy, statement, to, name, index) : undefined
}

function elementOf({ proof }: StatementView, element: 'Action' | 'Resource'): string {
  const { negated } = element === 'Action' ? proof.actions : proof.resources
  return negated ? `Not${element}` : element
}
