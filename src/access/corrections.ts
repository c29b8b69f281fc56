/** What people meant by words of a bucket policy that S3 refuses, where that is plain. */
import { permittingActions } from '../data/operations.ts'
import { gone, type Reference, type Wish } from '../model/change.ts'
import type { Bucket } from '../model/bucket.ts'
import type { Resource } from '../model/resource.ts'
import { isSlip, nearestName } from '../model/schema/index.ts'
import { arnOf, rewrite } from '../model/wishes.ts'
import { actionsMatching } from '../proof/index.ts'
import type { BucketPolicyReading, PolicyIssue } from './bucket-policy.ts'
import type { StatementView } from './statement.ts'

interface Policy {
  readonly resource: Resource
}

/** What makes an element say what it meant, of which is complained that it is no action or no ARN. */
export function respelled(
  policy: Policy,
  reading: BucketPolicyReading,
  { at, problem, message }: PolicyIssue,
  bucketOf: () => Bucket | undefined,
): Wish | undefined {
  for (const statement of reading.statements) {
    const { actions, resources } = statement.proof
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
      return rewrite(policy, statement.place(elementOf(statement, 'Resource'), index), arnOf(bucket, path))
    }
  }
  return undefined
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
export function withAction(policy: Policy, statement: StatementView, index: number, action: string): Wish {
  return rewrite(policy, statement.place(elementOf(statement, 'Action'), index), action)
}

/** A statement without one of its actions; `undefined` where it has no other. */
export function withoutAction(policy: Policy, statement: StatementView, index: number): Wish | undefined {
  return withoutItem(policy, statement, 'Action', statement.proof.actions.texts.length, index)
}

/** A statement without one of its resources; `undefined` where it has no other. */
export function withoutResource(policy: Policy, statement: StatementView, index: number): Wish | undefined {
  return withoutItem(policy, statement, 'Resource', statement.proof.resources.texts.length, index)
}

/**
 * The resources of a statement in a bucket where each names another one, written out, that is not there: what follows
 * the name stays.
 */
export function inBucket(bucket: Bucket, resources: readonly string[]): readonly Reference[] | undefined {
  const arns = resources.map(text => {
    const [, path] = /^arn:[^:]*:s3:::[\w.-]+((?:\/[^$]*)?)$/.exec(text) ?? []
    return path === undefined ? undefined : arnOf(bucket, path)
  })
  return arns.every(arn => arn !== undefined) ? arns : undefined
}

function withoutItem(
  policy: Policy,
  statement: StatementView,
  element: 'Action' | 'Resource',
  count: number,
  index: number,
): Wish | undefined {
  if (count < 2) return undefined
  return rewrite(policy, statement.place(elementOf(statement, element), index), gone)
}

function elementOf({ proof }: StatementView, element: 'Action' | 'Resource'): string {
  const { negated } = element === 'Action' ? proof.actions : proof.resources
  return negated ? `Not${element}` : element
}
