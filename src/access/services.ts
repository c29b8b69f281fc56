/** What services may do with a bucket. */
import type { Bucket } from '../model/bucket.ts'
import { reference } from '../model/identity.ts'
import { Text } from '../model/text.ts'
import type { TextView } from '../model/text-view.ts'
import { grants, type KeyLimit } from '../proof/index.ts'
import { basis, type Basis } from './inquiry.ts'
import type { StatementView } from './statement.ts'
import type { BucketSubject } from './subject.ts'

/** What a service asks of the objects of a bucket. */
export interface ServiceRequest {
  readonly action: string
  /** The keys of the objects begin with it. */
  readonly prefix: Text
  /** Condition keys that the service is known to send. */
  readonly context: Readonly<Record<string, Text>>
}

/** Whether a request is allowed, and if a statement denies it, which. */
export interface Permission {
  readonly granted: boolean
  readonly denials: readonly Basis[]
}

/** Whether a service may do something with the bucket's objects: allowed by a policy of the bucket, denied by none. */
export function serviceMay(bucket: BucketSubject, service: string, request: ServiceRequest): Permission {
  const { inquiry } = bucket
  const verdict = inquiry.ask(speller => {
    const subject = bucket.in(speller)
    const spell = (text: Text) => speller.spell(inquiry.world, text)
    const context: Record<string, KeyLimit> = {}
    for (const [key, text] of Object.entries(request.context)) context[key] = { anyOf: [spell(text)] }
    return grants({
      ...speller.terms,
      actor: { kind: 'service', id: service },
      actions: [request.action],
      resources: [`${subject.arn}/${spell(request.prefix)}*`],
      layers: [bucket.policies(speller).map(({ policy }) => policy)],
      context,
      owner: subject.owner,
    })
  })
  const refused = verdict.missing[0]?.by ?? []
  return {
    granted: inquiry.holds(`${service} may ${request.action}`, verdict),
    denials: basis(refused.filter(({ effect }) => effect === 'Deny')),
  }
}

/**
 * Whether S3 may deliver the access logs of `source`: by a policy for the logging service, or by the ACL of the log
 * delivery group where ACLs count.
 */
export function mayReceiveLogs(
  target: BucketSubject,
  source: Bucket,
  prefix: TextView | undefined,
): Permission {
  const byPolicy = serviceMay(target, 'logging.s3.amazonaws.com', {
    action: 's3:PutObject',
    prefix: prefix?.text ?? Text.of(),
    context: {
      'aws:SourceArn': reference(source.resource, 'Arn'),
      'aws:SourceAccount': source.account.text,
    },
  })
  const { acl, ownership } = target.bucket
  const byAcl = acl === 'LogDeliveryWrite' && ownership !== 'BucketOwnerEnforced'
  return byAcl && byPolicy.denials.length === 0 ? { granted: true, denials: [] } : byPolicy
}

/** Services that a statement lets in whoever they act for. */
export interface UnscopedServices {
  readonly statement: StatementView
  readonly services: readonly string[]
}

/** What a service says of the account or resource that it acts for. */
const scopes = [
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourceowner',
]

/** Looking at the bucket before delivering there: what whoever is behind the service learns nothing from. */
const checks = ['s3:getbucketacl', 's3:getbucketlocation', 's3:listbucket']

/**
 * The statements that let services in on behalf of whoever asks them, as far as they are written down; `maybeOwned`
 * settles whether a resource of which nothing is known lies below an account.
 */
export function unscopedServices(
  statements: readonly StatementView[],
  maybeOwned: (resource: string) => boolean,
): UnscopedServices[] {
  const limitsAll = statements.some(
    ({ proof }) =>
      proof.effect === 'Deny' && proof.conditions.some(one => one.negated && scopes.includes(one.key)),
  )
  if (limitsAll) return []
  return statements
    .filter(({ proof }) => proof.effect === 'Allow' && !proof.principals.negated)
    .map(statement => ({
      statement,
      services: servicesIn(statement).filter(one => !isScoped(statement, one, maybeOwned)),
    }))
    .filter(({ services }) => services.length > 0)
}

function servicesIn({ proof: { principals } }: StatementView): string[] {
  return principals.texts.filter((_, index) => principals.entries[index]?.kind === 'service')
}

function isScoped(
  { proof: { actions, resources, conditions } }: StatementView,
  service: string,
  maybeOwned: (resource: string) => boolean,
): boolean {
  // Mail receipt rules used to say in the referer which account they are of.
  const keys = service.startsWith('ses.') ? [...scopes, 'aws:referer'] : scopes
  const byCondition = conditions.some(
    ({ key, negated, values }) => !negated && keys.includes(key) && !values.includes('*'),
  )
  if (byCondition) return true
  if (service.startsWith('cloudfront.')) return false
  const looks = !actions.negated && actions.texts.every(text => checks.includes(text.toLowerCase()))
  // Logs go below the account that they are of: nobody else's can be written there.
  const isOwned = (text: string) => /\/AWSLogs\/[^/*?]+\//.test(text) || maybeOwned(text)
  return looks || (!resources.negated && resources.texts.every(isOwned))
}
