/** Statements that do nothing. */
import type { Bucket } from './bucket.ts'
import { search } from './search.ts'
import type { Space } from './space.ts'
import type { Statement } from './statement.ts'
import { NO } from './truth.ts'
import type { StatementRef } from './types.ts'

/**
 * Why a statement does nothing: no S3 action it names exists; its resources are not of this bucket; its actions do
 * not act on its resources; nobody is its principal; its condition is never met by such requests; or (an Allow)
 * everything it allows is denied.
 */
export type DeadReason =
  'action' | 'resource' | 'action-on-resource' | 'principal' | 'condition' | 'always-denied'

export interface DeadStatement {
  readonly statement: StatementRef
  readonly reason: DeadReason
}

/** The statements of the bucket policy that apply to no request to this bucket, whatever the unknown values are. */
export function deadStatements(bucket: Bucket): DeadStatement[] {
  const space = bucket.space(bucket.policyStatements)
  return space.statements.flatMap(statement => {
    const reason = reasonOf(space, statement)
    return reason === undefined ? [] : [{ statement: statement.ref, reason }]
  })
}

function reasonOf(space: Space, statement: Statement): DeadReason | undefined {
  if (statement.exists === NO) return undefined
  const bit = space.bits(one => one === statement)
  const none = (avoid: bigint): boolean => {
    const { hit, bound } = search(space, { avoid, need: [bit] }, false)
    return hit === undefined && bound === undefined && space.bounds.size === 0
  }
  if (none(0n)) return missingPart(space, bit)
  if (statement.effect === 'Deny') return undefined
  return none(space.bits(one => one.effect === 'Deny')) ? 'always-denied' : undefined
}

function missingPart(space: Space, bit: bigint): DeadReason {
  const { operationClasses, scope } = space
  const acting = operationClasses.filter(({ may }) => (may & bit) !== 0n)
  if (acting.length === 0) return 'action'
  const reaches = (tested: typeof operationClasses, name: 'resource' | 'actor'): boolean =>
    tested.some(operations =>
      scope.kinds.some(kind =>
        space
          .coordinates(kind, operations)
          .some(
            coordinate =>
              coordinate.name.startsWith(name) && coordinate.samples.some(({ may }) => (may & bit) !== 0n),
          ),
      ),
    )
  if (!reaches(operationClasses, 'resource')) return 'resource'
  if (!reaches(acting, 'resource')) return 'action-on-resource'
  return reaches(acting, 'actor') ? 'condition' : 'principal'
}
