/**
 * Condition keys: which requests carry them, what values they have, and which belong together. What is not known
 * here is a text that any request may carry.
 */
import { particularKeys, type Action } from './actions.ts'
import type { HoleShape } from './holes.ts'
import type { Actor, ActorKind } from './types.ts'
import { lastSegment } from './statement.ts'

export type Presence = 'never' | 'maybe' | 'always'

/** Keys that are not independent of each other are chosen together. */
export type Coupling = 'actor' | 'entry' | 'network' | 'time'

const couplings: Readonly<Record<string, Coupling>> = {
  'aws:principalarn': 'actor',
  'aws:principalaccount': 'actor',
  'aws:principaltype': 'actor',
  'aws:username': 'actor',
  'kms:calleraccount': 'actor',
  'aws:principalisawsservice': 'actor',
  'aws:principalservicename': 'actor',
  'aws:principalservicenameslist': 'actor',
  'aws:securetransport': 'entry',
  's3:tlsversion': 'entry',
  's3:dataaccesspointarn': 'entry',
  's3:dataaccesspointaccount': 'entry',
  's3:accesspointnetworkorigin': 'entry',
  'aws:sourceip': 'network',
  'aws:vpcsourceip': 'network',
  'aws:sourcevpc': 'network',
  'aws:sourcevpce': 'network',
  'aws:currenttime': 'time',
  'aws:epochtime': 'time',
}

/** The group of keys that a key belongs to, if it is not on its own. */
export const couplingOf = (key: string): Coupling | undefined =>
  Object.hasOwn(couplings, key) ? couplings[key] : undefined

/** The keys that follow from the actor. */
export function actorContext(actor: Actor): Record<string, readonly string[]> {
  const accounts = actor.account === undefined ? [] : [actor.account]
  switch (actor.kind) {
    case 'anonymous':
      return { 'aws:principaltype': ['Anonymous'] }
    case 'service':
      return {
        'aws:principalisawsservice': ['true'],
        'aws:principalservicename': [actor.id],
        'aws:principalservicenameslist': [actor.id],
      }
    case 'federated':
      return { 'aws:principaltype': ['FederatedUser'], 'aws:principalisawsservice': ['false'] }
    case 'canonical':
      return {
        'aws:principalisawsservice': ['false'],
        ...(actor.id.startsWith('arn:') && { 'aws:principalarn': [actor.id] }),
      }
    case 'user':
    case 'role':
    case 'root':
      return {
        'aws:principalarn': [actor.id],
        'aws:principalaccount': accounts,
        'kms:calleraccount': accounts,
        'aws:principaltype': [
          actor.kind === 'user' ? 'User' : actor.kind === 'role' ? 'AssumedRole' : 'Account',
        ],
        'aws:principalisawsservice': ['false'],
        ...(actor.kind === 'user' && { 'aws:username': [lastSegment(actor.id)] }),
      }
  }
}

const principals: readonly ActorKind[] = ['user', 'role', 'root', 'federated', 'canonical']
const services: readonly ActorKind[] = ['service']
const everyone: readonly ActorKind[] = [
  'anonymous',
  'user',
  'role',
  'root',
  'service',
  'federated',
  'canonical',
]
const allSigned = everyone.filter(kind => kind !== 'anonymous')

interface KeyFacts {
  readonly kinds: readonly ActorKind[]
  readonly always?: true
  readonly values?: readonly string[]
  readonly hints?: readonly string[]
  readonly many?: true
}

const bool = ['false', 'true']

const facts: Readonly<Record<string, KeyFacts>> = {
  'aws:userid': { kinds: principals, always: true, hints: ['AIDAEXAMPLE'] },
  'aws:principalorgid': { kinds: principals, hints: ['o-example'] },
  'aws:principalorgpaths': { kinds: principals, many: true, hints: ['o-example/r-ab12/ou-ab12/'] },
  'aws:multifactorauthpresent': { kinds: ['user', 'role', 'root'], values: bool },
  'aws:multifactorauthage': { kinds: ['user', 'role', 'root'] },
  'aws:tokenissuetime': { kinds: ['role', 'federated'] },
  'aws:federatedprovider': { kinds: ['role', 'federated'] },
  'aws:sourcearn': { kinds: services, hints: ['arn:aws:s3:::example'] },
  'aws:sourceaccount': { kinds: services, hints: ['999999999999'] },
  'aws:sourceowner': { kinds: services, hints: ['999999999999'] },
  'aws:sourceorgid': { kinds: services, hints: ['o-example'] },
  'aws:sourceorgpaths': { kinds: services, many: true },
  'aws:viaawsservice': { kinds: allSigned, always: true, values: bool },
  'aws:calledvia': { kinds: ['user', 'role'], many: true },
  'aws:calledviafirst': { kinds: ['user', 'role'] },
  'aws:calledvialast': { kinds: ['user', 'role'] },
  'aws:requestedregion': { kinds: everyone, always: true, hints: ['us-east-1'] },
  'aws:resourceaccount': { kinds: everyone, always: true },
  's3:resourceaccount': { kinds: everyone, always: true },
  'aws:sourceip': { kinds: everyone, hints: ['198.51.100.7'] },
  'aws:vpcsourceip': { kinds: everyone, hints: ['10.1.2.3'] },
  'aws:sourcevpc': { kinds: everyone, hints: ['vpc-example'] },
  'aws:sourcevpce': { kinds: everyone, hints: ['vpce-example'] },
  'aws:useragent': { kinds: everyone, hints: ['curl/8.0'] },
  'aws:referer': { kinds: everyone, hints: ['https://example.com/'] },
  'aws:tagkeys': { kinds: everyone, many: true },
  's3:requestobjecttagkeys': { kinds: everyone, many: true },
  's3:inventoryaccessibleoptionalfields': { kinds: everyone, many: true },
  's3:authtype': { kinds: allSigned, values: ['REST-HEADER', 'REST-QUERY-STRING', 'POST'] },
  's3:signatureversion': { kinds: allSigned, values: ['AWS4-HMAC-SHA256', 'AWS'] },
  's3:signatureage': { kinds: allSigned },
  's3:x-amz-content-sha256': { kinds: allSigned, hints: ['UNSIGNED-PAYLOAD'] },
  's3:x-amz-server-side-encryption': { kinds: everyone, values: ['AES256', 'aws:kms', 'aws:kms:dsse'] },
  's3:x-amz-server-side-encryption-aws-kms-key-id': {
    kinds: everyone,
    hints: ['arn:aws:kms:us-east-1:999999999999:key/example'],
  },
  's3:x-amz-acl': {
    kinds: everyone,
    values: [
      'private',
      'public-read',
      'public-read-write',
      'authenticated-read',
      'aws-exec-read',
      'bucket-owner-read',
      'bucket-owner-full-control',
      'log-delivery-write',
    ],
  },
  's3:objectcreationoperation': { kinds: everyone, values: bool },
  's3:object-lock-mode': { kinds: everyone, values: ['GOVERNANCE', 'COMPLIANCE'] },
  's3:object-lock-legal-hold': { kinds: everyone, values: ['ON', 'OFF'] },
}

const families: Readonly<Record<string, KeyFacts>> = {
  'aws:principaltag/': { kinds: principals },
}

function factsOf(key: string): KeyFacts | undefined {
  if (Object.hasOwn(facts, key)) return facts[key]
  const family = key.slice(0, key.indexOf('/') + 1)
  return Object.hasOwn(families, family) ? families[family] : undefined
}

/** Whether requests of an actor kind for an action carry a key. An action that no table knows may carry any key. */
export function presenceOf(key: string, kind: ActorKind, action: Action | undefined): Presence {
  const known = factsOf(key)
  if (key === 'aws:userid' && kind === 'anonymous') return 'always'
  if (known?.kinds.includes(kind) === false) return 'never'
  if (known?.always === true) return 'always'
  return mayCarry(key, action) ? 'maybe' : 'never'
}

/** Whether only requests of services carry a key: what they act for. */
export const isOfServices = (key: string): boolean => factsOf(key)?.kinds === services

const familyOf = (key: string): string => (key.includes('/') ? `${key.slice(0, key.indexOf('/'))}/*` : key)

/** Whether only the requests of some actions carry a key. */
export const dependsOnAction = (key: string): boolean => particularKeys().has(familyOf(key))

/** Whether requests for an action may carry a key, as far as the action decides. */
export const mayCarry = (key: string, action: Action | undefined): boolean =>
  action === undefined || !dependsOnAction(key) || action.keys.has(familyOf(key))

/** The values a key can have, if there are only a few; nicer samples; whether a request carries several at once. */
export const valuesOf = (key: string): readonly string[] | undefined => factsOf(key)?.values
export const hintsOf = (key: string): readonly string[] => factsOf(key)?.hints ?? []

/** Whether a request can carry several values under a key; undefined: not known. */
export const isMany = (key: string): boolean | undefined => {
  const known = factsOf(key)
  return known === undefined ? undefined : known.many === true
}

/** What the value of a policy variable looks like. */
export function variableShape(key: string): HoleShape {
  if (key === 'aws:username') return 'atom'
  return key === 'aws:principalaccount' || key === 'aws:sourceaccount' ? 'account' : 'text'
}
