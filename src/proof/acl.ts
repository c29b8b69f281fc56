/** Access control lists, as the statements they amount to. */
import { compile } from './glob.ts'
import type { Holes } from './holes.ts'
import type { PrincipalEntry, Statement } from './statement.ts'
import { and, not, YES, type Truth } from './truth.ts'
import { flag, type Flag } from './types.ts'

/** Who a grant is for; other grantees are canonical users. */
export type Grantee =
  'everyone' | 'authenticated' | 'log-delivery' | 'unknown' | { readonly canonicalUser: string }

export type AclPermission = 'READ' | 'WRITE' | 'READ_ACP' | 'WRITE_ACP' | 'FULL_CONTROL'

/** One grant of a bucket's ACL. */
export interface AclGrant {
  readonly grantee: Grantee
  readonly permission: AclPermission
  readonly exists?: Flag
  readonly origin?: unknown
}

const canned: Readonly<Record<string, readonly AclGrant[]>> = {
  'public-read': [{ grantee: 'everyone', permission: 'READ' }],
  'public-read-write': [
    { grantee: 'everyone', permission: 'READ' },
    { grantee: 'everyone', permission: 'WRITE' },
  ],
  'authenticated-read': [{ grantee: 'authenticated', permission: 'READ' }],
  'log-delivery-write': [
    { grantee: 'log-delivery', permission: 'WRITE' },
    { grantee: 'log-delivery', permission: 'READ_ACP' },
  ],
}

/** The grants of a canned ACL (`public-read` or `PublicRead`) to others than the owner; undefined: no such ACL. */
export function cannedAcl(name: string): readonly AclGrant[] | undefined {
  const dashed = name.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase()
  if (Object.hasOwn(canned, dashed)) return canned[dashed]
  return ['private', 'aws-exec-read', 'bucket-owner-read', 'bucket-owner-full-control'].includes(dashed)
    ? []
    : undefined
}

const actionsOf: Readonly<Record<AclPermission, readonly string[]>> = {
  READ: ['s3:ListBucket', 's3:ListBucketVersions', 's3:ListBucketMultipartUploads'],
  WRITE: ['s3:PutObject', 's3:DeleteObject'],
  READ_ACP: ['s3:GetBucketAcl'],
  WRITE_ACP: ['s3:PutBucketAcl'],
  FULL_CONTROL: [
    's3:ListBucket',
    's3:ListBucketVersions',
    's3:ListBucketMultipartUploads',
    's3:PutObject',
    's3:DeleteObject',
    's3:GetBucketAcl',
    's3:PutBucketAcl',
  ],
}

/** Whether AWS calls a grant public. */
export const isPublicGrant = ({ grantee }: AclGrant): boolean =>
  grantee === 'everyone' || grantee === 'authenticated' || grantee === 'unknown'

/** What switches ACLs off. */
export interface AclSwitches {
  /** IgnorePublicAcls of the bucket or the account. */
  readonly ignorePublic: Truth
  /** Ownership is BucketOwnerEnforced. */
  readonly disabled: Truth
}

function entryOf(grantee: Grantee, holes: Holes): PrincipalEntry {
  if (typeof grantee === 'object') return { kind: 'canonical', id: compile(grantee.canonicalUser, holes) }
  switch (grantee) {
    case 'everyone':
    case 'authenticated':
    case 'unknown':
      return { kind: grantee }
    case 'log-delivery':
      return { kind: 'service', id: compile('logging.s3.amazonaws.com', holes) }
  }
}

/** The Allow statements that a bucket's ACL amounts to. */
export function aclStatements(grants: readonly AclGrant[], switches: AclSwitches, holes: Holes): Statement[] {
  return grants.map((grant, index) => {
    const entry = entryOf(grant.grantee, holes)
    const ignored = isPublicGrant(grant) ? not(switches.ignorePublic) : YES
    const exists = and(flag(grant.exists ?? true), and(ignored, not(switches.disabled)))
    const actions = actionsOf[grant.permission]
    return {
      ref: { policy: 'ACL', index, sid: undefined, effect: 'Allow', origin: grant.origin },
      effect: 'Allow',
      exists,
      doubts: ['whether the ACL is in force'],
      forOutsiders: YES,
      principals: {
        negated: false,
        entries: [entry],
        texts: [typeof grant.grantee === 'object' ? grant.grantee.canonicalUser : ''],
      },
      actions: {
        negated: false,
        globs: actions.map(action => compile(action, holes, undefined, true)),
        texts: actions,
      },
      resources: { negated: false, globs: [compile('*', holes, 'any')], texts: ['*'] },
      conditions: [],
      view: 'bucket',
    }
  })
}
