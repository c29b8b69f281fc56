/** Who may do what with a bucket: policy, ACL, ownership, public access block and access points together. */
import type { AccessPointInput, Bucket, Path } from './bucket.ts'
import { compile, match } from './glob.ts'
import { decide, type Query } from './decide.ts'
import { lowerKeys } from './limits.ts'
import type { Goal } from './search.ts'
import type { Coordinate, Unmasked } from './space.ts'
import { deniesAll } from './shortcut.ts'
import type { Statement } from './statement.ts'
import { namedById } from './trust.ts'
import { every, NO, YES, type Truth } from './truth.ts'
import type { Actor, ActorKind, KeyLimit, RequestClass, Verdict } from './types.ts'
import { publicVerdict, serviceVerdict } from './public.ts'

/** What people want to know whether somebody can do. */
export type Capability = 'read' | 'list' | 'write' | 'delete' | 'policy' | 'configure'

/** `policy` is whatever opens the bucket to others; `configure` is every other change of settings. */
const capabilities: Readonly<Record<Exclude<Capability, 'configure'>, ReadonlySet<string>>> = {
  read: new Set(['s3:GetObject', 's3:GetObjectVersion']),
  list: new Set(['s3:ListBucket', 's3:ListBucketVersions']),
  write: new Set(['s3:PutObject']),
  delete: new Set(['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:DeleteBucket']),
  policy: new Set([
    's3:PutBucketPolicy',
    's3:DeleteBucketPolicy',
    's3:PutBucketAcl',
    's3:PutBucketPublicAccessBlock',
    's3:PutBucketOwnershipControls',
  ]),
}

export const CAPABILITIES: readonly Capability[] = ['read', 'list', 'write', 'delete', 'policy', 'configure']

const changesSettings = (name: string): boolean =>
  /^s3:(Put|Delete|Create|Update)[A-Za-z]*(Configuration|Bucket[A-Z]|Notification|Website|Tagging)/.test(
    name,
  ) &&
  !name.includes('Object') &&
  !capabilities.policy.has(name)

/** Whether an action belongs to a capability. */
const belongs = (capability: Capability, name: string): boolean =>
  capability === 'configure' ? changesSettings(name) : capabilities[capability].has(name)

/** Names of actions by patterns. */
function actionFilter(bucket: Bucket, patterns: readonly string[]): (name: string) => boolean {
  const globs = patterns.map(pattern => compile(pattern, bucket.holes, 'any', true))
  return name => globs.some(glob => match(glob, name) === YES)
}

/**
 * Own access points lead no further than their policies say, which are asked about on a path of their own; on the
 * direct path a condition on access points is met by those of other accounts only.
 */
function withoutOwnAccessPoints(bucket: Bucket): (sample: Unmasked, coordinate: Coordinate) => Truth {
  const owner = compile(bucket.owner, bucket.holes)
  return ({ context }) => {
    const account = context['s3:dataaccesspointaccount']?.[0]
    return account !== undefined && match(owner, account) !== NO ? NO : YES
  }
}

/** A stranger has no id that somebody wrote down. */
function withoutNamedIds(statements: readonly Statement[]): (sample: Unmasked) => Truth {
  const isNamed = namedById(statements)
  return ({ context }) => ((context['aws:userid'] ?? []).some(isNamed) ? NO : YES)
}

/** Requests that the bucket's side allows on one of the ways to it. */
function allowed(
  bucket: Bucket,
  goal: Omit<Goal, 'avoid' | 'need'>,
  limits?: Readonly<Record<string, KeyLimit>>,
  isStranger = false,
): Query[] {
  return bucket.paths(limits).map(({ space, allows, denies, name }: Path) => {
    const tests = [
      ...(name === 'policy' ? [withoutOwnAccessPoints(bucket)] : []),
      ...(isStranger ? [withoutNamedIds(space.statements)] : []),
    ]
    const sample: Goal['sample'] = (one, coordinate) => every(tests, test => test(one, coordinate))
    return {
      space,
      goal: { ...goal, avoid: denies, need: allows, ...(tests.length > 0 && { sample }) },
    }
  })
}

/** May somebody without credentials do it? The witness shows how. */
export function anonymousMay(bucket: Bucket, capability: Capability): Verdict {
  const operations = (name: string): boolean => belongs(capability, name)
  return bucket.answer(['anonymous', capability], () =>
    decide(allowed(bucket, { kinds: ['anonymous'], operations }), 'yes'),
  )
}

/** May any signed-in principal of an account that nobody wrote down do it? */
export function strangersMay(bucket: Bucket, capability: Capability): Verdict {
  return accountMay(bucket, 'other', capability)
}

const principalKinds: readonly ActorKind[] = ['user', 'role', 'root']

/** May a principal of the account do it, as far as the bucket's side decides? `other`: one that is not written down. */
export function accountMay(bucket: Bucket, account: string, capability: Capability): Verdict {
  return bucket.answer(['account', account, capability], () => findAccountMay(bucket, account, capability))
}

function findAccountMay(bucket: Bucket, account: string, capability: Capability): Verdict {
  const operations = (name: string): boolean => belongs(capability, name)
  const actor = account === 'other' ? strangerTo(bucket) : inAccount(bucket, account)
  const known =
    account === 'other' || bucket.paths().some(({ space }) => space.namedAccounts.includes(account))
  const limits = known ? {} : { 'aws:principalaccount': { anyOf: [account] } }
  return decide(
    allowed(bucket, { kinds: principalKinds, operations, actor }, limits, account === 'other'),
    'yes',
  )
}

function inAccount(bucket: Bucket, account: string): (actor: Actor) => Truth {
  const glob = compile(account, bucket.holes)
  return actor => (actor.account === undefined ? NO : match(glob, actor.account))
}

function strangerTo(bucket: Bucket): (actor: Actor) => Truth {
  const named = new Set([bucket.owner, ...bucket.paths().flatMap(path => path.space.namedAccounts)])
  return actor => (actor.account === undefined || named.has(actor.account) ? NO : YES)
}

/** What one account gets. */
export interface AccountAccess {
  /** Account id, possibly a hole; `other` is every account that is not written down. */
  readonly account: string
  readonly can: Readonly<Record<Capability, Verdict>>
}

/** The accounts other than the owner's that get something, or may get something. */
export function accountsWithAccess(bucket: Bucket): AccountAccess[] {
  const named = new Set(bucket.paths().flatMap(path => path.space.namedAccounts))
  named.delete(bucket.owner)
  return [...named, 'other'].flatMap(account => {
    const one = (capability: Capability): Verdict => accountMay(bucket, account, capability)
    const can = {
      read: one('read'),
      list: one('list'),
      write: one('write'),
      delete: one('delete'),
      policy: one('policy'),
      configure: one('configure'),
    }
    return Object.values(can).some(({ answer }) => answer !== 'no') ? [{ account, can }] : []
  })
}

/** Whether AWS calls the bucket policy, as written, public. */
export function policyIsPublic(bucket: Bucket): Verdict {
  return bucket.answer(['public'], () => publicVerdict(bucket.space(bucket.policyStatements), 'bucket'))
}

/** Whether AWS calls the policy of an access point public; one for a VPC only never is. */
export function accessPointIsPublic(bucket: Bucket, point: AccessPointInput): Verdict {
  if (point.vpcOrigin === true) return { answer: 'no', by: [], hinge: [] }
  const verdict = publicVerdict(bucket.space(point.policy?.statements ?? [], {}, point), 'accessPoint')
  if (point.vpcOrigin !== 'unknown' || verdict.answer === 'no') return verdict
  return { answer: 'unknown', by: [], hinge: ['network origin of the access point'] }
}

/**
 * The services that the bucket policy names, each with whether it may act on behalf of an account, resource or
 * organisation that nobody wrote down (the confused deputy).
 */
export function unscopedServices(bucket: Bucket): { readonly service: string; readonly verdict: Verdict }[] {
  const space = bucket.space(bucket.policyStatements)
  const allowing = space.statements.filter(one => one.effect === 'Allow')
  const services = new Set(
    allowing.flatMap(({ principals: { entries, texts } }) =>
      entries.flatMap((entry, index) => (entry.kind === 'service' ? (texts[index] ?? []) : [])),
    ),
  )
  return [...services].map(service => ({ service, verdict: serviceVerdict(space, service) }))
}

/**
 * Is every request of a class denied?
 *
 * - `explicit`: a Deny statement applies to each, whoever sends it.
 * - `effective`: no such request gets through. Principals of the owner's account may always have been allowed by their
 *   own policies, others only by the bucket's side. Services use TLS, so they send no request of a class that is
 *   about the transport.
 */
export function everyRequestDenied(
  bucket: Bucket,
  requests: RequestClass,
  mode: 'explicit' | 'effective',
): Verdict {
  return bucket.answer(['denied', mode, requests], () => findDenied(bucket, requests, mode))
}

function findDenied(bucket: Bucket, requests: RequestClass, mode: 'explicit' | 'effective'): Verdict {
  const limits = lowerKeys(requests.context)
  const plain = bucket.statements.find(one => deniesAll(bucket, one, limits))
  if (plain !== undefined) return { answer: 'yes', by: [plain.ref], hinge: [] }
  const aboutTransport = 'aws:securetransport' in limits || 's3:tlsversion' in limits
  const kinds = requests.actors ?? (mode === 'effective' && aboutTransport ? withoutServices : undefined)
  const space = bucket.space(bucket.statements, limits)
  const base = {
    keys: limits,
    ...(requests.ownersOnly === true && { actor: (actor: Actor) => space.isOwners(actor) }),
    ...(kinds !== undefined && { kinds }),
    ...(requests.actions !== undefined && { operations: actionFilter(bucket, requests.actions) }),
  }
  const avoid = space.bits(one => one.effect === 'Deny')
  const granted = { space, goal: { ...base, avoid, need: [space.bits(one => one.effect === 'Allow')] } }
  if (mode === 'explicit') return decide([granted, { space, goal: { ...base, avoid, need: [] } }], 'no')
  const own = (kinds ?? principalKinds).filter(kind => principalKinds.includes(kind))
  const owners = { ...base, kinds: own, avoid, need: [], actor: (actor: Actor) => space.isOwners(actor) }
  const through = allowed(bucket, base, limits).slice(1)
  return decide([granted, { space, goal: owners }, ...through], 'no')
}

const withoutServices: readonly ActorKind[] = ['anonymous', 'user', 'role', 'root', 'federated', 'canonical']

/** Requests over plain HTTP. */
export const plainHttp: RequestClass = { context: { 'aws:SecureTransport': { anyOf: ['false'] } } }

/** HTTPS requests with an older TLS version than the given one. */
export const olderTlsThan = (version: number): RequestClass => ({
  context: { 's3:TlsVersion': { below: version } },
})

/** Requests signed by Signature Version 2. */
export const signatureV2: RequestClass = {
  actors: ['user', 'role', 'root', 'federated', 'canonical'],
  context: { 's3:signatureversion': { anyOf: ['AWS'] } },
}

/** Is every upload denied unless it asks for one of these encryptions, or for this key? */
export function requiresEncryption(
  bucket: Bucket,
  wanted: { readonly sse?: readonly string[]; readonly key?: string },
): Verdict {
  const space = (limits: Record<string, { noneOf: readonly string[] }>): Query => {
    const found = bucket.space(bucket.policyStatements, limits)
    const operations = (name: string): boolean => name === 's3:PutObject'
    return {
      space: found,
      goal: { avoid: found.bits(one => one.effect === 'Deny'), need: [], keys: limits, operations },
    }
  }
  const queries: Query[] = []
  if (wanted.sse !== undefined)
    queries.push(space({ 's3:x-amz-server-side-encryption': { noneOf: wanted.sse } }))
  if (wanted.key !== undefined)
    queries.push(space({ 's3:x-amz-server-side-encryption-aws-kms-key-id': { noneOf: [wanted.key] } }))
  return decide(queries, 'no')
}
