/** Questions about policies: see README.md. This is the only module that other folders import. */
export {
  accessPointIsPublic,
  accountMay,
  accountsWithAccess,
  anonymousMay,
  CAPABILITIES,
  everyRequestDenied,
  olderTlsThan,
  plainHttp,
  policyIsPublic,
  requiresEncryption,
  signatureV2,
  strangersMay,
  unscopedServices,
  type AccountAccess,
  type Capability,
} from './access.ts'
export { cannedAcl, isPublicGrant, type AclGrant, type AclPermission, type Grantee } from './acl.ts'
export { actionNamed, actionsMatching, type AccessLevel, type Action } from './actions.ts'
export { conditionOperators } from './condition.ts'
export { Bucket, type AccessPointInput, type BucketInput, type PublicAccessBlock } from './bucket.ts'
export { Holes, type HoleKind, type HoleShape } from './holes.ts'
export { valuesOf } from './keys.ts'
export { parsePolicy, type ParseOptions } from './parse.ts'
export { patternsMatch, type Policy, type Statement } from './statement.ts'
export { YES } from './truth.ts'
export type * from './types.ts'
export { atMost } from './compare.ts'
export { grants, type GrantVerdict, type MissingPermission, type Need } from './grants.ts'
export { deadStatements, type DeadReason, type DeadStatement } from './dead.ts'
export { actorOf, explainAccess, type AccessAnswer, type AccessQuestion } from './explain.ts'
export { openToStrangers, type Openness } from './strangers.ts'
